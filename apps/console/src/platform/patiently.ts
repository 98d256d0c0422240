import { askConnection, isOnline, onConnectionChange } from './connection.ts';

/** Settles when the server answers again. */
const backOnline = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = onConnectionChange(() => {
      if (!isOnline()) return;
      stop();
      resolve();
    });
    if (isOnline()) {
      stop();
      resolve();
    }
  });

/**
 * Loads a part of the console that comes later. Without a network it waits for the network instead of failing with the page around it; what
 * the server does not have any more, after an update, is a failure at the second try.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    if (!(await askConnection())) await backOnline();
    return load();
  }
}
