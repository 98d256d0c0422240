import type { CivilDate, Uuid } from '../kernel/index.ts';
import { isValidOn, periodsMeet } from './entry.ts';

/** Where a row comes from: the published list, a ruling on a dispute, or what was learned from past cases and confirmed. */
export const RESPONSIBILITY_ORIGINS = ['ruling', 'list', 'learned'] as const;
export type ResponsibilityOrigin = (typeof RESPONSIBILITY_ORIGINS)[number];

/** Matter × area × owner of the component → who leads and who supports. Without an area it holds everywhere, without an owner for any. */
export interface ResponsibilityRow {
  readonly id: Uuid;
  readonly categoryId: Uuid;
  readonly areaId: Uuid | null;
  readonly componentOwnerId: Uuid | null;
  readonly leadUnitId: Uuid;
  readonly supportingUnitIds: readonly Uuid[];
  readonly legalBasis: string | null;
  readonly origin: ResponsibilityOrigin;
  readonly precedentCaseId: Uuid | null;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly version: number;
}

/** Why a unit is suggested, in the order in which suggestions stand. */
export type SuggestionReason = 'responsibility' | 'ruling' | 'learned' | 'fallback';

export interface UnitSuggestion {
  readonly unitId: Uuid;
  readonly reason: SuggestionReason;
  /** For what was learned from past cases: the estimated share of such cases that went to this unit, 0 to 1. */
  readonly share: number | null;
  readonly rowId: Uuid | null;
  /** The row holds for components of this owner only. */
  readonly componentOwnerId: Uuid | null;
  readonly supportingUnitIds: readonly Uuid[];
}

/** Past cases of one unit, counted once, at the nearest common place: 0 is the matter or area itself, 1 its parent's subtree, and so on. */
export interface HistoryCell {
  readonly unitId: Uuid;
  readonly categoryDistance: number;
  readonly areaDistance: number;
  readonly count: number;
}

export interface SuggestionQuestion {
  /** The matter first, then up to its class. */
  readonly categoryIds: readonly Uuid[];
  /** The area first, then up to the root. */
  readonly areaIds: readonly Uuid[];
  /** `null` where it is not known. */
  readonly componentOwnerId: Uuid | null;
  readonly day: CivilDate;
  readonly rowsOf: (categoryId: Uuid) => readonly ResponsibilityRow[];
  readonly history: readonly HistoryCell[];
  /** The desk that takes what nobody takes. */
  readonly fallbackUnitId: Uuid;
  /** Does the unit still exist, and may it lead this matter? A committee never leads what it may only assist with. */
  readonly mayLead: (unitId: Uuid) => boolean;
  /** At least 1. */
  readonly limit: number;
}

/**
 * Units that may take a case, the likeliest first:
 * 1. rows that hold on the day, of the nearest category up the tree; of one category those of the nearest area up the tree, rows for
 *    everywhere last; of one area those that name the component's owner, then rulings before the list before what was learned, then the
 *    newest;
 * 2. units that took such cases before, by {@link sharesOf};
 * 3. where the owner of the component is not known, rows that hold for one owner each, in the same order. Whoever looks at the case may
 *    know the owner: these stand behind the likeliest unit of the past, before the many that the past would name as well, and first only
 *    where neither a row nor the past says anything;
 * 4. the fallback desk, always, so that the answer is never empty (PT-08).
 * A unit stands once, at its first place. A person confirms; nothing here dispatches.
 */
export function suggestUnits(question: SuggestionQuestion): UnitSuggestion[] {
  const { fallbackUnitId, limit } = question;
  const mayLead = ({ unitId }: UnitSuggestion): boolean => question.mayLead(unitId);
  const byRow = rowsFor(question).map(fromRow).filter(mayLead);
  const byOwner = ownerRowsFor(question).map(fromRow).filter(mayLead);
  const byHistory = sharesOf(question.history).map(fromHistory).filter(mayLead);
  const first = new Map<Uuid, UnitSuggestion>();
  for (const suggestion of [...byRow, ...byHistory.slice(0, 1), ...byOwner, ...byHistory.slice(1)]) {
    if (!first.has(suggestion.unitId)) first.set(suggestion.unitId, suggestion);
  }
  const found = [...first.values()];
  if (found.slice(0, limit).some(({ unitId }) => unitId === fallbackUnitId)) return found.slice(0, limit);
  return [...found.slice(0, limit - 1), { ...UNKNOWN, unitId: fallbackUnitId, reason: 'fallback' }];
}

