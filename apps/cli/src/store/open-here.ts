import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Store } from '@gridward/db';
import type { Context } from '../command.ts';
import { findServer } from '../server/operator-socket.ts';
import { Refusal } from '../terminal/words.ts';

/** The folder of attachments in a data folder. */
export const filesFolder = (dataDir: string): string => join(dataDir, 'files');

/** The key of the vault, unless GRIDWARD_KEY holds it. */
export const keyFile = (dataDir: string): string => join(dataDir, 'keys', 'vault.key');

const ENDED_WITHIN_MS = 10_000;

/**
 * Works on the store itself, beside a server or without one. Ctrl-C ends the embedded database if it was started for this, so that nothing
 * goes on half done; a database elsewhere takes back what was not committed when we are gone.
 */
export async function withStore<T>(context: Context, work: (store: Store) => Promise<T>): Promise<T> {
  const { dataDir, databaseUrl, schema } = context.settings;
  const store = await openStore({ dataDir, databaseUrl, schema, embedded: 'join', log: context.tell });
  const working = work(store);
  const aborted = new Promise<never>((_, reject) => {
    context.signal.addEventListener('abort', () => reject(new Refusal({ zh: '已中断', en: 'Interrupted' })), { once: true });
  });
  try {
    return await Promise.race([working, aborted]);
  } finally {
    if (context.signal.aborted) await endNow(store, working);
    else await store.close();
  }
}

async function endNow(store: Store, working: Promise<unknown>): Promise<void> {
  await store.embedded?.stop();
  await Promise.race([working.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, ENDED_WITHIN_MS).unref())]);
}

/** @throws Refusal when there is no store to read from: opening would make an empty one */
export function assertStoreExists(context: Context): void {
  const { dataDir, databaseUrl } = context.settings;
  if (databaseUrl !== undefined || existsSync(join(dataDir, 'postgres'))) return;
  throw new Refusal({
    zh: `${dataDir} 中没有数据库。请用 GRIDWARD_DATA 指明数据目录，或设置 DATABASE_URL。`,
    en: `There is no database in ${dataDir}. Say with GRIDWARD_DATA where the data folder is, or set DATABASE_URL.`,
  });
}

/** @throws Refusal while a server works with the data folder */
export async function assertNoServer(context: Context): Promise<void> {
  const running = await findServer(context.settings.dataDir);
  if (running === undefined) return;
  throw new Refusal({
    zh: `服务端正在使用 ${context.settings.dataDir}（进程 ${running.pid}）。请先停止它。`,
    en: `A server works with ${context.settings.dataDir} (process ${running.pid}). Stop it first.`,
  });
}
