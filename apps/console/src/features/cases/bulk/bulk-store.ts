import { z } from 'zod';
import { isUnfinished, type BulkWork } from './bulk-work.ts';

/** What is needed of the browser's storage. */
export type BulkStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefixOf = (accountId: string): string => `gridward.bulk.${accountId}.`;

const storedSchema = z.object({
  id: z.string(),
  verb: z.string(),
  payload: z.record(z.string(), z.unknown()),
  items: z.array(
    z.object({
      caseId: z.string(),
      number: z.string(),
      version: z.number(),
      commandId: z.string(),
      state: z.enum(['waiting', 'done', 'refused', 'unsent']),
      code: z.string().optional(),
    }),
  ),
});

/** Keeps work while anything of it is left to do, and forgets it when nothing is. A computer that is full does not stop the work. */
export function keepWork(storage: BulkStorage, accountId: string, work: BulkWork): void {
  const key = prefixOf(accountId) + work.id;
  try {
    if (isUnfinished(work)) storage.setItem(key, JSON.stringify(work));
    else storage.removeItem(key);
  } catch {
    // What is left is still on screen; only a reload would lose it.
  }
}

export const dropWork = (storage: BulkStorage, accountId: string, workId: string): void =>
  storage.removeItem(prefixOf(accountId) + workId);

/** Work of this person that a reload or a closed window left behind, oldest first. Anything unreadable is none. */
export function keptWorks(storage: BulkStorage, accountId: string): BulkWork[] {
  const prefix = prefixOf(accountId);
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at)).filter(
    (key): key is string => key?.startsWith(prefix) === true,
  );
  return keys.toSorted().flatMap((key) => {
    const work = parsed(storage.getItem(key));
    return work === null || !isUnfinished(work) ? [] : [work];
  });
}

function parsed(text: string | null): BulkWork | null {
  try {
    const stored = storedSchema.safeParse(JSON.parse(text ?? 'null'));
    // Written by `keepWork`; a verb or a problem that this release no longer knows is refused by the server in words.
    return stored.success ? (stored.data as BulkWork) : null;
  } catch {
    return null;
  }
}
