import { useEffect, useRef } from 'react';
import { isInputMethods, isPageCommand } from './key-press.ts';

type Handlers = Readonly<Record<string, () => void>>;

const TYPING = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [role=listbox], [role=menu]';
const OPEN_DIALOG = '[role=dialog][aria-modal=true]';
const CONTROL = 'a[href], button, summary, [role=button], [role=tab], [role=menuitem]';

const isWithin = ({ target }: KeyboardEvent, selector: string): boolean =>
  target instanceof HTMLElement && target.closest(selector) !== null;

/** Somebody who types, or answers a dialog, means the letter and not the command. */
function isTyping(event: KeyboardEvent): boolean {
  if (document.querySelector(OPEN_DIALOG) !== null) return true;
  return isWithin(event, TYPING);
}

/** The sign-in that lies over the page, or a dialog that only tells something, is in front of the form: its Enter is not the form's. */
function isBehindDialog(): boolean {
  const front = [...document.querySelectorAll(OPEN_DIALOG)].at(-1);
  return front !== undefined && (front.matches('.sign-in-over') || front.querySelector('form') === null);
}

/** What was pressed before, and waits for its letter. One for the page: `g d` goes somewhere, and is no `d` for the case that is open. */
let pending = '';
const prefixes = new WeakMap<KeyboardEvent, string>();

/** The same for everybody who hears this key; heard by the first of them, it waits no longer. */
function prefixOf(event: KeyboardEvent): string {
  const known = prefixes.get(event);
  if (known !== undefined) return known;
  const prefix = pending;
  pending = '';
  prefixes.set(event, prefix);
  return prefix;
}

/** Single-letter commands of the page; `g x` is written as `g x`. Held modifiers belong to the browser. */
export function useHotkeys(handlers: Handlers, enabled = true): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (!isPageCommand(event, isWithin(event, CONTROL))) return;
      const prefix = prefixOf(event);
      const key = prefix === '' ? event.key : `${prefix} ${event.key}`;
      const handler = current.current[key];
      if (handler !== undefined) {
        event.preventDefault();
        handler();
      } else if (Object.keys(current.current).some((known) => known.startsWith(`${key} `))) {
        pending = key;
      }
    };
    // Before anything else hears the key: a dialog that closes on Escape is still open here.
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [enabled]);
}

/** Ctrl + Enter sends the form that is open, wherever the focus stands: once for each press, and not behind a dialog. */
export function useSubmitKey(submit: () => void): void {
  const current = useRef(submit);
  useEffect(() => {
    current.current = submit;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      if (event.repeat || isInputMethods(event) || isBehindDialog()) return;
      event.preventDefault();
      current.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
