import { invalidField, type appointmentRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import { err, ok, PERMISSIONS, reachesRoot, reachOf, type Permission, type Result, type Uuid } from '@gridward/core';
import { NO_SUCH_PERSON } from '../../../http/field-words.ts';
import type { Actor } from '../../../http/actor.ts';
import type { Call } from '../../../http/host.ts';
import type { AccessDeps } from '../access-deps.ts';
import { sourceOf, type Audit } from '../audit/audit.service.ts';
import { toActor } from '../sessions/session.mapper.ts';
import { listPosts, type PostPicture } from '../sessions/session.repository.ts';
import { countHolders, findPreviewedPerson, pictureTriedPost, type PreviewedPerson } from './preview.repository.ts';

type Routes = typeof appointmentRoutes;
type Preview = RouteReply<Routes['previewAccess']>;
type Body = RouteInput<Routes['previewAccess']>['body'];
/** How much lies in each queue of somebody; the cases module answers. */
export type QueuesOf = (actor: Actor) => Promise<NonNullable<Preview['queues']>>;

export interface PreviewDeps extends Pick<AccessDeps, 'store' | 'clock' | 'ids'> {
  readonly audit: Audit;
  readonly queuesOf: QueuesOf | undefined;
}

const isPermission = (name: string): name is Permission => name in PERMISSIONS;

/** How many hold each permission; one that nobody holds counts nothing. */
export async function holderCounts({
  store,
  clock,
}: Pick<AccessDeps, 'store' | 'clock'>): Promise<RouteReply<Routes['countHolders']>> {
  const counted = new Map((await countHolders(store.db, new Date(clock.now()))).map((row) => [row.permission, row]));
  return {
    items: Object.keys(PERMISSIONS)
      .filter(isPermission)
      .map((permission) => {
        const { posts = 0, persons = 0, accounts = 0 } = counted.get(permission) ?? {};
        return { permission, posts, persons, accounts };
      }),
  };
}

/**
 * What a person, or a role at a place, would be let through to. Nobody acts as another by it: no session is made, and besides the
 * places and how much waits in each queue nothing of a case is told. Every look is in the audit log.
 */
export async function previewAccess(body: Body, call: Call, deps: PreviewDeps): Promise<Result<Preview, Problem>> {
  const subject = await subjectOf(body, deps);
  if (!subject.ok) return subject;
  const { person, posts } = subject.value;
  const actor = actorOf(person, posts);
  const isShut = person !== null && (person.account === null || person.account.disabled);
  const maySeeCases = !isShut && actor.grants.some(({ permission }) => permission === 'case.read');
  const queues = maySeeCases ? ((await deps.queuesOf?.(actor)) ?? null) : null;
  await deps.store.inTransaction((trx) =>
    deps.audit.append(trx, sourceOf(call), {
      action: 'access.preview',
      objectKind: person === null ? 'role' : 'person',
      objectId: person?.id ?? body.roleId ?? '',
      outcome: 'done',
      detail: { unitId: body.unitId ?? null, areaId: body.areaId ?? null },
    }),
  );
  return ok({
    person: person === null ? null : { id: person.id, name: person.name },
    account: person?.account == null ? null : { signInName: person.account.signInName, disabled: person.account.disabled },
    posts: posts.map(toPostView),
    permissions: permissionsIn(actor, posts),
    queues,
  });
}

interface Subject {
  readonly person: PreviewedPerson | null;
  readonly posts: readonly PostPicture[];
}

async function subjectOf(body: Body, { store, clock, ids }: PreviewDeps): Promise<Result<Subject, Problem>> {
  if (body.personId !== undefined) {
    const person = await findPreviewedPerson(store.db, body.personId);
    if (person === undefined) return err(invalidField('/personId', NO_SUCH_PERSON));
    return ok({ person, posts: await listPosts(store.db, person.id, new Date(clock.now())) });
  }
  const tried = { roleId: body.roleId ?? '', unitId: body.unitId, areaId: body.areaId };
  const post = await pictureTriedPost(store.db, ids.next(), tried);
  return post === undefined
    ? err(invalidField('/roleId', { zh: '没有此角色、单位或区域', en: 'No such role, unit or area' }))
    : ok({ person: null, posts: [post] });
}

/** Somebody who stands before no door: only for asking what their posts would reach. */
function actorOf(person: PreviewedPerson | null, posts: readonly PostPicture[]): Actor {
  const actor = toActor(
    {
      accountId: person?.account?.id ?? NOBODY,
      personId: person?.id ?? NOBODY,
      name: person?.name ?? '',
      demo: false,
      signInName: '',
      locale: 'zh-CN',
      passwordChangedAt: new Date(0),
      mustChangePassword: false,
      secondFactor: false,
      disabled: false,
    },
    posts,
  );
  return person?.account == null ? { ...actor, accountId: null } : actor;
}

const NOBODY: Uuid = '00000000-0000-0000-0000-000000000000';

const toPostView = ({ roleZh, roleEn, unit, area }: PostPicture): Preview['posts'][number] => ({
  role: { zh: roleZh, en: roleEn },
  unit: unit === null ? null : { id: unit.id, name: unit.name },
  area: area === null ? null : { id: area.id, name: area.name },
});

/** Each permission in the order of the catalogue, with the widest places in which it holds. */
function permissionsIn({ grants }: Actor, posts: readonly PostPicture[]): Preview['permissions'] {
  const places = new Map(
    posts.flatMap(({ unit, area }) => [unit, area].flatMap((place) => (place === null ? [] : [[place.path, place] as const]))),
  );
  const named = (paths: readonly string[]) =>
    paths.flatMap((path) => {
      const place = places.get(path);
      return place === undefined ? [] : [{ id: place.id, name: place.name }];
    });
  return Object.keys(PERMISSIONS)
    .filter(isPermission)
    .filter((permission) => grants.some((grant) => grant.permission === permission))
    .map((permission) => {
      const { areaPaths, unitPaths } = reachOf(grants, permission);
      return { permission, areas: named(areaPaths), units: named(unitPaths), isWhole: reachesRoot(grants, permission) };
    });
}
