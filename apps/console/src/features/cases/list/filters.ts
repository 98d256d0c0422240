import type { MessageKey } from '@gridward/i18n';

/** What a list can be filtered by; also the names in the address. Ids stay ids there, the chips find their names. */
export const FILTER_NAMES = [
  'state',
  'stage',
  'lamp',
  'categoryId',
  'areaId',
  'unitId',
  'leadUnitId',
  'ownerUnitId',
  'channel',
  'request',
  'closureKind',
  'closedOnTime',
  'overdue',
  'reportedFrom',
  'reportedUntil',
  'mine',
  'q',
  'order',
] as const;
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

export const LABEL_OF = {
  state: 'filter.state',
  stage: 'filter.state',
  lamp: 'filter.lamp',
  categoryId: 'filter.category',
  areaId: 'filter.area',
  unitId: 'filter.unit',
  leadUnitId: 'case.leadUnit',
  ownerUnitId: 'list.owner',
  channel: 'filter.channel',
  request: 'filter.request',
  closureKind: 'filter.closureKind',
  closedOnTime: 'stats.closedOnTime',
  overdue: 'filter.overdue',
  reportedFrom: 'filter.reportedFrom',
  reportedUntil: 'filter.reportedUntil',
  mine: 'nav.mine',
  q: 'filter.q',
  order: 'filter.order',
} as const satisfies Record<FilterName, MessageKey>;
