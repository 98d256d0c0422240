import { useEffect, useState } from 'react';

/** So long somebody pauses between two words. */
const PAUSE_MS = 250;

/** A value that follows once it has stood still: what is asked of the server while somebody types. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