const UNKNOWN = { share: null, rowId: null, componentOwnerId: null, supportingUnitIds: [] } as const;

const fromRow = ({ id, leadUnitId, origin, componentOwnerId, supportingUnitIds }: ResponsibilityRow): UnitSuggestion => ({
  unitId: leadUnitId,
  reason: origin === 'list' ? 'responsibility' : origin,
  share: null,
  rowId: id,
  componentOwnerId,
  supportingUnitIds,
});

const fromHistory = ({ unitId, share }: { readonly unitId: Uuid; readonly share: number }): UnitSuggestion => ({
  ...UNKNOWN,
  unitId,
  reason: 'learned',
  share,
});

type RowQuestion = Omit<SuggestionQuestion, 'history' | 'limit' | 'mayLead' | 'fallbackUnitId'>;

/** Rows that apply, in the order of precedence. */
export const rowsFor = (question: RowQuestion): ResponsibilityRow[] =>
  rowsThat(question, (ownerId) => ownerId === null || ownerId === question.componentOwnerId);

/** Rows that would apply if the component had their owner, where nobody knows whose it is. */
export const ownerRowsFor = (question: RowQuestion): ResponsibilityRow[] =>
  question.componentOwnerId === null ? rowsThat(question, (ownerId) => ownerId !== null) : [];

function rowsThat(
  { categoryIds, areaIds, day, rowsOf }: RowQuestion,
  isFor: (ownerId: Uuid | null) => boolean,
): ResponsibilityRow[] {
  const distanceOf = (row: ResponsibilityRow): number => (row.areaId === null ? areaIds.length : areaIds.indexOf(row.areaId));
  return categoryIds.flatMap((categoryId) =>
    rowsOf(categoryId)
      .filter((row) => isValidOn(row, day) && distanceOf(row) >= 0 && isFor(row.componentOwnerId))
      .toSorted((a, b) => distanceOf(a) - distanceOf(b) || compareRows(a, b)),
  );
}

function compareRows(a: ResponsibilityRow, b: ResponsibilityRow): number {
  const unowned = Number(a.componentOwnerId === null) - Number(b.componentOwnerId === null);
  const origin = RESPONSIBILITY_ORIGINS.indexOf(a.origin) - RESPONSIBILITY_ORIGINS.indexOf(b.origin);
  if (unowned !== 0 || origin !== 0) return unowned || origin;
  if (a.validFrom !== b.validFrom) return a.validFrom > b.validFrom ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Cases that a broader estimate counts for beside what was counted in the place itself: few enough that a dozen cases of one's own prevail. */
const PRIOR_CASES = 4;

/**
 * Which share of such cases each unit took, greatest first. Counts of the matter in its area speak first; what they are too few to say comes
 * from the matter in wider areas and from related matters in the same area, in equal parts, and so on up both trees.
 */
export function sharesOf(history: readonly HistoryCell[]): { readonly unitId: Uuid; readonly share: number }[] {
  const known = new Map<string, ReadonlyMap<Uuid, number>>();
  const widest = {
    category: Math.max(0, ...history.map(({ categoryDistance }) => categoryDistance)),
    area: Math.max(0, ...history.map(({ areaDistance }) => areaDistance)),
  };
  const estimate = (category: number, area: number): ReadonlyMap<Uuid, number> => {
    const key = `${category} ${area}`;
    const ready = known.get(key);
    if (ready !== undefined) return ready;
    const wider = [
      ...(area < widest.area ? [estimate(category, area + 1)] : []),
      ...(category < widest.category ? [estimate(category + 1, area)] : []),
    ].filter(({ size }) => size > 0);
    const made = smooth(countsWithin(history, category, area), wider);
    known.set(key, made);
    return made;
  };
  return [...estimate(0, 0)]
    .map(([unitId, share]) => ({ unitId, share }))
    .toSorted((a, b) => b.share - a.share || (a.unitId < b.unitId ? -1 : 1));
}

function countsWithin(history: readonly HistoryCell[], category: number, area: number): Map<Uuid, number> {
  const counts = new Map<Uuid, number>();
  for (const cell of history) {
    if (cell.categoryDistance <= category && cell.areaDistance <= area)
      counts.set(cell.unitId, (counts.get(cell.unitId) ?? 0) + cell.count);
  }
  return counts;
}

function smooth(counts: ReadonlyMap<Uuid, number>, wider: readonly ReadonlyMap<Uuid, number>[]): Map<Uuid, number> {
  const prior = wider.length === 0 ? 0 : PRIOR_CASES;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0) + prior;
  const units = new Set([counts, ...wider].flatMap((map) => [...map.keys()]));
  const priorOf = (unitId: Uuid): number =>
    wider.reduce((sum, map) => sum + (map.get(unitId) ?? 0), 0) / Math.max(1, wider.length);
  return new Map([...units].map((unitId) => [unitId, ((counts.get(unitId) ?? 0) + prior * priorOf(unitId)) / total]));
}

