import {
  civilDateAt,
  isValidAt,
  suggestUnits,
  type AreaTree,
  type HistoryCell,
  type Instant,
  type SuggestionQuestion,
  type UnitSuggestion,
  type Uuid,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { CatalogueDeps } from '../catalogue-deps.ts';
import type { CataloguePicture } from '../catalogue-picture.ts';
import { countHistory } from './responsibility.repository.ts';

export interface SuggestionInput {
  readonly categoryId: Uuid;
  readonly areaId: Uuid;
  readonly at: Instant;
  /** At least 1. */
  readonly limit: number;
  readonly componentOwnerId?: Uuid | null | undefined;
}

/**
 * Units that may take a case of this matter in this area; never empty. An unknown category is answered with the fallback desk.
 * @throws RangeError for an unknown area, which has no desk
 */
export async function suggestFor(
  input: SuggestionInput,
  deps: CatalogueDeps,
  trx?: Transaction<Database>,
): Promise<UnitSuggestion[]> {
  const { question, history } = await ask(input, deps, trx);
  return suggestUnits({ ...question, history: await history() });
}

/** The first suggestion alone. What was learned stands behind every row that is sure to apply, so the past is not asked where one answers. */
export async function firstFor(
  input: Omit<SuggestionInput, 'limit'>,
  deps: CatalogueDeps,
  trx?: Transaction<Database>,
): Promise<UnitSuggestion | undefined> {
  // The last place is always the fallback desk's: the first of two is the first.
  const { question, history } = await ask({ ...input, limit: 2 }, deps, trx);
  const [byRow] = suggestUnits({ ...question, history: [] });
  const isSure =
    byRow?.rowId != null && (byRow.componentOwnerId === null || byRow.componentOwnerId === question.componentOwnerId);
  return isSure ? byRow : suggestUnits({ ...question, history: await history() })[0];
}

/** What the past alone would say, the likeliest first; empty where it says nothing. To measure how far it can be trusted. */
export async function learnedFor(
  input: SuggestionInput,
  deps: CatalogueDeps,
  trx?: Transaction<Database>,
): Promise<UnitSuggestion[]> {
  const { question, history } = await ask({ ...input, limit: input.limit + 1 }, deps, trx);
  const found = suggestUnits({ ...question, rowsOf: () => [], history: await history() });
  return found.filter(({ reason }) => reason === 'learned').slice(0, input.limit);
}

async function ask(
  { categoryId, areaId, at, limit, componentOwnerId = null }: SuggestionInput,
  deps: CatalogueDeps,
  trx?: Transaction<Database>,
): Promise<{ question: Omit<SuggestionQuestion, 'history'>; history: () => Promise<HistoryCell[]> }> {
  const [picture, list, areas, units] = [
    await deps.catalogue.picture(trx),
    await deps.responsibilities.list(trx),
    await deps.areas.tree(trx),
    await deps.units.tree(trx),
  ];
  const area = areas.byId(areaId);
  if (area === undefined) throw new RangeError(`no area ${areaId}`);
  const categoryIds = picture
    .trail(categoryId)
    .map(({ id }) => id)
    .toReversed();
  const assistOnly = picture.category(categoryId)?.assistOnly === true;
  const question = {
    categoryIds,
    areaIds: areas.ancestors(areaId).map(({ id }) => id),
    componentOwnerId,
    day: civilDateAt(picture.calendar.timeZone, at),
    rowsOf: (id: Uuid) => list.rowsOf(id),
    fallbackUnitId: units.desksFor(area.path, at).fallback,
    mayLead: (unitId: Uuid) => {
      const unit = units.byId(unitId);
      return unit !== undefined && isValidAt(unit, at) && !(assistOnly && unit.kind === 'committee');
    },
    limit,
  };
  return { question, history: () => readHistory(categoryIds, areaId, picture, areas, deps, trx) };
}

/** A subdistrict has some hundred grids; more areas than this tell little of the place and take long to count. */
const RELATED_AREAS_AT_MOST = 500;

async function readHistory(
  categoryIds: readonly Uuid[],
  areaId: Uuid,
  picture: CataloguePicture,
  areas: AreaTree,
  { platform }: CatalogueDeps,
  trx?: Transaction<Database>,
): Promise<HistoryCell[]> {
  const [categoryId] = categoryIds;
  if (categoryId === undefined) return [];
  const distanceOf = new Map<Uuid, number>();
  for (const [distance, id] of categoryIds.entries()) {
    for (const below of picture.subtreeIds(id)) if (!distanceOf.has(below)) distanceOf.set(below, distance);
  }
  const line = areas.ancestors(areaId).map(({ id }) => areas.subtree(id).map((below) => below.id));
  const rows = await countHistory(trx ?? platform.store.db, {
    categoryId,
    relatedIds: [...distanceOf.keys()],
    relatedAreaIds: line.findLast((ids) => ids.length <= RELATED_AREAS_AT_MOST) ?? [],
    // The root holds every area: it is the ring of all that no nearer ring has.
    areaRings: line.slice(0, -1),
  });
  return rows.map(({ categoryId: of, ...row }) => ({ ...row, categoryDistance: distanceOf.get(of) ?? 0 }));
}
