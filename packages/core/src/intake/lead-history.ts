import type { HistoryCell } from '../catalogue/index.ts';
import type { Uuid } from '../kernel/index.ts';

/** Who led past cases, kept so that one question is answered without looking at all of them. */
export interface LeadHistory {
  /** @param categoryIds the matter first, then up to its class; `areaIds` the area first, then up to the root */
  learn(categoryIds: readonly Uuid[], areaIds: readonly Uuid[], unitId: Uuid, count?: number): void;
  /** Cells for `suggestUnits`, each case counted once at its nearest common place. */
  cells(categoryIds: readonly Uuid[], areaIds: readonly Uuid[]): HistoryCell[];
}

export function createLeadHistory(): LeadHistory {
  /** Cases by unit within each pair of a category's and an area's subtree. */
  const within = new Map<string, Map<Uuid, number>>();
  const key = (categoryId: Uuid, areaId: Uuid): string => `${categoryId} ${areaId}`;
  const countsAt = (categoryId: Uuid | undefined, areaId: Uuid | undefined): ReadonlyMap<Uuid, number> | undefined =>
    categoryId === undefined || areaId === undefined ? undefined : within.get(key(categoryId, areaId));
  return {
    learn(categoryIds, areaIds, unitId, count = 1) {
      for (const categoryId of categoryIds) {
        for (const areaId of areaIds) {
          const counts = within.get(key(categoryId, areaId)) ?? new Map<Uuid, number>();
          counts.set(unitId, (counts.get(unitId) ?? 0) + count);
          within.set(key(categoryId, areaId), counts);
        }
      }
    },
    cells(categoryIds, areaIds) {
      return categoryIds.flatMap((categoryId, categoryDistance) =>
        areaIds.flatMap((areaId, areaDistance): HistoryCell[] => {
          const narrowerMatter = countsAt(categoryIds[categoryDistance - 1], areaId);
          const narrowerArea = countsAt(categoryId, areaIds[areaDistance - 1]);
          const narrowest = countsAt(categoryIds[categoryDistance - 1], areaIds[areaDistance - 1]);
          return [...(countsAt(categoryId, areaId) ?? [])].flatMap(([unitId, total]) => {
            const nearer = (narrowerMatter?.get(unitId) ?? 0) + (narrowerArea?.get(unitId) ?? 0) - (narrowest?.get(unitId) ?? 0);
            return total > nearer ? [{ unitId, categoryDistance, areaDistance, count: total - nearer }] : [];
          });
        }),
      );
    },
  };
}
