import type { CategoryList, CivilDate, StepLimitData, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { CALENDAR_ID, toCategoryValues, toStandardRowValues } from '../catalogue.repository.ts';
import type { CalendarFile } from './seed-files.ts';
import type { SeedPlan } from './seed.plan.ts';

/** PostgreSQL takes 65,535 parameters a statement; the widest table here has 22 columns. */
const BATCH = 2000;

async function inBatches<T>(items: readonly T[], write: (batch: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < items.length; start += BATCH) await write(items.slice(start, start + BATCH));
}

export async function saveCodeSystems(trx: Transaction<Database>, lists: readonly CategoryList[]): Promise<void> {
  await trx
    .insertInto('code_system')
    .values(lists.map(({ id, name, version, source }) => ({ id, name_zh: name.zh, name_en: name.en, version, source })))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        name_zh: row.ref('excluded.name_zh'),
        name_en: row.ref('excluded.name_en'),
        version: row.ref('excluded.version'),
        source: row.ref('excluded.source'),
      })),
    )
    .execute();
}

export async function saveCategories(trx: Transaction<Database>, categories: SeedPlan['categories']): Promise<void> {
  await inBatches(categories, (batch) =>
    trx
      .insertInto('category')
      .values(batch.map(({ entry, level, leaf }) => ({ ...toCategoryValues(entry), level, leaf })))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          name_zh: row.ref('excluded.name_zh'),
          name_en: row.ref('excluded.name_en'),
          pinyin: row.ref('excluded.pinyin'),
          extension: row.ref('excluded.extension'),
          assist_only: row.ref('excluded.assist_only'),
          hazard: row.ref('excluded.hazard'),
          emergency_line: row.ref('excluded.emergency_line'),
          qualification: row.ref('excluded.qualification'),
          collection: row.ref('excluded.collection'),
          leaf: row.ref('excluded.leaf'),
        })),
      )
      .execute(),
  );
}

export async function saveRows(
  trx: Transaction<Database>,
  plan: Pick<SeedPlan, 'newRows' | 'endedRowIds'>,
  day: CivilDate,
): Promise<void> {
  if (plan.endedRowIds.length > 0) {
    await trx.updateTable('standard_row').set({ valid_to: day }).where('id', 'in', plan.endedRowIds).execute();
  }
  await inBatches(plan.newRows, (batch) => trx.insertInto('standard_row').values(batch.map(toStandardRowValues)).execute());
}

export async function saveMappings(
  trx: Transaction<Database>,
  mappings: readonly { fromId: Uuid; toId: Uuid; note: string }[],
): Promise<void> {
  await inBatches(mappings, (batch) =>
    trx
      .insertInto('category_mapping')
      .values(batch.map(({ fromId, toId, note }) => ({ from_category_id: fromId, to_category_id: toId, note })))
      .onConflict((conflict) => conflict.columns(['from_category_id', 'to_category_id']).doNothing())
      .execute(),
  );
}

/** Limits that nobody has edited here are brought up to date. */
export async function saveStepLimits(trx: Transaction<Database>, steps: readonly StepLimitData[]): Promise<void> {
  await trx
    .insertInto('step_limit')
    .values(steps.map(({ step, limit, source }) => ({ step, value: limit.value, unit: limit.unit, source })))
    .onConflict((conflict) =>
      conflict
        .column('step')
        .doUpdateSet((row) => ({
          value: row.ref('excluded.value'),
          unit: row.ref('excluded.unit'),
          source: row.ref('excluded.source'),
        }))
        .where('step_limit.version', '=', 1),
    )
    .execute();
}

/** A calendar that was edited here stays as it is, its days too. */
export async function saveCalendar(trx: Transaction<Database>, file: CalendarFile): Promise<void> {
  const saved = await trx
    .insertInto('work_calendar')
    .values({
      id: CALENDAR_ID,
      time_zone: file.timeZone,
      periods: JSON.stringify(file.periods),
      published_from: file.publishedFrom,
      published_until: file.publishedUntil,
    })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((row) => ({
          time_zone: row.ref('excluded.time_zone'),
          periods: row.ref('excluded.periods'),
          published_from: row.ref('excluded.published_from'),
          published_until: row.ref('excluded.published_until'),
        }))
        .where('work_calendar.version', '=', 1),
    )
    .executeTakeFirst();
  if (saved.numInsertedOrUpdatedRows === 0n) return;
  await inBatches(file.days, (batch) =>
    trx
      .insertInto('calendar_day')
      .values(
        batch.map(({ date, kind, name }) => ({ calendar_id: CALENDAR_ID, day: date, kind, name_zh: name.zh, name_en: name.en })),
      )
      .onConflict((conflict) =>
        conflict.columns(['calendar_id', 'day']).doUpdateSet((row) => ({
          kind: row.ref('excluded.kind'),
          name_zh: row.ref('excluded.name_zh'),
          name_en: row.ref('excluded.name_en'),
        })),
      )
      .execute(),
  );
}
