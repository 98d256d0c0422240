import { useCallback, useRef } from 'react';
import { newId } from './api.ts';

/** The same content keeps its key, so that sending it again after a lost answer does it once. Changed content is another command. */
export function useCommandKey(): (content: unknown) => string {
  const last = useRef({ content: '', key: '' });
  return useCallback((content: unknown) => {
    const text = JSON.stringify(content);
    if (text !== last.current.content) last.current = { content: text, key: newId() };
    return last.current.key;
  }, []);
}
