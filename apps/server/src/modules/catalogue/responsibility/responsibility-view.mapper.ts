import type { catalogueRoutes, RouteReply } from '@gridward/contract';
import type { ResponsibilityFinding, ResponsibilityRow, UnitSuggestion, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { CatalogueDeps } from '../catalogue-deps.ts';
import { showCategoryRef } from '../catalogue-view.mapper.ts';

type RowReply = RouteReply<typeof catalogueRoutes.createResponsibility>;
type FindingReply = RouteReply<typeof catalogueRoutes.checkResponsibilities>['items'][number];
type SuggestionReply = RouteReply<typeof catalogueRoutes.suggestUnits>['items'][number];

export interface ResponsibilityViews {
  row(row: ResponsibilityRow): RowReply;
  finding(finding: ResponsibilityFinding): FindingReply;
  suggestion(suggestion: UnitSuggestion): SuggestionReply;
}

/** Puts names to the ids of rows; all from memory. */
export async function createViews(deps: CatalogueDeps, trx?: Transaction<Database>): Promise<ResponsibilityViews> {
  const [picture, list, areas, units] = [
    await deps.catalogue.picture(trx),
    await deps.responsibilities.list(trx),
    await deps.areas.tree(trx),
    await deps.units.tree(trx),
  ];
  const unit = (id: Uuid) => ({ id, name: units.byId(id)?.name ?? '' });
  const area = (id: Uuid | null) => (id === null ? null : { id, name: areas.byId(id)?.name ?? '' });
  const category = (id: Uuid) => {
    const entry = picture.category(id);
    return entry === undefined ? { id, codeSystem: '', code: '', name: { zh: '', en: null } } : showCategoryRef(entry);
  };
  return {
    row: (row) => ({
      id: row.id,
      category: category(row.categoryId),
      area: area(row.areaId),
      componentOwner: row.componentOwnerId === null ? null : unit(row.componentOwnerId),
      leadUnit: unit(row.leadUnitId),
      supportingUnits: row.supportingUnitIds.map(unit),
      legalBasis: row.legalBasis,
      origin: row.origin,
      precedentCaseId: row.precedentCaseId,
      validFrom: row.validFrom,
      validTo: row.validTo,
      version: row.version,
    }),
    finding: (finding) => {
      if (finding.kind === 'uncovered')
        return { kind: finding.kind, category: category(finding.categoryId), area: null, rowIds: [], units: [] };
      const rowIds = finding.kind === 'unit_ended' ? [finding.rowId] : [...finding.rowIds];
      const rows = rowIds.flatMap((id) => list.byId(id) ?? []);
      return {
        kind: finding.kind,
        category: category(rows[0]?.categoryId ?? ''),
        area: area(rows[0]?.areaId ?? null),
        rowIds,
        units: finding.kind === 'unit_ended' ? [unit(finding.unitId)] : rows.map(({ leadUnitId }) => unit(leadUnitId)),
      };
    },
    suggestion: ({ unitId, supportingUnitIds, rowId, componentOwnerId, ...rest }) => {
      const row = rowId === null ? undefined : list.byId(rowId);
      return {
        ...rest,
        rowId,
        unit: unit(unitId),
        supportingUnits: supportingUnitIds.map(unit),
        legalBasis: row?.legalBasis ?? null,
        precedentCaseId: row?.precedentCaseId ?? null,
        componentOwner: componentOwnerId === null ? null : unit(componentOwnerId),
      };
    },
  };
}
