import type { CaseFilterCall } from '@gridward/contract';
import type { MessageKey } from '@gridward/i18n';

/**
 * What a list can be filtered by; also the names in the address. Ids stay ids there, the chips find their names. `view` is the saved view
 * that the filters came from; it filters nothing by itself.
 */
export const FILTER_NAMES = [
  'state',
  'stage',
  'kind',
  'lamp',
  'due',
  'overdue',
  'hazard',
  'unsafe',
  'stuck',
  'repeated',
  'supervised',
  'categoryId',
  'areaId',
  'unitId',
  'leadUnitId',
  'ownerUnitId',
  'ownerAccountId',
  'channel',
  'importId',
  'request',
  'closureKind',
  'closedOnTime',
  'reportedFrom',
  'reportedUntil',
  'dayWork',
  'mine',
  'free',
  'supporting',
  'q',
  'bbox',
  'order',
  'nearLng',
  'nearLat',
  'view',
] as const satisfies readonly (keyof CaseFilterCall | 'order' | 'nearLng' | 'nearLat' | 'view')[];
export type FilterName = (typeof FILTER_NAMES)[number];
export type CaseFilters = Readonly<Partial<Record<FilterName, string>>>;

/** Reads filters from an address. Anything else there is not ours. */
export function filtersFrom(search: Readonly<Record<string, unknown>>): CaseFilters {
  const entries = FILTER_NAMES.flatMap((name): [FilterName, string][] => {
    const value = search[name];
    return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, String(value)]]
      : [];
  });
  return Object.fromEntries(entries);
}

/** How a filter is asked for: one control in the chip's editor each. */
export type FilterKind = 'many' | 'one' | 'flag' | 'yes_no' | 'words' | 'period' | 'category' | 'area' | 'unit' | 'given';

/**
 * Filters as chips, in the order in which they are offered. Two dates are one chip; `given` ones come from a map or a place and can only
 * be taken away.
 */
export const CHIPS = {
  state: 'many',
  stage: 'many',
  lamp: 'one',
  due: 'one',
  overdue: 'yes_no',
  categoryId: 'category',
  kind: 'many',
  areaId: 'area',
  unitId: 'unit',
  ownerUnitId: 'unit',
  ownerAccountId: 'given',
  leadUnitId: 'unit',
  channel: 'one',
  importId: 'given',
  period: 'period',
  dayWork: 'given',
  request: 'many',
  closureKind: 'many',
  closedOnTime: 'yes_no',
  hazard: 'yes_no',
  unsafe: 'yes_no',
  stuck: 'yes_no',
  repeated: 'yes_no',
  supervised: 'yes_no',
  mine: 'flag',
  free: 'yes_no',
  supporting: 'flag',
  q: 'words',
  bbox: 'given',
  near: 'given',
} as const satisfies Readonly<Record<string, FilterKind>>;
export type ChipName = keyof typeof CHIPS;
export const CHIP_NAMES = Object.keys(CHIPS) as ChipName[];

/** The filters that a chip stands for. */
export function namesOf(chip: ChipName): readonly FilterName[] {
  if (chip === 'period') return ['reportedFrom', 'reportedUntil'];
  return chip === 'near' ? ['nearLng', 'nearLat'] : [chip];
}

export const LABEL_OF = {
  ...(Object.fromEntries(CHIP_NAMES.map((name) => [name, `filterName.${name}`])) as {
    readonly [N in Exclude<ChipName, 'period' | 'near'>]: `filterName.${N}`;
  }),
  period: 'filterChip.period',
  near: 'filterName.nearLng',
} as const satisfies Record<ChipName, MessageKey>;

/** Chips of what the list is filtered by now. */
export const chipsOf = (filters: CaseFilters): ChipName[] =>
  CHIP_NAMES.filter((chip) => namesOf(chip).some((name) => filters[name] !== undefined));

/** The filters with those of one chip replaced; what is empty is not there. Nearest first needs its point. */
export function withChip(filters: CaseFilters, chip: ChipName, values: CaseFilters): CaseFilters {
  const names: ReadonlySet<string> = new Set(namesOf(chip));
  const rest = Object.entries(filters).filter(([name]) => !names.has(name));
  const given = Object.entries(values).filter(([, value]) => value !== '');
  const next: CaseFilters = Object.fromEntries([...rest, ...given]);
  return next.order === 'near' && next.nearLng === undefined ? without(next, 'order') : next;
}

export const without = (filters: CaseFilters, ...names: readonly FilterName[]): CaseFilters =>
  Object.fromEntries(Object.entries(filters).filter(([name]) => !(names as readonly string[]).includes(name)));

/** What the server is asked: everything but the name of the view. */
export const queryOf = (filters: CaseFilters): CaseFilters => without(filters, 'view');

/** Do both list the same cases in the same order? */
export function isSameList(one: CaseFilters, other: CaseFilters): boolean {
  const written = (filters: CaseFilters): string =>
    JSON.stringify(Object.entries({ order: 'newest', ...queryOf(filters) }).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return written(one) === written(other);
}
