import type { Uuid } from '@gridward/core';
import { valueOf } from '../../../platform/refusal.ts';
import type { IntakeDoors, Trx } from '../intake-doors.ts';
import type { ModelHead } from '../model-files.ts';
import type { AreaBootstrapPlan } from './area-bootstrap.plan.ts';

export interface BootstrapContext {
  readonly modelId: string;
  readonly head: ModelHead;
  readonly fileName: string;
  readonly accountId: Uuid | null;
}

/**
 * Brings the areas of a place into being, with boundaries marked as provisional, names the jurisdiction where nobody has, and gives it one unit
 * for every desk, so that no case can be without an owner. What is there stays as it is. @returns how many areas are new
 */
export async function bootstrapAreas(
  trx: Trx,
  doors: IntakeDoors,
  plan: AreaBootstrapPlan,
  context: BootstrapContext,
): Promise<number> {
  const { mapping, outline } = plan;
  const { head, modelId, accountId } = context;
  if ((await doors.catalogue.deployment(trx)) === null) {
    valueOf(
      await doors.catalogue.setDeployment(
        trx,
        { modelId, regionCode: mapping.root.code, name: head.name, timeZone: head.timeZone },
        accountId,
      ),
    );
  }
  const rootId = plan.root?.id ?? (await createOne(trx, doors, { parentId: null, ...mapping.root }));
  const groupIds = new Map<string, Uuid>();
  const { groups } = mapping;
  let created = plan.root === undefined ? 1 : 0;
  for (const { name, existing } of plan.groups) {
    if (groups === undefined) continue;
    groupIds.set(name, existing?.id ?? (await createOne(trx, doors, { parentId: rootId, level: groups.level, name })));
    created += existing === undefined ? 1 : 0;
  }
  const boundaries = plan.root === undefined ? [{ areaId: rootId, geometry: outline, provisional: false }] : [];
  const fresh = plan.places.filter(({ existing }) => existing === undefined);
  const ids = await doors.areas.createAreas(
    trx,
    fresh.map(({ name, group }) => ({
      parentId: group === null ? rootId : (groupIds.get(group) ?? rootId),
      level: mapping.points.level,
      name,
    })),
  );
  for (const [i, { geometry }] of fresh.entries()) {
    const areaId = ids[i];
    if (areaId !== undefined && geometry !== undefined) boundaries.push({ areaId, geometry, provisional: true });
  }
  valueOf(
    await doors.areas.setBoundaries(
      trx,
      boundaries.map((boundary) => ({ ...boundary, source: context.fileName, createdBy: accountId })),
    ),
  );
  await ensureDesks(trx, doors, mapping, rootId);
  return created + fresh.length;
}

async function createOne(
  trx: Trx,
  doors: IntakeDoors,
  area: Parameters<IntakeDoors['areas']['createAreas']>[1][number],
): Promise<Uuid> {
  const [id] = await doors.areas.createAreas(trx, [area]);
  if (id === undefined) throw new Error('no area was created');
  return id;
}

/** One unit for each duty that nobody has yet. */
async function ensureDesks(
  trx: Trx,
  doors: IntakeDoors,
  { centre, root }: AreaBootstrapPlan['mapping'],
  rootId: Uuid,
): Promise<void> {
  const units = await doors.units.tree(trx);
  const taken = new Set<string>(units.desks.filter(({ areaId }) => areaId === rootId).map(({ duty }) => duty));
  const open = centre.duties.filter((duty) => !taken.has(duty));
  if (open.length === 0) return;
  const governmentId = units.roots.find(({ areaId, kind }) => areaId === rootId && kind === 'government')?.id;
  const [aboveId] =
    governmentId === undefined
      ? await doors.units.createUnits(trx, [{ parentId: null, kind: 'government', name: root.name, areaId: rootId }])
      : [governmentId];
  const [unitId] = await doors.units.createUnits(trx, [
    { parentId: aboveId ?? null, kind: centre.kind, name: centre.name, areaId: rootId },
  ]);
  if (unitId === undefined) throw new Error('no unit was created');
  for (const duty of open) await doors.units.setDesk(trx, { duty, areaId: rootId, unitId });
}