/** What is wrong with a list of responsibilities. */
export type ResponsibilityFinding =
  | { readonly kind: 'two_leads'; readonly rowIds: readonly [Uuid, Uuid] }
  | { readonly kind: 'ruled_otherwise'; readonly rowIds: readonly [Uuid, Uuid] }
  | { readonly kind: 'unit_ended'; readonly rowId: Uuid; readonly unitId: Uuid }
  | { readonly kind: 'uncovered'; readonly categoryId: Uuid };

/**
 * Checks the rows that hold on a day or later: two of the same matter, area, owner and origin whose periods meet and whose leads differ; a
 * list row that a ruling contradicts (the ruling is followed, the list should say so); rows that name a unit that ended; matters for which
 * no row stands at themselves or above.
 * @param matters each with the categories above it
 */
export function checkResponsibilities(
  rows: readonly ResponsibilityRow[],
  matters: readonly { readonly id: Uuid; readonly trailIds: readonly Uuid[] }[],
  day: CivilDate,
  isUnitThere: (unitId: Uuid) => boolean,
): ResponsibilityFinding[] {
  const current = rows.filter(({ validTo }) => validTo === null || day < validTo);
  const covered = new Set(current.map(({ categoryId }) => categoryId));
  return [
    ...findContradictions(current),
    ...current.flatMap(({ id, leadUnitId, supportingUnitIds, componentOwnerId }) =>
      [...new Set([leadUnitId, ...supportingUnitIds, ...(componentOwnerId === null ? [] : [componentOwnerId])])]
        .filter((unitId) => !isUnitThere(unitId))
        .map((unitId): ResponsibilityFinding => ({ kind: 'unit_ended', rowId: id, unitId })),
    ),
    ...matters
      .filter(({ trailIds }) => !trailIds.some((id) => covered.has(id)))
      .map(({ id }): ResponsibilityFinding => ({ kind: 'uncovered', categoryId: id })),
  ];
}

function findContradictions(rows: readonly ResponsibilityRow[]): ResponsibilityFinding[] {
  const groups = new Map<string, ResponsibilityRow[]>();
  for (const row of rows) {
    const key = [row.categoryId, row.areaId ?? '', row.componentOwnerId ?? ''].join(' ');
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((row, i) => group.slice(0, i).flatMap((earlier) => compareLeads(earlier, row))),
  );
}

function compareLeads(a: ResponsibilityRow, b: ResponsibilityRow): ResponsibilityFinding[] {
  if (a.leadUnitId === b.leadUnitId || !periodsMeet(a, b)) return [];
  if (a.origin === b.origin) return [{ kind: 'two_leads', rowIds: [a.id, b.id] }];
  if (a.origin === 'ruling') return b.origin === 'list' ? [{ kind: 'ruled_otherwise', rowIds: [a.id, b.id] }] : [];
  return b.origin === 'ruling' && a.origin === 'list' ? [{ kind: 'ruled_otherwise', rowIds: [b.id, a.id] }] : [];
}
