import { useEffect, useState } from 'react';

/** False at first, true once what asks has been on screen for a while: for what is dear to draw and of no use in passing. */
export function useRested(afterMs: number): boolean {
  const [isRested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return isRested;
}
