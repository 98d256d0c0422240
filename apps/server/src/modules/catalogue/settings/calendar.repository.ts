import type { CivilDate } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { CALENDAR_ID, type CalendarDayRow } from '../catalogue.repository.ts';

/** Moves the edge of what is published. False when the version is another by now. */
export async function updateCalendar(trx: Transaction<Database>, version: number, publishedUntil: CivilDate): Promise<boolean> {
  const result = await trx
    .updateTable('work_calendar')
    .set({ published_until: publishedUntil, version: version + 1 })
    .where('id', '=', CALENDAR_ID)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function saveDays(trx: Transaction<Database>, days: readonly CalendarDayRow[]): Promise<void> {
  if (days.length === 0) return;
  await trx
    .insertInto('calendar_day')
    .values(
      days.map(({ day, kind, nameZh, nameEn }) => ({ calendar_id: CALENDAR_ID, day, kind, name_zh: nameZh, name_en: nameEn })),
    )
    .onConflict((conflict) =>
      conflict.columns(['calendar_id', 'day']).doUpdateSet((row) => ({
        kind: row.ref('excluded.kind'),
        name_zh: row.ref('excluded.name_zh'),
        name_en: row.ref('excluded.name_en'),
      })),
    )
    .execute();
}

export async function removeDays(trx: Transaction<Database>, days: readonly CivilDate[]): Promise<void> {
  if (days.length === 0) return;
  await trx.deleteFrom('calendar_day').where('calendar_id', '=', CALENDAR_ID).where('day', 'in', days).execute();
}
