import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';

const runSchema = z.object({
  name: z.string(),
  lastRunAt: z.string().nullable(),
  lastOutcome: z.enum(['done', 'failed']).nullable(),
  detail: z.string().nullable(),
});
/** How a job's last run went. */
export type RunRecord = z.output<typeof runSchema>;

const keyOf = (name: string): string => `job.${name}`;

export async function recordRun(db: Kysely<Database>, run: RunRecord): Promise<void> {
  const value = JSON.stringify(run);
  const changedAt = run.lastRunAt ?? '';
  await db
    .insertInto('setting')
    .values({ key: keyOf(run.name), value, changed_at: changedAt })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({ value, changed_at: changedAt, version: sql`setting.version + 1` }),
    )
    .execute();
}

/** One record for each name; jobs that never ran have empty ones. */
export async function readRuns(db: Kysely<Database>, names: readonly string[]): Promise<RunRecord[]> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).where('key', 'in', names.map(keyOf)).execute();
  const found = new Map(rows.map(({ key, value }) => [key, runSchema.parse(value)]));
  return names.map((name) => found.get(keyOf(name)) ?? { name, lastRunAt: null, lastOutcome: null, detail: null });
}
