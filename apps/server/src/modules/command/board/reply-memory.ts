import { MINUTE_MS, type Clock } from '@gridward/core';
import type { Store } from '@gridward/db';
import { readFirstReply, type BoardSelection, type FirstReply } from './board.repository.ts';

/** A median over seven days does not move in a minute, and it is the dearest figure of the board. */
const KEEP_MS = MINUTE_MS;
const MOST_SCOPES = 500;

/** Remembers the median reply of each scope for a minute, so that many boards and screens ask the database for it once. */
export function rememberFirstReply(db: Store['db'], clock: Clock) {
  const known = new Map<string, { readonly until: number; readonly reply: Promise<FirstReply> }>();
  return (selection: BoardSelection, since: Date): Promise<FirstReply> => {
    const now = clock.now();
    const key = JSON.stringify([selection.areaPath, selection.reach]);
    const found = known.get(key);
    if (found !== undefined && now < found.until) return found.reply;
    if (known.size >= MOST_SCOPES) known.clear();
    const reply = readFirstReply(db, selection, since);
    known.set(key, { until: now + KEEP_MS, reply });
    reply.catch(() => known.delete(key));
    return reply;
  };
}
