import { invalidField, problem, type areaRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import { err, mayContain, ok, parseAreaCode, type AreaNode, type Result, type Uuid } from '@gridward/core';
import { sqlState, type Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { END_TOO_EARLY, PAST_IS_KEPT } from '../../http/field-words.ts';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { sourceOf, type Audit } from '../access/index.ts';
import type { AreaPicture } from './area-picture.ts';
import { reachesArea, readsArea } from './area-scope.ts';
import { toDetail, toFinding, type AreaDetail } from './areas.mapper.ts';
import { endArea, updateArea } from './areas.repository.ts';
import { LOCAL_CODES, type AreaStore } from './areas.store.ts';
import { listBoundaryVersions } from './boundary.repository.ts';
import { checkSurface, neighbourFindings } from './import/check-surface.ts';

type Routes = typeof areaRoutes;
type Input<K extends keyof Routes> = RouteInput<Routes[K]>;
type Outcome<K extends keyof Routes> = Promise<Result<RouteReply<Routes[K]>, Problem>>;

export interface AreaServiceDeps {
  readonly platform: Platform;
  readonly store: AreaStore;
  readonly picture: (trx?: Transaction<Database>) => Promise<AreaPicture>;
  readonly audit: Pick<Audit, 'append'> | undefined;
}

const UNIQUE_VIOLATION = '23505';

/** Use cases that change areas. */
export function createAreaService({ platform, store, picture, audit }: AreaServiceDeps) {
  const log = (trx: Transaction<Database>, call: Call, action: string, areaId: Uuid, detail: Readonly<Record<string, unknown>>) =>
    audit?.append(trx, sourceOf(call), { action, objectKind: 'area', objectId: areaId, outcome: 'done', detail });
  const detail = async (id: Uuid, trx: Transaction<Database>): Promise<AreaDetail> => {
    const now = await picture(trx);
    const area = now.tree.byId(id);
    if (area === undefined) throw new Error('an area is missing right after it was written');
    return toDetail(area, now, await listBoundaryVersions(trx, id));
  };
  /** An area that the caller may manage. One that they may not even read is not found. */
  const managed = async (id: Uuid, call: Call, trx: Transaction<Database>): Promise<Result<AreaNode, Problem>> => {
    const area = (await picture(trx)).tree.byId(id);
    const { grants } = call.actor;
    if (area === undefined) return err(problem('not_found'));
    if (reachesArea(grants, 'area.manage', area)) return ok(area);
    return err(problem(readsArea(grants, area) ? 'not_permitted' : 'not_found'));
  };
  return {
    async create({ body }: Input<'createArea'>, call: Call, trx: Transaction<Database>): Outcome<'createArea'> {
      const { tree } = await picture(trx);
      const parent = body.parentId === null ? null : await managed(body.parentId, call, trx);
      if (parent?.ok === false) return parent;
      const above = parent?.value ?? null;
      if (
        above === null &&
        !call.actor.grants.some(({ permission, areaPath }) => permission === 'area.manage' && areaPath === '') &&
        tree.size > 0
      ) {
        return err(
          invalidField('/parentId', { zh: '已有最上级区域，请选择上级', en: 'There is a root already: name the area above' }),
        );
      }
      if (above !== null && !mayContain(above.level, body.level))
        return err(
          invalidField('/level', { zh: '这一层级不能放在该上级之下', en: 'This level cannot lie in that of the area above' }),
        );
      if (above !== null && above.validTo !== null)
        return err(invalidField('/parentId', { zh: '上级区域已停用', en: 'The area above is retired' }));
      if (body.code != null && tree.byCode(body.code) !== undefined) return err(problem('already_exists'));
      const { boundary, boundarySource, ...fields } = body;
      const [id] = await store.createAreas(trx, [
        { ...fields, codeSystem: fields.codeSystem ?? (codeWarnings(body.code, above).local ? LOCAL_CODES : undefined) },
      ]);
      if (id === undefined) throw new Error('no area was created');
      if (boundary !== undefined) {
        const unusable = checkSurface(boundary);
        if (unusable !== undefined) return err(invalidField('/boundary', unusable));
        const drawn = await store.setBoundary(trx, {
          areaId: id,
          geometry: boundary,
          source: boundarySource ?? call.actor.name,
          createdBy: call.actor.accountId,
        });
        if (!drawn.ok) return drawn;
      }
      await log(trx, call, 'area.create', id, { name: body.name, code: body.code ?? null });
      return ok({ ...(await detail(id, trx)), warnings: codeWarnings(body.code, above).words });
    },
    async update({ params, body }: Input<'updateArea'>, call: Call, trx: Transaction<Database>): Outcome<'updateArea'> {
      const area = await managed(params.areaId, call, trx);
      if (!area.ok) return area;
      const { version, ...patch } = body;
      if (patch.gridKind !== undefined && area.value.level !== 'grid')
        return err(invalidField('/gridKind', { zh: '只有网格分种类', en: 'Only a grid has a kind' }));
      const done = await refusingTwins(() => updateArea(trx, params.areaId, version, patch));
      if (!done.ok) return done;
      if (!done.value) return err(problem('version_conflict', { current: await detail(params.areaId, trx) }));
      await store.touch(trx);
      await log(trx, call, 'area.update', params.areaId, patch);
      return ok(await detail(params.areaId, trx));
    },
    async retire({ params, body }: Input<'retireArea'>, call: Call, trx: Transaction<Database>): Outcome<'retireArea'> {
      const area = await managed(params.areaId, call, trx);
      if (!area.ok) return area;
      const now = platform.clock.now();
      const validTo = body.validTo === undefined ? now : Date.parse(body.validTo);
      if (validTo < now || validTo <= area.value.validFrom) return err(invalidField('/validTo', END_TOO_EARLY));
      if ((await picture(trx)).tree.children(params.areaId).length > 0)
        return err(
          invalidField('/areaId', { zh: '还有下级区域在用，请先停用它们', en: 'Areas below are still valid: retire them first' }),
        );
      if (!(await endArea(trx, params.areaId, body.version, validTo))) {
        return err(problem('version_conflict', { current: await detail(params.areaId, trx) }));
      }
      await store.touch(trx);
      await log(trx, call, 'area.retire', params.areaId, { validTo: new Date(validTo).toISOString() });
      return ok(await detail(params.areaId, trx));
    },
    async setBoundary({ params, body }: Input<'setBoundary'>, call: Call, trx: Transaction<Database>): Outcome<'setBoundary'> {
      const area = await managed(params.areaId, call, trx);
      if (!area.ok) return area;
      const now = platform.clock.now();
      const validFrom = body.validFrom === undefined ? now : Date.parse(body.validFrom);
      const isFirst = (await listBoundaryVersions(trx, params.areaId)).length === 0;
      if (validFrom < now && !isFirst) return err(invalidField('/validFrom', PAST_IS_KEPT));
      const unusable = checkSurface(body.geometry);
      if (unusable !== undefined) return err(invalidField('/geometry', unusable));
      const findings = neighbourFindings(area.value, body.geometry, await picture(trx));
      const drawn = await store.setBoundary(trx, { ...body, areaId: params.areaId, validFrom, createdBy: call.actor.accountId });
      if (!drawn.ok) return drawn;
      await log(trx, call, 'area.set_boundary', params.areaId, {
        validFrom: new Date(validFrom).toISOString(),
        source: body.source,
      });
      return ok({ ...(await detail(params.areaId, trx)), findings: findings.map(toFinding) });
    },
  };
}
export type AreaService = ReturnType<typeof createAreaService>;

async function refusingTwins<T>(work: () => Promise<T>): Promise<Result<T, Problem>> {
  try {
    return ok(await work());
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) return err(problem('already_exists'));
    throw error;
  }
}

/** A city may number as it likes; what differs from the national rule is said. */
function codeWarnings(
  code: string | null | undefined,
  parent: AreaNode | null,
): { readonly local: boolean; readonly words: string[] } {
  if (code == null) return { local: false, words: [] };
  const read = parseAreaCode(code);
  if (!read.ok) return { local: true, words: ['The code does not follow the national rule and is kept as a local one.'] };
  const isUnder = parent?.code == null || read.value.parentCode === parent.code;
  return { local: false, words: isUnder ? [] : ['The code does not begin with that of the area above.'] };
}
