import type {
  CategoryData,
  CategoryEntry,
  CategoryList,
  CivilDate,
  CollectionRule,
  Ids,
  StandardRowData,
  StandardRowEntry,
  Uuid,
} from '@gridward/core';
import { asLabel, pathFor } from '../category-path.ts';
import { initialsOf } from '../../../platform/pinyin.ts';
import type { SeedFiles } from './seed-files.ts';

/** Delivered lists hold for imported cases of the past as well. */
export const SEED_VALID_FROM: CivilDate = '2000-01-01';

export interface StoredCatalogue {
  readonly systemIds: ReadonlySet<string>;
  readonly categories: readonly CategoryEntry[];
  readonly rows: readonly StandardRowEntry[];
}

export interface SeedPlan {
  /** New, or delivered anew with another text; parents first. */
  readonly categories: readonly { readonly entry: CategoryEntry; readonly level: number; readonly leaf: boolean }[];
  readonly newRows: readonly StandardRowEntry[];
  /** Rows that were delivered with another text: they end on the day. */
  readonly endedRowIds: readonly Uuid[];
  readonly idOf: (codeSystem: string, code: string) => Uuid | undefined;
}

/**
 * What must change so that the store holds what the files say. Whatever was edited here, which its version tells, stays as it is. A row
 * with another text begins on the day; the old one ends, for cases were filed under it.
 */
export function planSeed(files: SeedFiles, stored: StoredCatalogue, ids: Ids, day: CivilDate): SeedPlan {
  const latest = new Map<string, CategoryEntry>();
  for (const entry of stored.categories) {
    const key = keyOf(entry.codeSystem, entry.kind, entry.code);
    const known = latest.get(key);
    if (known === undefined || known.validTo !== null) latest.set(key, entry);
  }
  const paths = new Set(stored.categories.map(({ path }) => path));
  const rowsOf = latestRows(stored.rows);
  const byCode = new Map<string, CategoryEntry>();
  const plan = {
    categories: [] as { entry: CategoryEntry; level: number; leaf: boolean }[],
    newRows: [] as StandardRowEntry[],
    endedRowIds: [] as Uuid[],
  };
  for (const list of files.lists) {
    const from = stored.systemIds.has(list.id) ? day : SEED_VALID_FROM;
    const parents = new Set(list.categories.map(({ parentCode }) => parentCode));
    const levels = new Map<string, number>();
    for (const data of list.categories) {
      const parent = data.parentCode === null ? undefined : byCode.get(refOf(list.id, data.parentCode));
      const old = latest.get(keyOf(list.id, data.kind, data.code));
      const path = old?.path ?? pathFor(parent?.path ?? asLabel(list.id), data.code, (taken) => paths.has(taken));
      paths.add(path);
      const place = { id: old?.id ?? ids.next(), parentId: parent?.id ?? null, path, validFrom: old?.validFrom ?? from };
      const entry = toEntry(list, data, files.rules, place, old);
      const level = (levels.get(data.parentCode ?? '') ?? 0) + 1;
      levels.set(data.code, level);
      const edited = old !== undefined && (old.version > 1 || old.validTo !== null);
      byCode.set(refOf(list.id, data.code), edited ? old : entry);
      if (!edited && (old === undefined || !sameContent(old, entry)))
        plan.categories.push({ entry, level, leaf: !parents.has(data.code) });
      if (edited && old.validTo !== null) continue;
      planRows(plan, data, entry.id, rowsOf.get(entry.id), { ids, day, from });
    }
  }
  return { ...plan, idOf: (codeSystem, code) => byCode.get(refOf(codeSystem, code))?.id };
}

const keyOf = (codeSystem: string, kind: string, code: string): string => `${codeSystem}\n${kind}\n${code}`;
const refOf = (codeSystem: string, code: string): string => `${codeSystem}\n${code}`;

