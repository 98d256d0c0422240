import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSocketFetch } from './socket-fetch.ts';

/** Where a running server listens for whoever operates the machine. */
export interface OperatorSocket {
  readonly socket: string;
  readonly pid: number;
}

/** The file by which a server says where its operator's socket is; only the server's own user can read it. */
export const operatorFile = (dataDir: string): string => join(dataDir, 'run', 'operator.json');

/** What the file says; undefined without a file, or while it is written. A server that was killed leaves it behind. */
export async function readOperatorFile(dataDir: string): Promise<OperatorSocket | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(operatorFile(dataDir), 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    if (!('socket' in parsed) || typeof parsed.socket !== 'string' || !('pid' in parsed) || typeof parsed.pid !== 'number')
      return undefined;
    return { socket: parsed.socket, pid: parsed.pid };
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return undefined;
    throw error;
  }
}

/** `ready` serves, `starting` answers but does not serve yet, `silent` does not answer. */
export type ServerState = 'ready' | 'starting' | 'silent';

const ANSWER_WITHIN_MS = 5_000;

export async function stateOf({ socket }: OperatorSocket): Promise<ServerState> {
  try {
    const response = await createSocketFetch(socket)('/health/ready', {
      method: 'GET',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return response.ok ? 'ready' : 'starting';
  } catch (error) {
    // Whoever accepts a connection is alive, however slow; a socket without a server refuses it at once.
    return error instanceof Error && error.name === 'TimeoutError' ? 'starting' : 'silent';
  }
}

/** The server that runs on the data folder; undefined when none answers. */
export async function findServer(dataDir: string): Promise<(OperatorSocket & { readonly state: ServerState }) | undefined> {
  const told = await readOperatorFile(dataDir);
  if (told === undefined) return undefined;
  const state = await stateOf(told);
  return state === 'silent' ? undefined : { ...told, state };
}

const LOOK_EVERY_MS = 100;

/** Waits until a server on the data folder serves; gives undefined when `until` says that waiting is over. */
export async function waitForServer(dataDir: string, until: () => boolean): Promise<OperatorSocket | undefined> {
  for (;;) {
    const over = until();
    const found = await findServer(dataDir);
    if (found?.state === 'ready') return found;
    if (over) return undefined;
    await sleep(LOOK_EVERY_MS);
  }
}
