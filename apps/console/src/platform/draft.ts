import { useCallback, useEffect, useRef, useState } from 'react';

interface Stored<T> {
  readonly at: number;
  readonly value: T;
}

/** Everything that is kept for later begins with one of these. */
const PREFIXES = ['gridward.draft.', 'gridward.new-case.'];
const KEEP_DRAFTS_MS = 7 * 86_400_000;
const SAVE_AFTER_MS = 400;

function read<T>(key: string): Stored<T> | null {
  try {
    const text = localStorage.getItem(key);
    const stored = text === null ? null : (JSON.parse(text) as Stored<T>);
    return stored === null || stored.at < Date.now() - KEEP_DRAFTS_MS ? null : stored;
  } catch {
    return null;
  }
}

/** A computer that is full, or that keeps nothing, must not stop anybody's work. */
function write<T>(key: string, stored: Stored<T>): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(stored));
    return true;
  } catch {
    return false;
  }
}

const keysUnder = (prefix: string): string[] => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

/** A draft of one account's own; nobody else who signs in on this computer finds it. */
export const draftKey = (accountId: string, ...parts: readonly string[]): string =>
  `gridward.draft.${[accountId, ...parts].join('.')}`;

/** What is kept under a key: the last parts of the names, with the moment of each, latest first. */
export const draftsUnder = (key: string): readonly { readonly name: string; readonly at: number }[] =>
  keysUnder(`${key}.`)
    .flatMap((full) => {
      const stored = read(full);
      return stored === null ? [] : [{ name: full.slice(key.length + 1), at: stored.at }];
    })
    .toSorted((a, b) => b.at - a.at);

/** Something small that is kept beside the drafts, and as long. */
export const kept = <T>(key: string): T | null => read<T>(key)?.value ?? null;
export const keep = <T>(key: string, value: T): boolean => write(key, { at: Date.now(), value });
export const forget = (key: string): void => localStorage.removeItem(key);

/** Deletes drafts that nobody came back to for a week. */
export function forgetOldDrafts(): void {
  for (const key of PREFIXES.flatMap(keysUnder)) if (read(key) === null) localStorage.removeItem(key);
}

interface Held<T> {
  readonly key: string;
  readonly value: T;
  readonly savedAt: number | null;
  readonly restoredAt: number | null;
}

function open<T>(key: string, blank: T): Held<T> {
  const stored = read<T>(key);
  const value = stored === null ? blank : { ...blank, ...stored.value };
  return { key, value, savedAt: null, restoredAt: stored?.at ?? null };
}

/**
 * Keeps what is being written on this computer. `restoredAt` tells when a draft that was found is from. Another key is another draft: what
 * was written under the one before is kept there and never shown here.
 */
export function useDraft<T>(key: string, blank: T) {
  const [last, setHeld] = useState(() => open(key, blank));
  const held = last.key === key ? last : open(key, blank);
  if (held !== last) setHeld(held);
  const pending = useRef<Held<T> | null>(null);
  const current = useRef(held);
  useEffect(() => {
    // Only another draft comes from outside; of this one the latest words are known here before they are drawn.
    if (current.current.key !== held.key) current.current = held;
  }, [held]);
  const show = useCallback((next: Held<T>) => {
    current.current = next;
    setHeld(next);
  }, []);
  const save = useCallback(() => {
    if (pending.current === null) return;
    const { key: under, value } = pending.current;
    pending.current = null;
    const at = Date.now();
    if (write(under, { at, value }) && current.current.key === under) show({ ...current.current, savedAt: at });
  }, [show]);
  useEffect(() => {
    const timer = setTimeout(save, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [save, held.value]);
  useEffect(() => {
    // A page that is left, or a panel that is closed, takes the last words with it unless they are kept now.
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [save, key]);
  const change = useCallback(
    (next: Partial<T>) => {
      const changed = { ...current.current, value: { ...current.current.value, ...next } };
      pending.current = changed;
      show(changed);
    },
    [show],
  );
  const clear = useCallback(() => {
    pending.current = null;
    localStorage.removeItem(key);
    show({ key, value: blank, savedAt: null, restoredAt: null });
  }, [key, blank, show]);
  return { value: held.value, change, clear, savedAt: held.savedAt, restoredAt: held.restoredAt };
}
