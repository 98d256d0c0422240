import type { AttachmentTable, Database } from '@gridward/db';
import { sql, type Insertable, type Kysely, type Transaction } from 'kysely';

export type DrawnRow = Insertable<AttachmentTable>;

const BATCH = 1_000;

export async function insertClear(trx: Transaction<Database>, rows: readonly DrawnRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await trx
      .insertInto('attachment')
      .values(rows.slice(start, start + BATCH))
      .execute();
  }
}

/** Distinct, in the order of their bytes. */
export async function allFiles(db: Kysely<Database>): Promise<Buffer[]> {
  const found = await sql<{ sha256: Buffer }>`
    select sha256 from attachment union select preview_sha256 from attachment where preview_sha256 is not null
    union select original_sha256 from attachment where original_sha256 is not null order by 1`.execute(db);
  return found.rows.map(({ sha256 }) => sha256);
}
