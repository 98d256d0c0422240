import type { CategoryEntry, CivilDate, Limit, StandardRowEntry, Uuid, WorkCalendar, WorkPeriod } from '@gridward/core';
import type { CategoryTable, Database, StandardRowTable } from '@gridward/db';
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';

export interface CodeSystemRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly version: string;
  readonly source: string;
}

export interface MappingRow {
  readonly fromId: Uuid;
  readonly toId: Uuid;
  readonly note: string | null;
}

export interface CalendarDayRow {
  readonly day: CivilDate;
  readonly kind: 'holiday' | 'workday';
  readonly nameZh: string;
  readonly nameEn: string | null;
}

export interface CalendarRecord {
  readonly id: string;
  readonly calendar: WorkCalendar;
  readonly days: readonly CalendarDayRow[];
  readonly version: number;
}

export interface StepLimitRow {
  readonly step: string;
  readonly value: number;
  readonly unit: Selectable<StandardRowTable>['limit_unit'];
  readonly source: string;
  readonly version: number;
}

/** The calendar by which limits run; there is one in a deployment. */
export const CALENDAR_ID = 'cn';

export const listCategories = async (db: Kysely<Database>): Promise<CategoryEntry[]> => {
  const rows = await db.selectFrom('category').selectAll().orderBy('code_system').orderBy('code').orderBy('id').execute();
  return rows.map(toCategory);
};

const toCategory = (row: Selectable<CategoryTable>): CategoryEntry => ({
  id: row.id,
  codeSystem: row.code_system,
  code: row.code,
  parentId: row.parent_id,
  path: row.path,
  kind: row.kind,
  nameZh: row.name_zh,
  nameEn: row.name_en,
  namesSeen: row.names_seen,
  pinyin: row.pinyin,
  extension: row.extension,
  assistOnly: row.assist_only,
  hazard: row.hazard,
  emergencyLine: row.emergency_line,
  qualification: row.qualification,
  collection: row.collection,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  version: row.version,
});

export const listStandardRows = async (db: Kysely<Database>): Promise<StandardRowEntry[]> => {
  const rows = await db.selectFrom('standard_row').selectAll().orderBy('category_id').orderBy('ordinal').orderBy('id').execute();
  return rows.map(toStandardRow);
};

const toStandardRow = (row: Selectable<StandardRowTable>): StandardRowEntry => ({
  id: row.id,
  categoryId: row.category_id,
  ordinal: row.ordinal,
  filingZh: row.filing_zh,
  filingEn: row.filing_en,
  closingZh: row.closing_zh,
  closingEn: row.closing_en,
  limit: { value: row.limit_value, unit: row.limit_unit },
  limitRaw: row.limit_raw,
  hazard: row.hazard,
  makeSafe:
    row.make_safe_value === null || row.make_safe_unit === null ? null : { value: row.make_safe_value, unit: row.make_safe_unit },
  areaLevel: row.area_level,
  urgency: row.urgency,
  law: row.law,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  version: row.version,
});

export const listCodeSystems = async (db: Kysely<Database>): Promise<CodeSystemRow[]> => {
  const rows = await db.selectFrom('code_system').selectAll().orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, nameZh: row.name_zh, nameEn: row.name_en, version: row.version, source: row.source }));
};

export const listMappings = async (db: Kysely<Database>): Promise<MappingRow[]> => {
  const rows = await db
    .selectFrom('category_mapping')
    .selectAll()
    .orderBy('from_category_id')
    .orderBy('to_category_id')
    .execute();
  return rows.map((row) => ({ fromId: row.from_category_id, toId: row.to_category_id, note: row.note }));
};

export const listStepLimits = async (db: Kysely<Database>): Promise<StepLimitRow[]> =>
  db.selectFrom('step_limit').selectAll().orderBy('step').execute();

export async function findCalendar(db: Kysely<Database>): Promise<CalendarRecord | undefined> {
  const head = await db.selectFrom('work_calendar').selectAll().where('id', '=', CALENDAR_ID).executeTakeFirst();
  if (head === undefined) return undefined;
  const rows = await db.selectFrom('calendar_day').selectAll().where('calendar_id', '=', CALENDAR_ID).orderBy('day').execute();
  const days = rows.map((row) => ({ day: row.day, kind: row.kind, nameZh: row.name_zh, nameEn: row.name_en }));
  const calendar: WorkCalendar = {
    timeZone: head.time_zone,
    periods: head.periods as readonly WorkPeriod[],
    days: new Map(days.map(({ day, kind }) => [day, kind])),
    publishedFrom: head.published_from,
    publishedUntil: head.published_until,
  };
  return { id: head.id, calendar, days, version: head.version };
}

