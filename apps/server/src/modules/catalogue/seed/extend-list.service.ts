import type { Bilingual, CategoryEntry, CategoryKind, CodeSystem, Ids, Limit, StandardRowEntry } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { CataloguePicture } from '../catalogue-picture.ts';
import { asLabel, pathFor } from '../category-path.ts';
import { initialsOf } from '../../../platform/pinyin.ts';
import { SEED_VALID_FROM } from './seed.plan.ts';
import { saveCategories, saveCodeSystems, saveRows } from './seed.repository.ts';

/** Categories that were met somewhere, as in a file of cases. */
export interface MetCategories {
  readonly system: CodeSystem;
  readonly kind: CategoryKind;
  /** Parents before children. */
  readonly categories: readonly {
    readonly code: string;
    readonly parentCode: string | null;
    readonly nameZh: string;
    readonly namesSeen: readonly string[];
  }[];
  /** Under what a case of a new category is filed. */
  readonly standardRow: { readonly filing: Bilingual; readonly closing: Bilingual; readonly limit: Limit };
}

/** Adds the categories that the store does not have. What is there stays as it is. @returns how many were added */
export async function extendList(
  trx: Transaction<Database>,
  met: MetCategories,
  picture: CataloguePicture,
  ids: Ids,
): Promise<number> {
  const taken = new Set<string>();
  const known = new Map<string, Pick<CategoryEntry, 'id' | 'path'> & { readonly level: number }>();
  const added: { entry: CategoryEntry; level: number; leaf: boolean }[] = [];
  const parents = new Set(met.categories.map(({ parentCode }) => parentCode));
  for (const { code, parentCode, nameZh, namesSeen } of met.categories) {
    const parent = parentCode === null ? undefined : known.get(parentCode);
    const level = (parent?.level ?? 0) + 1;
    const there = picture.byCode(met.system.id, met.kind, code);
    if (there !== undefined) {
      known.set(code, { id: there.id, path: there.path, level });
      continue;
    }
    const path = pathFor(parent?.path ?? asLabel(met.system.id), code, (one) => taken.has(one));
    taken.add(path);
    const entry = newEntry(met, { code, nameZh, namesSeen, path, id: ids.next(), parentId: parent?.id ?? null });
    known.set(code, { id: entry.id, path, level });
    added.push({ entry, level, leaf: !parents.has(code) });
  }
  await saveCodeSystems(trx, [{ ...met.system, categories: [] }]);
  await saveCategories(trx, added);
  await saveRows(trx, { newRows: added.map(({ entry }) => newRow(met, entry, ids)), endedRowIds: [] }, SEED_VALID_FROM);
  return added.length;
}

const newEntry = (
  { system, kind }: MetCategories,
  own: Pick<CategoryEntry, 'code' | 'nameZh' | 'namesSeen' | 'path' | 'id' | 'parentId'>,
): CategoryEntry => ({
  ...own,
  codeSystem: system.id,
  kind,
  nameEn: null,
  pinyin: initialsOf(own.nameZh),
  extension: false,
  assistOnly: false,
  hazard: false,
  emergencyLine: null,
  qualification: null,
  collection: null,
  validFrom: SEED_VALID_FROM,
  validTo: null,
  version: 1,
});

const newRow = (
  { standardRow: { filing, closing, limit } }: MetCategories,
  { id }: CategoryEntry,
  ids: Ids,
): StandardRowEntry => ({
  id: ids.next(),
  categoryId: id,
  ordinal: 1,
  filingZh: filing.zh,
  filingEn: filing.en,
  closingZh: closing.zh,
  closingEn: closing.en,
  limit,
  limitRaw: null,
  hazard: false,
  makeSafe: null,
  areaLevel: null,
  urgency: null,
  law: null,
  validFrom: SEED_VALID_FROM,
  validTo: null,
  version: 1,
});
