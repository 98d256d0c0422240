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

/** Deletes drafts that nobody came back to for a week. */
export function forgetOldDrafts(): void {
  for (const key of PREFIXES.flatMap(keysUnder)) if (read(key) === null) localStorage.removeItem(key);
}

/** Keeps what is being written on this computer. `restoredAt` tells when a draft that was found is from. */
export function useDraft<T>(key: string, blank: T) {
  const [stored] = useState(() => read<T>(key));
  const [value, setValue] = useState<T>(stored === null ? blank : { ...blank, ...stored.value });
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const pending = useRef<T | null>(null);
  const save = useCallback(() => {
    if (pending.current === null) return;
    const at = Date.now();
    const isKept = write(key, { at, value: pending.current });
    pending.current = null;
    if (isKept) setSavedAt(at);
  }, [key]);
  useEffect(() => {
    const timer = setTimeout(save, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [save, value]);
  useEffect(() => {
    // A page that is left, or a panel that is closed, takes the last words with it unless they are kept now.
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [save]);
  const change = useCallback((next: Partial<T>) => {
    setValue((before) => {
      const changed = { ...before, ...next };
      pending.current = changed;
      return changed;
    });
  }, []);
  const clear = useCallback(() => {
    pending.current = null;
    localStorage.removeItem(key);
    setSavedAt(null);
    setValue(blank);
  }, [key, blank]);
  return { value, change, clear, savedAt, restoredAt: stored?.at ?? null };
}
