import { useSyncExternalStore } from 'react';

/** Is the server answering? Known from the requests themselves, so that nobody has to ask. */
let online = true;
const listeners = new Set<() => void>();

export function reportConnection(next: boolean): void {
  if (next === online) return;
  online = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => online);
export const onConnectionChange = subscribe;
export const isOnline = (): boolean => online;

/** Asks the server whether it is there, and reports the answer. */
export async function askConnection(): Promise<boolean> {
  try {
    const response = await fetch('/health/ready', { cache: 'no-store' });
    reportConnection(response.ok);
  } catch {
    reportConnection(false);
  }
  return online;
}
