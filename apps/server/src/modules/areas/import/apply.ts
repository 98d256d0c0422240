import type { Problem } from '@gridward/contract';
import { ok, type Instant, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../../platform/deps.ts';
import { updateArea } from '../areas.repository.ts';
import type { AreaStore } from '../areas.store.ts';
import type { AreaPlan } from './plan.ts';
import type { PlannedArea } from './planned-area.ts';

export interface ApplyOptions {
  /** Where the boundaries come from, in words. */
  readonly source: string;
  /** From when new areas and boundaries hold; now unless told. A boundary that follows another never begins before now. */
  readonly validFrom?: Instant;
  readonly createdBy?: Uuid | null;
  readonly demo?: boolean;
}

/** Carries out a plan. What the store already says is left alone, so that the same file twice changes nothing. */
export async function applyAreaPlan(
  trx: Transaction<Database>,
  { plan, options, store, platform }: { plan: AreaPlan; options: ApplyOptions; store: AreaStore; platform: Platform },
): Promise<Result<null, Problem>> {
  const now = platform.clock.now();
  const validFrom = options.validFrom ?? now;
  const ids = new Map(plan.lines.map((line) => [line, line.existing?.id ?? platform.ids.next()]));
  const idOf = (parent: PlannedArea['parent']): Uuid | null =>
    parent === null ? null : 'id' in parent ? parent.id : (ids.get(parent) ?? null);
  await store.createAreas(
    trx,
    plan.lines
      .filter(({ action }) => action === 'new')
      .map((line) => ({
        ...fieldsOf(line),
        id: ids.get(line) ?? platform.ids.next(),
        parentId: idOf(line.parent),
        level: line.level,
        validFrom,
        demo: options.demo ?? false,
      })),
  );
  const changed = plan.lines.filter(({ action }) => action === 'changed');
  for (const line of changed) {
    if (line.existing !== undefined) await updateArea(trx, line.existing.id, line.existing.version, fieldsOf(line));
  }
  if (changed.length > 0) await store.touch(trx);
  const drawn = await store.setBoundaries(
    trx,
    plan.lines.flatMap((line) =>
      line.geometry === undefined || !line.newSurface
        ? []
        : [
            {
              areaId: ids.get(line) ?? '',
              geometry: line.geometry,
              validFrom: line.existing === undefined ? validFrom : Math.max(validFrom, now),
              provisional: line.provisional,
              source: options.source,
              createdBy: options.createdBy ?? null,
            },
          ],
    ),
  );
  return drawn.ok ? ok(null) : drawn;
}

const fieldsOf = (line: PlannedArea) => ({
  name: line.name,
  code: line.code,
  codeSystem: line.codeSystem,
  gridKind: line.gridKind,
  alias: line.alias,
  householdCount: line.householdCount,
  population: line.population,
  countedOn: line.countedOn,
});
