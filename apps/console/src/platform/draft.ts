import { useCallback, useEffect, useRef, useState } from 'react';

interface Stored<T> {
  readonly at: number;
  readonly value: T;
}

function read<T>(key: string): Stored<T> | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Stored<T>);
  } catch {
    return null;
  }
}

const SAVE_AFTER_MS = 400;

/** Keeps what is being written on this computer. `restoredAt` tells when a draft that was found is from. */
export function useDraft<T>(key: string, blank: T) {
  const [stored] = useState(() => read<T>(key));
  const [value, setValue] = useState<T>(stored === null ? blank : { ...blank, ...stored.value });
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const untouched = useRef(true);
  useEffect(() => {
    if (untouched.current) return;
    const save = () => {
      const at = Date.now();
      localStorage.setItem(key, JSON.stringify({ at, value } satisfies Stored<T>));
      setSavedAt(at);
    };
    const timer = setTimeout(save, SAVE_AFTER_MS);
    // A page that is left takes the last words with it unless they are kept now.
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
    };
  }, [key, value]);
  const change = useCallback((next: Partial<T>) => {
    untouched.current = false;
    setValue((before) => ({ ...before, ...next }));
  }, []);
  const clear = useCallback(() => {
    untouched.current = true;
    localStorage.removeItem(key);
    setSavedAt(null);
    setValue(blank);
  }, [key, blank]);
  return { value, change, clear, savedAt, restoredAt: stored?.at ?? null };
}
