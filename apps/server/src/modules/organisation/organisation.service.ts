import {
  invalidField,
  problem,
  type organisationRoutes,
  type Problem,
  type RouteInput,
  type RouteReply,
  type Said,
} from '@gridward/contract';
import {
  covers,
  err,
  isValidAt,
  missingDuties,
  ok,
  toIso,
  type Permission,
  type Result,
  type UnitNode,
  type Uuid,
} from '@gridward/core';
import { sqlState, type Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { END_TOO_EARLY, NO_SUCH_AREA, PAST_IS_KEPT } from '../../http/field-words.ts';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { sourceOf, type Access } from '../access/index.ts';
import { reachesArea, type Areas } from '../areas/index.ts';
import { namedArea, namedUnit, toPost, toUnit } from './organisation.mapper.ts';
import type { OrganisationStore } from './organisation.store.ts';
import { findPerson, updatePerson } from './persons.repository.ts';
import { deletePost, endPost, findPost, listUnitPosts, type PostRow } from './posts.repository.ts';
import type { UnitPicture } from './unit-picture.ts';
import { reachesUnit } from './unit-scope.ts';
import { endUnit, updateUnit } from './units.repository.ts';

type Routes = typeof organisationRoutes;
type Input<K extends keyof Routes> = RouteInput<Routes[K]>;
type Outcome<K extends keyof Routes> = Promise<Result<RouteReply<Routes[K]>, Problem>>;
type Trx = Transaction<Database>;

export interface OrganisationServiceDeps {
  readonly platform: Platform;
  readonly areas: Areas;
  readonly access: Pick<Access, 'audit' | 'assertAdminKinds' | 'grantsChanged'>;
  readonly store: OrganisationStore;
  readonly pictures: (trx?: Trx) => Promise<UnitPicture>;
  readonly holdsOpenCases: (unitId: Uuid, trx: Trx) => Promise<boolean>;
}

const UNIQUE_VIOLATION = '23505';
const EXCLUSION_VIOLATION = '23P01';
/** A form names a day, and its morning has passed when it is sent. Farther back the past is never rewritten. */
const BACKDATING_MS = 86_400_000;

/** Use cases that change units, persons, posts and desks. */
export function createOrganisationService({ platform, areas, access, store, pictures, holdsOpenCases }: OrganisationServiceDeps) {
  const { clock } = platform;
  const book = async (trx: Trx) => ({ units: await pictures(trx), areas: await areas.tree(trx) });
  const log = (
    trx: Trx,
    call: Call,
    action: string,
    objectKind: string,
    objectId: Uuid,
    detail: Readonly<Record<string, unknown>>,
  ) => access.audit.append(trx, sourceOf(call), { action, objectKind, objectId, outcome: 'done', detail });
  const reachedUnit = async (id: Uuid, permission: Permission, call: Call, trx: Trx): Promise<Result<UnitNode, Problem>> => {
    const names = await book(trx);
    const unit = names.units.byId(id);
    if (unit === undefined) return err(problem('not_found'));
    return reachesUnit(call.actor.grants, permission, unit, names.units, names.areas) ? ok(unit) : err(problem('not_permitted'));
  };
  const unitDetail = async (id: Uuid, { actor }: Call, trx: Trx) => {
    const names = await book(trx);
    const unit = names.units.byId(id);
    if (unit === undefined) throw new Error('a unit is missing right after it was written');
    const at = clock.now();
    const desks = names.units.desks.filter((desk) => desk.unitId === id && isValidAt(desk, at));
    return {
      ...toUnit(unit, names),
      trail: names.units.trail(id).map((above) => ({ id: above.id, name: above.name })),
      posts: (await listUnitPosts(trx, id, at)).map((post) => toPost(post, names, at, actor.grants)),
      desks: desks.flatMap(({ duty, areaId }) =>
        [namedArea(areaId, names)].flatMap((area) => (area === null ? [] : [{ duty, area }])),
      ),
    };
  };
  const postView = async (id: Uuid, { actor }: Call, trx: Trx) => {
    const post = await findPost(trx, id);
    if (post === undefined) throw new Error('a post is missing right after it was written');
    return toPost(post, await book(trx), clock.now(), actor.grants);
  };
  /** Whoever grants must reach everything that the post names. */
  const mayAppoint = async (
    post: { unitId?: Uuid | null | undefined; areaId?: Uuid | null | undefined },
    call: Call,
    trx: Trx,
  ): Promise<Result<null, Problem>> => {
    const names = await book(trx);
    if (post.areaId != null) {
      const area = names.areas.byId(post.areaId);
      if (area === undefined || !isValidAt(area, clock.now())) return err(invalidField('/areaId', NO_SUCH_AREA));
      if (!reachesArea(call.actor.grants, 'role.manage', area)) return err(problem('not_permitted'));
    }
    if (post.unitId == null) return ok(null);
    const unit = names.units.byId(post.unitId);
    if (unit === undefined || !isValidAt(unit, clock.now())) return err(problem('unit_unknown'));
    return reachesUnit(call.actor.grants, 'role.manage', unit, names.units, names.areas)
      ? ok(null)
      : err(problem('not_permitted'));
  };
  return {
    async createUnit({ body }: Input<'createUnit'>, call: Call, trx: Trx): Outcome<'createUnit'> {
      const names = await book(trx);
      if (body.parentId === null) {
        const isWhole = call.actor.grants.some(
          (grant) =>
            grant.permission === 'unit.manage' && covers(grant, { areaPath: names.areas.roots[0]?.path ?? '', unitPaths: [] }),
        );
        if (!isWhole) return err(problem('not_permitted'));
      } else {
        const parent = await reachedUnit(body.parentId, 'unit.manage', call, trx);
        if (!parent.ok) return parent.error.code === 'not_found' ? err(problem('unit_unknown')) : parent;
        if (!isValidAt(parent.value, clock.now())) return err(problem('unit_unknown'));
      }
      if (body.areaId != null && names.areas.byId(body.areaId) === undefined) return err(invalidField('/areaId', NO_SUCH_AREA));
      const made = await refusing(UNIQUE_VIOLATION, 'already_exists', () => store.createUnit(trx, body));
      if (!made.ok) return made;
      await log(trx, call, 'unit.create', 'unit', made.value, { name: body.name, code: body.code ?? null });
      return ok(await unitDetail(made.value, call, trx));
    },
    async updateUnit({ params, body }: Input<'updateUnit'>, call: Call, trx: Trx): Outcome<'updateUnit'> {
      const unit = await reachedUnit(params.unitId, 'unit.manage', call, trx);
      if (!unit.ok) return unit;
      const { version, ...patch } = body;
      if (patch.areaId != null && (await areas.tree(trx)).byId(patch.areaId) === undefined)
        return err(invalidField('/areaId', NO_SUCH_AREA));
      const done = await refusing(UNIQUE_VIOLATION, 'already_exists', () => updateUnit(trx, params.unitId, version, patch));
      if (!done.ok) return done;
      if (!done.value) return err(problem('version_conflict', { current: await unitDetail(params.unitId, call, trx) }));
      await store.touch(trx);
      await log(trx, call, 'unit.update', 'unit', params.unitId, patch);
      return ok(await unitDetail(params.unitId, call, trx));
    },
    async retireUnit({ params, body }: Input<'retireUnit'>, call: Call, trx: Trx): Outcome<'retireUnit'> {
      const unit = await reachedUnit(params.unitId, 'unit.manage', call, trx);
      if (!unit.ok) return unit;
      const validTo = body.validTo === undefined ? clock.now() : Date.parse(body.validTo);
      if (validTo < clock.now() || validTo <= unit.value.validFrom) return err(invalidField('/validTo', END_TOO_EARLY));
      const { units } = await book(trx);
      if (units.children(params.unitId).length > 0)
        return err(
          invalidField('/unitId', { zh: '还有下级单位在用，请先停用它们', en: 'Units below are still valid: retire them first' }),
        );
      const holdsDesk = units.desks.some(
        (desk) => desk.unitId === params.unitId && (desk.validTo === null || desk.validTo > validTo),
      );
      if (holdsDesk)
        return err(
          invalidField('/unitId', {
            zh: '该单位还有分工，请先改由其他单位承担',
            en: 'The unit still has duties: give them to another unit first',
          }),
        );
      if (await holdsOpenCases(params.unitId, trx))
        return err(
          invalidField('/unitId', {
            zh: '该单位还有未办结的案件，请先移交其他单位',
            en: 'The unit still holds open cases: hand them to another unit first',
          }),
        );
      if (!(await endUnit(trx, params.unitId, body.version, validTo)))
        return err(problem('version_conflict', { current: await unitDetail(params.unitId, call, trx) }));
      await store.touch(trx);
      await log(trx, call, 'unit.retire', 'unit', params.unitId, { validTo: toIso(validTo) });
      return ok(await unitDetail(params.unitId, call, trx));
    },
    async createPerson({ body }: Input<'createPerson'>, call: Call, trx: Trx): Outcome<'createPerson'> {
      const made = await refusing(UNIQUE_VIOLATION, 'already_exists', () => store.createPerson(trx, body));
      if (!made.ok) return made;
      await log(trx, call, 'person.create', 'person', made.value, {});
      const person = await findPerson(trx, made.value);
      return person === undefined ? err(problem('internal_error')) : ok(person);
    },
    async updatePerson({ params, body }: Input<'updatePerson'>, call: Call, trx: Trx): Outcome<'updatePerson'> {
      const { version, ...patch } = body;
      const before = await findPerson(trx, params.personId);
      if (before === undefined) return err(problem('not_found'));
      const done = await refusing(UNIQUE_VIOLATION, 'already_exists', () => updatePerson(trx, params.personId, version, patch));
      if (!done.ok) return done;
      if (!done.value) return err(problem('version_conflict', { current: before }));
      await log(trx, call, 'person.update', 'person', params.personId, { fields: Object.keys(patch) });
      return ok({ ...before, ...definedOf(patch), version: version + 1 });
    },
    async grantPost({ body }: Input<'grantPost'>, call: Call, trx: Trx): Outcome<'grantPost'> {
      const allowed = await mayAppoint(body, call, trx);
      if (!allowed.ok) return allowed;
      const [validFrom, validTo] = [
        body.validFrom === undefined ? clock.now() : Date.parse(body.validFrom),
        body.validTo == null ? null : Date.parse(body.validTo),
      ];
      if (validFrom < clock.now() - BACKDATING_MS) return err(invalidField('/validFrom', PAST_IS_KEPT));
      if (validTo !== null && validTo <= validFrom) return err(invalidField('/validTo', END_TOO_EARLY));
      const stood = body.substituteFor == null ? undefined : await findPost(trx, body.substituteFor);
      const mismatch = body.substituteFor == null ? undefined : substituteFault(body, stood);
      if (mismatch !== undefined) return err(invalidField('/substituteFor', mismatch));
      const separate = await access.assertAdminKinds(trx, body.personId, body.roleId, {
        from: new Date(validFrom),
        to: validTo === null ? null : new Date(validTo),
      });
      if (!separate.ok) return separate;
      const made = await refusing(EXCLUSION_VIOLATION, 'leader_exists', () =>
        store.createPost(trx, { ...body, validFrom, validTo, createdBy: call.actor.accountId }),
      );
      if (!made.ok) return made;
      const view = await postView(made.value, call, trx);
      access.grantsChanged();
      await log(trx, call, 'post.grant', 'post', made.value, { ...body, validFrom: toIso(validFrom) });
      return ok(view);
    },
    async endPost({ params, body }: Input<'endPost'>, call: Call, trx: Trx): Outcome<'endPost'> {
      const post = await findPost(trx, params.postId);
      if (post === undefined) return err(problem('not_found'));
      const allowed = await mayAppoint(post, call, trx);
      if (!allowed.ok) return allowed;
      const now = clock.now();
      const neverBegan = post.validFrom > now && body.validTo === undefined;
      const validTo = neverBegan ? post.validFrom : body.validTo === undefined ? now : Date.parse(body.validTo);
      if (!neverBegan && (validTo < now || validTo <= post.validFrom)) return err(invalidField('/validTo', END_TOO_EARLY));
      if (!neverBegan && post.validTo !== null && post.validTo <= now)
        return err(invalidField('/postId', { zh: '该任职已经结束', en: 'The post has ended already' }));
      const before = toPost(post, await book(trx), now, call.actor.grants);
      const write = neverBegan ? deletePost(trx, post.id, body.version) : endPost(trx, post.id, body.version, validTo);
      const done = await refusing(EXCLUSION_VIOLATION, 'leader_exists', () => write);
      if (!done.ok) return done;
      if (!done.value) return err(problem('version_conflict', { current: before }));
      access.grantsChanged();
      await log(trx, call, neverBegan ? 'post.take_back' : 'post.end', 'post', post.id, {
        personId: post.personId,
        roleId: post.roleId,
        validTo: toIso(validTo),
      });
      return ok({ ...before, validTo: toIso(validTo), validNow: before.validNow && validTo > now, version: body.version + 1 });
    },
    async setDesk({ body }: Input<'setDesk'>, call: Call, trx: Trx): Outcome<'setDesk'> {
      const names = await book(trx);
      const area = names.areas.byId(body.areaId);
      if (area === undefined) return err(problem('not_found'));
      if (!reachesArea(call.actor.grants, 'unit.manage', area)) return err(problem('not_permitted'));
      const unit = names.units.byId(body.unitId);
      if (unit === undefined || !isValidAt(unit, clock.now())) return err(problem('unit_unknown'));
      const validFrom = body.validFrom === undefined ? clock.now() : Date.parse(body.validFrom);
      // A first desk may reach back, so that earlier cases have an owner; one that follows another may not.
      const isFirst = missingDuties(names.units.desks, body.areaId, clock.now()).includes(body.duty);
      if (validFrom < clock.now() && !isFirst) return err(invalidField('/validFrom', PAST_IS_KEPT));
      const id = await store.setDesk(trx, { ...body, validFrom });
      await log(trx, call, 'desk.set', 'area', body.areaId, {
        duty: body.duty,
        unitId: body.unitId,
        validFrom: toIso(validFrom),
      });
      const view = { area: namedArea(body.areaId, names), unit: namedUnit(body.unitId, names) };
      if (view.area === null || view.unit === null) throw new Error('a desk names what does not exist');
      return ok({ id, duty: body.duty, area: view.area, unit: view.unit, validFrom: toIso(validFrom), validTo: null });
    },
  };
}
export type OrganisationService = ReturnType<typeof createOrganisationService>;

function substituteFault(body: Input<'grantPost'>['body'], stood: PostRow | undefined): Said | undefined {
  if (stood === undefined) return { zh: '没有此任职', en: 'No such post' };
  if (stood.areaId !== (body.areaId ?? null) || stood.teamRole !== (body.teamRole ?? null))
    return { zh: '替岗人员须与原岗位同区域、同角色', en: 'A substitute has the same area and the same place in the team' };
  return stood.personId === body.personId ? { zh: '不能替自己的岗', en: 'Nobody stands in for themselves' } : undefined;
}

const definedOf = <T extends object>(patch: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: Exclude<T[K], undefined>;
  }>;

async function refusing<T>(
  state: string,
  code: 'already_exists' | 'leader_exists',
  work: () => Promise<T>,
): Promise<Result<T, Problem>> {
  try {
    return ok(await work());
  } catch (error) {
    if (sqlState(error) === state) return err(problem(code));
    throw error;
  }
}
