import { problem, type Problem } from '@gridward/contract';
import {
  addDays,
  err,
  isValidOn,
  ok,
  type CategoryEntry,
  type CivilDate,
  type EmergencyLine,
  type Limit,
  type Result,
  type StandardRowEntry,
  type Uuid,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { OUTSIDE_ROW, PAST_IS_KEPT } from '../../http/field-words.ts';
import type { Call } from '../../http/host.ts';
import { invalid, logChange, type CatalogueDeps } from './catalogue-deps.ts';
import { endStandardRow, insertCategory, insertStandardRow, markHazard, updateCategory } from './catalogue.repository.ts';
import { pathFor } from './category-path.ts';
import { initialsOf } from '../../platform/pinyin.ts';

interface Words {
  readonly zh: string;
  readonly en: string | null;
}

export interface RowInput {
  readonly filing: Words;
  readonly closing: Words;
  readonly limit: Limit;
  readonly hazard: boolean;
  readonly makeSafe: Limit | null;
  readonly areaLevel: string | null;
  readonly urgency: string | null;
  readonly law: string | null;
  readonly validFrom?: CivilDate | undefined;
}

export interface NewCategoryInput {
  readonly parentId: Uuid;
  readonly code: string;
  readonly name: Words;
  readonly assistOnly: boolean;
  readonly emergencyLine: EmergencyLine | null;
  readonly validFrom?: CivilDate | undefined;
  readonly rows: readonly RowInput[];
}

/** The id of the category that changed. */
type Outcome = Promise<Result<Uuid, Problem>>;

/** Delivered rows count from 1; rows made here from 101, so that a later delivery never meets one of them. */
const FIRST_OWN_ORDINAL = 101;
/** Version 1 is what was delivered; whatever is made or edited here carries more, and no delivery touches it. */
const OWN_VERSION = 2;

export async function createCategory(
  input: NewCategoryInput,
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const picture = await deps.catalogue.picture(trx);
  const { categories } = await deps.catalogue.records(trx);
  const parent = picture.category(input.parentId);
  if (parent === undefined || !isValidOn(parent, picture.on)) return err(problem('category_unknown'));
  const standing = categories.some(
    ({ codeSystem, kind, code, validTo }) =>
      codeSystem === parent.codeSystem && kind === parent.kind && code === input.code && validTo === null,
  );
  if (standing) return err(problem('already_exists'));
  const paths = new Set(categories.map(({ path }) => path));
  const validFrom = input.validFrom ?? picture.on;
  const entry: CategoryEntry = {
    id: deps.platform.ids.next(),
    codeSystem: parent.codeSystem,
    code: input.code,
    parentId: parent.id,
    path: pathFor(parent.path, input.code, (path) => paths.has(path)),
    kind: parent.kind,
    nameZh: input.name.zh,
    nameEn: input.name.en,
    namesSeen: [],
    pinyin: initialsOf(input.name.zh),
    extension: true,
    assistOnly: input.assistOnly,
    hazard: input.rows.some(({ hazard }) => hazard),
    emergencyLine: input.emergencyLine,
    qualification: null,
    collection: null,
    validFrom,
    validTo: null,
    version: OWN_VERSION,
  };
  await insertCategory(trx, entry, picture.trail(parent.id).length + 1);
  for (const [i, row] of input.rows.entries())
    await insertStandardRow(trx, toRow(row, entry.id, FIRST_OWN_ORDINAL + i, row.validFrom ?? validFrom, deps));
  return changed(entry.id, 'create', { code: entry.code, name: entry.nameZh, codeSystem: entry.codeSystem }, call, trx, deps);
}

export interface CategoryChange {
  readonly version: number;
  readonly name?: Words | undefined;
  readonly namesSeen?: readonly string[] | undefined;
  readonly assistOnly?: boolean | undefined;
  readonly emergencyLine?: EmergencyLine | null | undefined;
}

export async function changeCategory(
  id: Uuid,
  input: CategoryChange,
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const old = (await deps.catalogue.picture(trx)).category(id);
  if (old === undefined) return err(problem('not_found'));
  const { version, name, ...rest } = input;
  const names = name === undefined ? {} : { nameZh: name.zh, nameEn: name.en, pinyin: initialsOf(name.zh) };
  if (!(await updateCategory(trx, id, version, { ...rest, ...names }))) return err(problem('version_conflict', { current: old }));
  return changed(id, 'update', { ...rest, ...names }, call, trx, deps);
}

/** The last day of a category. One that others still stand under cannot go before them. */
export async function retireCategory(
  id: Uuid,
  input: { version: number; lastOn: CivilDate },
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const picture = await deps.catalogue.picture(trx);
  const old = picture.category(id);
  if (old === undefined) return err(problem('not_found'));
  const validTo = addDays(input.lastOn, 1);
  if (validTo < picture.on || validTo <= old.validFrom) return invalid('/lastOn', PAST_IS_KEPT);
  const outlived = picture.children(id).some((child) => child.validTo === null || child.validTo > validTo);
  if (outlived) return invalid('/lastOn', { zh: '请先停用下级类别', en: 'Retire the categories below it first' });
  if (!(await updateCategory(trx, id, input.version, { validTo }))) return err(problem('version_conflict', { current: old }));
  return changed(id, 'retire', { lastOn: input.lastOn }, call, trx, deps);
}

export async function addRow(
  categoryId: Uuid,
  input: RowInput,
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const picture = await deps.catalogue.picture(trx);
  const category = picture.category(categoryId);
  if (category === undefined || !isValidOn(category, picture.on)) return err(problem('not_found'));
  const ordinal = Math.max(FIRST_OWN_ORDINAL - 1, ...picture.rowHistory(categoryId).map((row) => row.ordinal)) + 1;
  const row = toRow(input, categoryId, ordinal, input.validFrom ?? picture.on, deps);
  await insertStandardRow(trx, row);
  return changedRow(row, 'create', { ...row }, call, trx, deps);
}

/** From a day on, another condition in the place of this one; the old one ends and stays readable for cases that were filed under it. */
export async function replaceRow(
  id: Uuid,
  input: RowInput & { version: number },
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const picture = await deps.catalogue.picture(trx);
  const old = picture.row(id);
  const from = input.validFrom ?? picture.on;
  if (old === undefined || (old.validTo !== null && old.validTo <= picture.on)) return err(problem('not_found'));
  if (from < picture.on) return invalid('/validFrom', PAST_IS_KEPT);
  if (from < old.validFrom || (old.validTo !== null && from >= old.validTo)) return invalid('/validFrom', OUTSIDE_ROW);
  if (!(await endStandardRow(trx, id, input.version, from))) return err(problem('version_conflict', { current: old }));
  const row = { ...toRow(input, old.categoryId, old.ordinal, from, deps), validTo: old.validTo };
  await insertStandardRow(trx, row);
  return changedRow(row, 'replace', { ...row, replaces: id }, call, trx, deps);
}

export async function retireRow(
  id: Uuid,
  input: { version: number; lastOn: CivilDate },
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const picture = await deps.catalogue.picture(trx);
  const old = picture.row(id);
  if (old === undefined) return err(problem('not_found'));
  const validTo = addDays(input.lastOn, 1);
  if (validTo < picture.on) return invalid('/lastOn', PAST_IS_KEPT);
  if (!(await endStandardRow(trx, id, input.version, validTo))) return err(problem('version_conflict', { current: old }));
  return changedRow(old, 'retire', { lastOn: input.lastOn }, call, trx, deps);
}

const toRow = (
  input: RowInput,
  categoryId: Uuid,
  ordinal: number,
  validFrom: CivilDate,
  { platform }: CatalogueDeps,
): StandardRowEntry => ({
  id: platform.ids.next(),
  categoryId,
  ordinal,
  filingZh: input.filing.zh,
  filingEn: input.filing.en,
  closingZh: input.closing.zh,
  closingEn: input.closing.en,
  limit: input.limit,
  limitRaw: null,
  hazard: input.hazard,
  makeSafe: input.makeSafe,
  areaLevel: input.areaLevel,
  urgency: input.urgency,
  law: input.law,
  validFrom,
  validTo: null,
  version: OWN_VERSION,
});

async function changed(
  id: Uuid,
  verb: string,
  detail: Readonly<Record<string, unknown>>,
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  await deps.catalogue.touch(trx);
  await logChange(deps, trx, call, { kind: 'category', verb, id, detail });
  return ok(id);
}

async function changedRow(
  row: StandardRowEntry,
  verb: string,
  detail: Readonly<Record<string, unknown>>,
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  await deps.catalogue.touch(trx);
  const picture = await deps.catalogue.picture(trx);
  const standing = picture.rowHistory(row.categoryId).filter(({ validTo }) => validTo === null || validTo > picture.on);
  await markHazard(
    trx,
    row.categoryId,
    standing.some(({ hazard }) => hazard),
  );
  await deps.catalogue.touch(trx);
  await logChange(deps, trx, call, { kind: 'standard_row', verb, id: row.id, detail });
  return ok(row.categoryId);
}
