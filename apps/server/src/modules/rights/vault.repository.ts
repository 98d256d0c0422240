import type { Uuid } from '@gridward/core';
import type { Database, ReporterVaultTable } from '@gridward/db';
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';

export type VaultRow = Selectable<ReporterVaultTable>;

export async function insertVault(trx: Transaction<Database>, row: Insertable<ReporterVaultTable>): Promise<void> {
  await trx.insertInto('reporter_vault').values(row).execute();
}

export async function findVault(db: Kysely<Database>, caseId: Uuid): Promise<VaultRow | undefined> {
  return db.selectFrom('reporter_vault').selectAll().where('case_id', '=', caseId).executeTakeFirst();
}

export async function lockVault(trx: Transaction<Database>, caseId: Uuid): Promise<VaultRow | undefined> {
  return trx.selectFrom('reporter_vault').selectAll().where('case_id', '=', caseId).forUpdate().executeTakeFirst();
}

export async function saveOriginalText(trx: Transaction<Database>, caseId: Uuid, originalText: Buffer): Promise<void> {
  await trx.updateTable('reporter_vault').set({ original_text: originalText }).where('case_id', '=', caseId).execute();
}

/** Deletes a batch of what has expired; answers how many rows went. */
export async function deleteExpired(trx: Transaction<Database>, now: Date, limit: number): Promise<number> {
  const deleted = await trx
    .deleteFrom('reporter_vault')
    .where('case_id', 'in', (query) =>
      query
        .selectFrom('reporter_vault')
        .select('case_id')
        .where('expires_at', '<=', now)
        .orderBy('expires_at')
        .orderBy('case_id')
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}