export async function insertCategory(trx: Transaction<Database>, entry: CategoryEntry, level: number): Promise<void> {
  await trx
    .insertInto('category')
    .values({ ...toCategoryValues(entry), level, leaf: true })
    .execute();
  if (entry.parentId !== null) await trx.updateTable('category').set({ leaf: false }).where('id', '=', entry.parentId).execute();
}

export const toCategoryValues = (entry: CategoryEntry): Omit<Insertable<CategoryTable>, 'level'> => ({
  id: entry.id,
  code_system: entry.codeSystem,
  code: entry.code,
  parent_id: entry.parentId,
  path: entry.path,
  kind: entry.kind,
  name_zh: entry.nameZh,
  name_en: entry.nameEn,
  names_seen: [...entry.namesSeen],
  pinyin: entry.pinyin,
  extension: entry.extension,
  assist_only: entry.assistOnly,
  hazard: entry.hazard,
  emergency_line: entry.emergencyLine,
  qualification: entry.qualification,
  collection: entry.collection === null ? null : JSON.stringify(entry.collection),
  valid_from: entry.validFrom,
  valid_to: entry.validTo,
  version: entry.version,
});

/** What may change of a category that stays the same category. */
export type CategoryPatch = Partial<
  Pick<
    CategoryEntry,
    'nameZh' | 'nameEn' | 'namesSeen' | 'pinyin' | 'assistOnly' | 'emergencyLine' | 'qualification' | 'validTo' | 'hazard'
  >
>;

/** False when the version is another by now. */
export async function updateCategory(
  trx: Transaction<Database>,
  id: Uuid,
  version: number,
  patch: CategoryPatch,
): Promise<boolean> {
  const result = await trx
    .updateTable('category')
    .set({
      ...(patch.nameZh === undefined ? {} : { name_zh: patch.nameZh }),
      ...(patch.nameEn === undefined ? {} : { name_en: patch.nameEn }),
      ...(patch.namesSeen === undefined ? {} : { names_seen: [...patch.namesSeen] }),
      ...(patch.pinyin === undefined ? {} : { pinyin: patch.pinyin }),
      ...(patch.assistOnly === undefined ? {} : { assist_only: patch.assistOnly }),
      ...(patch.emergencyLine === undefined ? {} : { emergency_line: patch.emergencyLine }),
      ...(patch.qualification === undefined ? {} : { qualification: patch.qualification }),
      ...(patch.validTo === undefined ? {} : { valid_to: patch.validTo }),
      ...(patch.hazard === undefined ? {} : { hazard: patch.hazard }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What its rows say of the category; no edit of the category itself, so its version stays. */
export async function markHazard(trx: Transaction<Database>, id: Uuid, hazard: boolean): Promise<void> {
  await trx.updateTable('category').set({ hazard }).where('id', '=', id).execute();
}

export async function insertStandardRow(trx: Transaction<Database>, entry: StandardRowEntry): Promise<void> {
  await trx.insertInto('standard_row').values(toStandardRowValues(entry)).execute();
}

export const toStandardRowValues = (entry: StandardRowEntry): Insertable<StandardRowTable> => ({
  id: entry.id,
  category_id: entry.categoryId,
  ordinal: entry.ordinal,
  filing_zh: entry.filingZh,
  filing_en: entry.filingEn,
  closing_zh: entry.closingZh,
  closing_en: entry.closingEn,
  limit_value: entry.limit.value,
  limit_unit: entry.limit.unit,
  limit_raw: entry.limitRaw,
  hazard: entry.hazard,
  make_safe_value: entry.makeSafe?.value ?? null,
  make_safe_unit: entry.makeSafe?.unit ?? null,
  area_level: entry.areaLevel,
  urgency: entry.urgency,
  law: entry.law,
  valid_from: entry.validFrom,
  valid_to: entry.validTo,
  version: entry.version,
});

/** Ends a row before a day. False when the version is another by now. */
export async function endStandardRow(
  trx: Transaction<Database>,
  id: Uuid,
  version: number,
  validTo: CivilDate,
): Promise<boolean> {
  const result = await trx
    .updateTable('standard_row')
    .set({ valid_to: validTo, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** False when the version is another by now. */
export async function updateStepLimit(
  trx: Transaction<Database>,
  step: string,
  { version, limit, source }: { readonly version: number; readonly limit: Limit; readonly source: string },
): Promise<boolean> {
  const result = await trx
    .updateTable('step_limit')
    .set({ value: limit.value, unit: limit.unit, source, version: version + 1 })
    .where('step', '=', step)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
