import { useEffect, useRef } from 'react';

type Handlers = Readonly<Record<string, () => void>>;

/** Somebody who types, or answers a dialog, means the letter and not the command. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target === null) return false;
  return (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [role=dialog], [role=listbox]') !== null
  );
}

/** Single-letter commands of the page; `g x` is written as `g x`. Held modifiers belong to the browser. */
export function useHotkeys(handlers: Handlers, enabled = true): void {
  const current = useRef(handlers);
  const prefix = useRef('');
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event)) return;
      const key = prefix.current === '' ? event.key : `${prefix.current} ${event.key}`;
      prefix.current = '';
      const handler = current.current[key];
      if (handler !== undefined) {
        event.preventDefault();
        handler();
      } else if (Object.keys(current.current).some((known) => known.startsWith(`${key} `))) {
        prefix.current = key;
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled]);
}

/** Ctrl + Enter sends the form that is open, wherever the focus stands. */
export function useSubmitKey(submit: () => void): void {
  const current = useRef(submit);
  useEffect(() => {
    current.current = submit;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      current.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
