import type { ScopeTarget, Uuid } from '@gridward/core';
import type { Platform } from '../../../platform/deps.ts';
import { targetOf } from '../case-actor.policy.ts';
import type { CaseDoors } from '../case-doors.ts';
import {
  entriesSince,
  loadWatched,
  placesOf,
  type PlaceOfCase,
  type WatchedCase,
  type WatchedEntry,
} from './case-watch.repository.ts';

export type { WatchedEntry } from './case-watch.repository.ts';

interface Name {
  readonly id: Uuid;
  readonly name: string;
}

/** One step of a case with all that decides who is told of it, and nothing of what the case is about. */
export interface WatchedMove extends WatchedEntry {
  readonly by: Name | null;
  readonly owner: { readonly unit: Name; readonly person: Name | null } | null;
  /** Where the case lies now, and whom it involves. */
  readonly target: ScopeTarget;
  /** Where it lay before this step, and whose turn it was. */
  readonly formerTarget: ScopeTarget;
}

/** The journal for whoever tells others what happens. */
export interface CaseWatch {
  entriesSince(since: Date, limit: number): Promise<readonly WatchedEntry[]>;
  /** In the order given; entries of cases that are no more are left out. */
  describe(entries: readonly WatchedEntry[]): Promise<readonly WatchedMove[]>;
  targetsOf(caseIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, ScopeTarget>>;
}

export function createCaseWatch({ store }: Pick<Platform, 'store'>, doors: Pick<CaseDoors, 'areas' | 'units'>): CaseWatch {
  type Units = Awaited<ReturnType<CaseDoors['units']['tree']>>;
  type Areas = Awaited<ReturnType<CaseDoors['areas']['tree']>>;

  const formerTargetOf = (
    entry: WatchedEntry,
    now: ScopeTarget,
    places: readonly PlaceOfCase[],
    { units, areas }: { readonly units: Units; readonly areas: Areas },
  ): ScopeTarget => {
    const unitPath = entry.formerUnitId === null ? undefined : units.byId(entry.formerUnitId)?.path;
    const unitPaths = unitPath === undefined ? [] : [unitPath];
    if (!entry.hasChangedArea) return { areaPath: now.areaPath, unitPaths };
    const before = places.findLast(({ caseId, seq }) => caseId === entry.caseId && seq < entry.seq);
    const areaPath = before?.areaPath ?? (before?.areaId == null ? null : (areas.byId(before.areaId)?.path ?? null));
    return { areaPath, unitPaths };
  };

  const ownerOf = (row: WatchedCase, units: Units, names: ReadonlyMap<Uuid, string>): WatchedMove['owner'] =>
    row.owner_unit_id === null
      ? null
      : {
          unit: { id: row.owner_unit_id, name: units.byId(row.owner_unit_id)?.name ?? '' },
          person: row.owner_account_id === null ? null : nameOf(row.owner_account_id, names),
        };

  return {
    entriesSince: (since, limit) => entriesSince(store.db, since, limit),
    async describe(entries) {
      const caseIds = [...new Set(entries.map(({ caseId }) => caseId))];
      const relocated = [...new Set(entries.filter(({ hasChangedArea }) => hasChangedArea).map(({ caseId }) => caseId))];
      const [rows, places, units, areas] = await Promise.all([
        loadWatched(store.db, caseIds),
        placesOf(store.db, relocated),
        doors.units.tree(),
        doors.areas.tree(),
      ]);
      const people = [...entries.map(({ accountId }) => accountId), ...rows.map(({ owner_account_id }) => owner_account_id)];
      const names = await doors.units.namesOf([...new Set(people.filter((id): id is Uuid => id !== null))]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return entries.flatMap((entry): WatchedMove[] => {
        const row = byId.get(entry.caseId);
        if (row === undefined) return [];
        const target = targetOf(row, units);
        return [
          {
            ...entry,
            by: entry.accountId === null ? null : nameOf(entry.accountId, names),
            owner: ownerOf(row, units, names),
            target,
            formerTarget: formerTargetOf(entry, target, places, { units, areas }),
          },
        ];
      });
    },
    async targetsOf(caseIds) {
      const [rows, units] = await Promise.all([loadWatched(store.db, caseIds), doors.units.tree()]);
      return new Map(rows.map((row) => [row.id, targetOf(row, units)]));
    },
  };
}

const nameOf = (id: Uuid, names: ReadonlyMap<Uuid, string>): Name => ({ id, name: names.get(id) ?? '' });
