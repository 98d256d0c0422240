import { MINUTE_MS } from '@gridward/core';

/** So many failures from one address within the window; an office behind one address has a bad morning and still comes in. */
export const MAX_FAILURES_BY_ADDRESS = 30;
const WINDOW_MS = 5 * MINUTE_MS;
const MOST_ADDRESSES = 20_000;

/** Counts failed sign-ins by address in this process. Names are counted in the database; this only slows who tries many names. */
export interface AddressLimit {
  /** Milliseconds until this address may try again; 0 when it may now. */
  waitMs(address: string): number;
  recordFailure(address: string): void;
}

/** @param nowMs a clock that never goes back */
export function createAddressLimit(nowMs: () => number): AddressLimit {
  const windows = new Map<string, { readonly endsMs: number; failures: number }>();
  const current = (address: string) => {
    const found = windows.get(address);
    return found !== undefined && found.endsMs > nowMs() ? found : undefined;
  };
  return {
    waitMs(address) {
      const found = current(address);
      return found !== undefined && found.failures >= MAX_FAILURES_BY_ADDRESS ? found.endsMs - nowMs() : 0;
    },
    recordFailure(address) {
      const found = current(address);
      if (found !== undefined) {
        found.failures += 1;
        return;
      }
      windows.delete(address);
      windows.set(address, { endsMs: nowMs() + WINDOW_MS, failures: 1 });
      const oldest = windows.size > MOST_ADDRESSES ? windows.keys().next() : undefined;
      if (oldest?.done === false) windows.delete(oldest.value);
    },
  };
}
