import { useCallback, useRef } from 'react';
import { newId } from './api.ts';
import { keep, kept } from './draft.ts';

interface Sent {
  readonly content: string;
  readonly key: string;
}

/**
 * The same content keeps its key, so that sending it again after a lost answer does it once. Changed content is another command. With a
 * place to be kept at, that holds after a reload of the page, too: for content that may lie on this computer, until it is forgotten there.
 */
export function useCommandKey(): (content: unknown, place?: string) => string {
  const last = useRef<Sent>({ content: '', key: '' });
  return useCallback((content: unknown, place?: string) => {
    const text = JSON.stringify(content);
    if (text !== last.current.content) {
      const earlier = place === undefined ? null : kept<Sent>(place);
      last.current = earlier?.content === text ? earlier : { content: text, key: newId() };
    }
    if (place !== undefined) keep(place, last.current);
    return last.current.key;
  }, []);
}
