import { groupBy, type ResponsibilityRow, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../../platform/deps.ts';
import { createSnapshot } from '../../../platform/snapshot.ts';
import { listResponsibilities } from './responsibility.repository.ts';

/** The responsibility list in memory, past rows too. */
export interface ResponsibilityList {
  /** By id. */
  readonly rows: readonly ResponsibilityRow[];
  byId(id: Uuid): ResponsibilityRow | undefined;
  rowsOf(categoryId: Uuid): readonly ResponsibilityRow[];
}

export interface ResponsibilityStore {
  list(trx?: Transaction<Database>): Promise<ResponsibilityList>;
  touch(trx: Transaction<Database>): Promise<void>;
}

export function createResponsibilityStore(platform: Pick<Platform, 'store' | 'clock'>): ResponsibilityStore {
  const snapshot = createSnapshot('responsibility', platform, async (db): Promise<ResponsibilityList> => {
    const rows = await listResponsibilities(db);
    const ids = new Map(rows.map((row) => [row.id, row]));
    const categories = groupBy(rows, ({ categoryId }) => categoryId);
    return { rows, byId: (id) => ids.get(id), rowsOf: (categoryId) => categories.get(categoryId) ?? [] };
  });
  return { list: (trx) => snapshot.get(trx), touch: (trx) => snapshot.touch(trx) };
}
