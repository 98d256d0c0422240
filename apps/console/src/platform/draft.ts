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
    const timer = setTimeout(() => {
      const at = Date.now();
      localStorage.setItem(key, JSON.stringify({ at, value } satisfies Stored<T>));
      setSavedAt(at);
    }, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
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
