import { caseColumnSchema, type CaseView, type CaseViewSharing } from '@gridward/contract';
import type { AreaTree, UnitTree, Uuid } from '@gridward/core';
import type { NewViewRow, ViewRow } from './views.repository.ts';

/** The part of a view that its owner writes. */
export function rowOf(body: Pick<CaseView, 'name' | 'filters' | 'columns' | 'sharing'>) {
  const { sharing } = body;
  return {
    name: body.name,
    filters: JSON.stringify(body.filters),
    columns: [...new Set(body.columns)],
    shared_with: sharing.with,
    unit_id: sharing.with === 'unit' ? sharing.unitId : null,
    area_id: sharing.with === 'area' ? sharing.areaId : null,
  } satisfies Partial<NewViewRow>;
}

export function viewOf(
  row: ViewRow,
  accountId: Uuid,
  names: ReadonlyMap<Uuid, string>,
  { areas, units }: { readonly areas: AreaTree; readonly units: UnitTree },
): CaseView {
  const sharing = sharingOf(row);
  const shared =
    sharing.with === 'unit' ? units.byId(sharing.unitId) : sharing.with === 'area' ? areas.byId(sharing.areaId) : null;
  return {
    id: row.id,
    name: row.name,
    // Written by `rowOf` and by nothing else.
    filters: row.filters as CaseView['filters'],
    // A column that a later release no longer has is left out.
    columns: row.columns.flatMap((column) => caseColumnSchema.safeParse(column).data ?? []),
    sharing,
    owner: { id: row.account_id, name: names.get(row.account_id) ?? '' },
    mine: row.account_id === accountId,
    sharedWith: shared === null || shared === undefined ? null : { id: shared.id, name: shared.name },
    position: row.position,
    version: row.version,
  };
}

export function sharingOf({ unit_id, area_id }: Pick<ViewRow, 'unit_id' | 'area_id'>): CaseViewSharing {
  if (unit_id !== null) return { with: 'unit', unitId: unit_id };
  return area_id === null ? { with: 'none' } : { with: 'area', areaId: area_id };
}
