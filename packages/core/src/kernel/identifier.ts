import type { Clock } from './instant.ts';

/** Maker of identifiers; passed in, so that tests are repeatable. */
export interface Ids {
  /** A new UUIDv7 (RFC 9562): time-ordered, and increasing within one process even inside one millisecond. */
  next(): string;
}

/** A UUID in text form. */
export type Uuid = string;

/**
 * UUIDv7 from a clock and a source of random bytes.
 * @param randomBytes returns `count` random bytes; cryptographic in production.
 */
export function createIds(clock: Clock, randomBytes: (count: number) => Uint8Array): Ids {
  let lastMs = 0;
  let sequence = 0;
  return {
    next() {
      const nowMs = clock.now();
      if (nowMs > lastMs) {
        lastMs = nowMs;
        sequence = 0;
      } else if (++sequence > 0xfff) {
        lastMs += 1;
        sequence = 0;
      }
      return format(lastMs, sequence, randomBytes(8));
    },
  };
}

function format(ms: number, sequence: number, random: Uint8Array): Uuid {
  const time = Math.trunc(ms).toString(16).padStart(12, '0');
  const tail = Array.from(random, (byte, i) => (i === 0 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0')).join('');
  const high = `7${sequence.toString(16).padStart(3, '0')}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-${high}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
