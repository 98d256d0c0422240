import { invalidField, problem, type accessRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import {
  areKindsSeparate,
  err,
  misplacedPermissions,
  ok,
  PERMISSIONS,
  type AdminKind,
  type HeldKind,
  type Permission,
  type Result,
  type Uuid,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import { NO_SUCH_PERSON } from '../../../http/field-words.ts';
import type { Call } from '../../../http/host.ts';
import { sourceOf, type Audit } from '../audit/audit.service.ts';
import { BUILT_IN_ROLES } from './built-in-roles.ts';
import {
  adminPostsOf,
  adminPostsOfHolders,
  insertMissingRoles,
  listRoles,
  lockPerson,
  lockRole,
  shareRole,
  upsertRole,
  type AdminPost,
  type Role,
} from './role.repository.ts';

type RoleView = RouteReply<typeof accessRoutes.saveRole>;

const isPermission = (name: string): name is Permission => name in PERMISSIONS;

const toView = (role: Role): RoleView => ({
  id: role.id,
  name: { zh: role.nameZh, en: role.nameEn },
  adminKind: role.adminKind,
  // A permission that a newer version wrote is not known here and grants nothing here.
  permissions: role.permissions.filter(isPermission),
  builtIn: role.builtIn,
  version: role.version,
});

/** Adds the built-in roles that are missing. */
export const seedRoles = (trx: Transaction<Database>): Promise<void> => insertMissingRoles(trx, BUILT_IN_ROLES);

export async function rolesView(db: Kysely<Database>): Promise<RouteReply<typeof accessRoutes.listRoles>> {
  return { items: (await listRoles(db)).map(toView) };
}

/** A period; `to` null means without end. */
export interface GrantPeriod {
  readonly from: Date;
  readonly to: Date | null;
  /** The post that is being changed, when it is not a new one. */
  readonly postId?: Uuid;
}

/**
 * Refuses a post by which a person would hold two administrator kinds at one moment. Locks person and role, so that two grants at the same
 * time cannot pass each other.
 */
export async function assertAdminKinds(
  trx: Transaction<Database>,
  personId: Uuid,
  roleId: string,
  period: GrantPeriod,
): Promise<Result<null, Problem>> {
  const personFound = await lockPerson(trx, personId);
  if (!personFound) return err(invalidField('/personId', NO_SUCH_PERSON));
  const role = await shareRole(trx, roleId);
  if (role === undefined) return err(invalidField('/roleId', { zh: '没有此角色', en: 'No such role' }));
  if (role.adminKind === null) return ok(null);
  const others = (await adminPostsOf(trx, personId)).filter(({ postId }) => postId !== period.postId);
  const wanted = { kind: role.adminKind, from: period.from.getTime(), to: period.to?.getTime() ?? null };
  return areKindsSeparate([...others.map(toHeld), wanted]) ? ok(null) : err(problem('admin_kinds_exclude'));
}

const toHeld = (post: AdminPost): HeldKind => ({
  kind: post.kind,
  from: post.validFrom.getTime(),
  to: post.validTo?.getTime() ?? null,
});

/** Creates a role (version 0) or changes one. */
export async function saveRole(
  input: RouteInput<typeof accessRoutes.saveRole>,
  call: Call,
  trx: Transaction<Database>,
  audit: Audit,
): Promise<Result<RoleView, Problem>> {
  const { params, body } = input;
  const before = await lockRole(trx, params.roleId);
  const refusal = checkRole(before, params.roleId, body) ?? (await checkHolders(trx, before, params.roleId, body));
  if (refusal !== null) return err(refusal);
  const permissions = [...new Set(body.permissions)].sort();
  const values = { id: params.roleId, nameZh: body.name.zh, nameEn: body.name.en, adminKind: body.adminKind, permissions };
  const after = await upsertRole(trx, values, body.version);
  if (after === undefined) return err(problem('version_conflict'));
  await audit.append(trx, sourceOf(call), {
    action: 'role.save',
    objectKind: 'role',
    objectId: after.id,
    outcome: 'done',
    detail: { before: before === undefined ? null : toView(before), after: toView(after) },
  });
  return ok(toView(after));
}

/** What makes each administrator one: without it nobody could mend the roles, the accounts or look at the log any more. */
const KEPT_PERMISSION: Readonly<Record<AdminKind, Permission>> = {
  system: 'account.manage',
  security: 'role.manage',
  audit: 'audit.read',
};

type RoleBody = RouteInput<typeof accessRoutes.saveRole>['body'];

function checkRole(before: Role | undefined, roleId: string, body: RoleBody): Problem | null {
  if (!/^[a-z][a-z0-9_]*$/.test(roleId))
    return invalidField('/params/roleId', {
      zh: '只用小写字母、数字和下划线，字母开头',
      en: 'Small letters, digits and "_", beginning with a letter',
    });
  if ((before?.version ?? 0) !== body.version) {
    return problem('version_conflict', { current: before === undefined ? null : toView(before) });
  }
  if (before?.builtIn === true && before.adminKind !== body.adminKind)
    return invalidField('/adminKind', { zh: '内置角色不能改类别', en: 'Fixed for a built-in role' });
  const kept = before?.builtIn === true && body.adminKind !== null ? KEPT_PERMISSION[body.adminKind] : undefined;
  if (kept !== undefined && !body.permissions.includes(kept))
    return invalidField('/permissions', {
      zh: `内置管理员须保留此项权限（${kept}），否则无人能再授予`,
      en: `A built-in administrator keeps ${kept}: nobody else could give it back`,
    });
  const misplaced = misplacedPermissions(body.adminKind, body.permissions);
  return misplaced.length === 0
    ? null
    : invalidField('/permissions', {
        zh: `这类角色不能有：${misplaced.join('、')}`,
        en: `Not in a role of this kind: ${misplaced.join(', ')}`,
      });
}

/** A role that becomes an administrator's may already be held by administrators of another kind. */
async function checkHolders(
  trx: Transaction<Database>,
  before: Role | undefined,
  roleId: string,
  body: RoleBody,
): Promise<Problem | null> {
  if (before === undefined || body.adminKind === null || before.adminKind === body.adminKind) return null;
  const posts = await adminPostsOfHolders(trx, roleId, body.adminKind);
  const persons = [...new Set(posts.map(({ personId }) => personId))];
  const separate = persons.every((id) => areKindsSeparate(posts.filter(({ personId }) => personId === id).map(toHeld)));
  return separate ? null : problem('admin_kinds_exclude');
}
