import { createIds } from '@gridward/core';
import type { Ids } from '@gridward/core';

const START_MS = Date.parse('2026-01-01T00:00:00Z');

/** Valid UUIDv7s that are the same in every run: the n-th call gives the n-th id. `series` keeps several makers apart. */
export function countingIds(series = 0): Ids {
  let count = 0;
  const nextBytes = (size: number): Uint8Array => {
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, series);
    view.setUint32(size - 4, (count += 1));
    return bytes;
  };
  return createIds({ now: () => START_MS + count }, nextBytes);
}