/** Rows by category, of each ordinal and place the one that began last. */
function latestRows(rows: readonly StandardRowEntry[]): Map<Uuid, Map<string, StandardRowEntry>> {
  const found = new Map<Uuid, Map<string, StandardRowEntry>>();
  for (const row of rows) {
    const own = found.get(row.categoryId) ?? new Map<string, StandardRowEntry>();
    found.set(row.categoryId, own);
    const known = own.get(placeOf(row));
    const later = known === undefined || row.validTo === null || (known.validTo !== null && row.validFrom > known.validFrom);
    if (later) own.set(placeOf(row), row);
  }
  return found;
}

const placeOf = (row: Pick<StandardRowEntry, 'ordinal' | 'areaLevel' | 'urgency'>): string =>
  `${row.ordinal}\n${row.areaLevel ?? ''}\n${row.urgency ?? ''}`;

interface RowTarget {
  readonly newRows: StandardRowEntry[];
  readonly endedRowIds: Uuid[];
}

function planRows(
  plan: RowTarget,
  data: CategoryData,
  categoryId: Uuid,
  known: ReadonlyMap<string, StandardRowEntry> | undefined,
  how: { readonly ids: Ids; readonly day: CivilDate; readonly from: CivilDate },
): void {
  for (const draft of data.rows.flatMap((row) => toRows(row, categoryId, how.from))) {
    const old = known?.get(placeOf(draft));
    if (old === undefined) plan.newRows.push({ ...draft, id: how.ids.next() });
    else if (old.version === 1 && old.validTo === null && !sameContent(old, draft)) {
      plan.endedRowIds.push(old.id);
      plan.newRows.push({ ...draft, id: how.ids.next(), validFrom: how.day });
    }
  }
}

/** A limit that differs by area level or urgency is a row of its own, and comes before the row that holds everywhere. */
function toRows(data: StandardRowData, categoryId: Uuid, validFrom: CivilDate): StandardRowEntry[] {
  const row: StandardRowEntry = {
    id: '',
    categoryId,
    ordinal: Number(data.id.slice(data.id.lastIndexOf('-') + 1)),
    filingZh: data.filing.zh,
    filingEn: data.filing.en,
    closingZh: data.closing.zh,
    closingEn: data.closing.en,
    limit: data.limit,
    limitRaw: data.limitRaw,
    hazard: data.hazard ?? false,
    makeSafe: data.makeSafe ?? null,
    areaLevel: null,
    urgency: null,
    law: data.law ?? null,
    validFrom,
    validTo: null,
    version: 1,
  };
  const variants = (data.limitVariants ?? []).map(({ limit, areaLevel, urgency }) => ({
    ...row,
    limit,
    limitRaw: null,
    areaLevel: areaLevel ?? null,
    urgency: urgency ?? null,
  }));
  return [...variants, row];
}

function toEntry(
  list: CategoryList,
  data: CategoryData,
  rules: readonly CollectionRule[],
  place: Pick<CategoryEntry, 'id' | 'parentId' | 'path' | 'validFrom'>,
  old: CategoryEntry | undefined,
): CategoryEntry {
  const rule = rules.find(({ codeSystem, appliesTo }) => codeSystem === list.id && appliesTo.includes(data.code));
  return {
    ...place,
    codeSystem: list.id,
    code: data.code,
    kind: data.kind,
    nameZh: data.name.zh,
    nameEn: data.name.en,
    namesSeen: [],
    pinyin: old?.nameZh === data.name.zh ? old.pinyin : initialsOf(data.name.zh),
    extension: data.extension,
    assistOnly: data.assistOnly ?? false,
    hazard: data.rows.some(({ hazard }) => hazard === true),
    emergencyLine: data.emergencyLine ?? null,
    qualification: data.qualification ?? null,
    collection:
      rule === undefined
        ? null
        : { minPhotos: rule.minPhotos, mustShow: rule.mustShow, exclusions: rule.exclusions, redirectTo: rule.redirectTo ?? [] },
    validTo: null,
    version: 1,
  };
}

/** Compares what a file can say; keys are sorted because `jsonb` brings them back in an order of its own. */
function sameContent(a: object, b: object): boolean {
  return stable({ ...a, id: '', validFrom: '', namesSeen: [] }) === stable({ ...b, id: '', validFrom: '', namesSeen: [] });
}

const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
