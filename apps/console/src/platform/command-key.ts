import { useCallback, useRef } from 'react';
import { newId } from './api.ts';
import { forget, keep, kept } from './draft.ts';

interface Sent {
  readonly content: string;
  readonly key: string;
}

/** The same content keeps its key, so that sending it again after a lost answer does it once. Changed content is another command. */
export function useCommandKey(): (content: unknown) => string {
  const last = useRef<Sent>({ content: '', key: '' });
  return useCallback((content: unknown) => {
    const text = JSON.stringify(content);
    if (text !== last.current.content) last.current = { content: text, key: newId() };
    return last.current.key;
  }, []);
}

/**
 * The same for what can be sent again and again: the key lies beside the draft, where it outlives a reload of the page, until what was sent
 * has arrived and is forgotten. The same words are then another command.
 * @param place a draft's key of its own
 */
export function useKeptCommandKey(place: string) {
  const last = useRef<(Sent & { readonly place: string }) | null>(null);
  /** @param mayLie whether the content may lie on this computer; otherwise its key lives as long as the page */
  const keyOf = (content: unknown, mayLie = true): string => {
    const text = JSON.stringify(content);
    const earlier = last.current?.place === place ? last.current : kept<Sent>(place);
    const { key } = earlier?.content === text ? earlier : { key: newId() };
    last.current = { place, content: text, key };
    if (mayLie) keep(place, { content: text, key });
    return key;
  };
  const arrived = (): void => {
    last.current = null;
    forget(place);
  };
  return { keyOf, arrived };
}
