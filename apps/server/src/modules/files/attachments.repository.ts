import type { Uuid } from '@gridward/core';
import type { AttachmentTable, Database } from '@gridward/db';
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';

export type AttachmentRow = Selectable<AttachmentTable>;

export async function insertAttachment(trx: Transaction<Database>, row: Insertable<AttachmentTable>): Promise<void> {
  await trx.insertInto('attachment').values(row).execute();
}

export async function findAttachment(db: Kysely<Database>, id: Uuid): Promise<AttachmentRow | undefined> {
  return db.selectFrom('attachment').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function attachmentsOfCases(db: Kysely<Database>, caseIds: readonly Uuid[]): Promise<AttachmentRow[]> {
  if (caseIds.length === 0) return [];
  return db.selectFrom('attachment').selectAll().where('case_id', 'in', caseIds).orderBy('uploaded_at').orderBy('id').execute();
}

/** Gives photos to a case; only the account's own that belong to none. Answers how many there were. */
export async function claimAttachments(
  trx: Transaction<Database>,
  claim: {
    readonly caseId: Uuid;
    readonly ids: readonly Uuid[];
    readonly accountId: Uuid | null;
    readonly purpose: AttachmentRow['purpose'];
  },
): Promise<number> {
  const updated = await trx
    .updateTable('attachment')
    .set({ case_id: claim.caseId, purpose: claim.purpose, expires_at: null })
    .where('id', 'in', claim.ids)
    .where('case_id', 'is', null)
    .where('uploaded_by', 'is not distinct from', claim.accountId)
    .executeTakeFirst();
  return Number(updated.numUpdatedRows);
}

/** Photos of a report that turned out to be about another case. */
export async function moveReportPhotos(trx: Transaction<Database>, fromCaseId: Uuid, intoCaseId: Uuid): Promise<void> {
  await trx
    .updateTable('attachment')
    .set({ case_id: intoCaseId })
    .where('case_id', '=', fromCaseId)
    .where('purpose', '=', 'report')
    .execute();
}

/** Photos that wait to be looked through, those of cases first. */
export async function waitingAttachments(db: Kysely<Database>, limit: number): Promise<AttachmentRow[]> {
  return db
    .selectFrom('attachment')
    .selectAll()
    .where('screening', '=', 'waiting')
    .orderBy('uploaded_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export interface ScreenedFiles {
  readonly screening: 'clear' | 'masked' | 'failed';
  readonly sha256: Buffer;
  readonly previewSha256: Buffer | null;
  readonly originalSha256: Buffer | null;
  readonly bytes: number;
}

/** @returns false when another process was faster, or the photo is gone */
export async function saveScreening(db: Kysely<Database>, id: Uuid, files: ScreenedFiles): Promise<boolean> {
  const updated = await db
    .updateTable('attachment')
    .set({
      screening: files.screening,
      sha256: files.sha256,
      preview_sha256: files.previewSha256,
      original_sha256: files.originalSha256,
      bytes: files.bytes,
    })
    .where('id', '=', id)
    .where('screening', '=', 'waiting')
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Deletes a batch of photos that nobody claimed in time; answers their files. */
export async function deleteExpired(trx: Transaction<Database>, now: Date, limit: number): Promise<AttachmentRow[]> {
  return trx
    .deleteFrom('attachment')
    .where('id', 'in', (query) =>
      query
        .selectFrom('attachment')
        .select('id')
        .where('case_id', 'is', null)
        .where('expires_at', '<=', now)
        .orderBy('expires_at')
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
}

/** Of these files, those that some photo still needs, as hexadecimal text. */
export async function filesInUse(db: Kysely<Database>, sha256s: readonly Buffer[]): Promise<ReadonlySet<string>> {
  if (sha256s.length === 0) return new Set();
  const list = [...sha256s];
  const rows = await db
    .selectFrom('attachment')
    .select(['sha256', 'preview_sha256', 'original_sha256'])
    .where((where) =>
      where.or([where('sha256', 'in', list), where('preview_sha256', 'in', list), where('original_sha256', 'in', list)]),
    )
    .execute();
  return new Set(
    rows
      .flatMap((row) => [row.sha256, row.preview_sha256, row.original_sha256])
      .flatMap((sha256) => sha256?.toString('hex') ?? []),
  );
}
