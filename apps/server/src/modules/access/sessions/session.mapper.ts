import type { meSchema } from '@gridward/contract';
import { isPasswordOld, PERMISSIONS, type Grant, type Instant, type Permission } from '@gridward/core';
import type { z } from 'zod';
import type { Actor } from '../../../http/actor.ts';
import type { SessionState } from '../../../http/session.ts';
import type { AccountPicture, PostPicture, SessionRow } from './session.repository.ts';

export type Me = z.input<typeof meSchema>;
type Pending = SessionState['pending'];

const isPermission = (name: string): name is Permission => name in PERMISSIONS;

export function toActor(account: AccountPicture, posts: readonly PostPicture[]): Actor {
  return {
    kind: 'person',
    accountId: account.accountId,
    name: account.name,
    locale: account.locale,
    grants: posts.flatMap(toGrants),
    posts: posts.map(({ id, roleId, unit, area }) => ({ id, roleId, unitId: unit?.id ?? null, areaId: area?.id ?? null })),
    unitIds: new Set(posts.flatMap(({ unitIdsAbove }) => unitIdsAbove)),
  };
}

const toGrants = (post: PostPicture): Grant[] =>
  post.permissions.filter(isPermission).map((permission) => ({
    permission,
    postId: post.id,
    unitPath: post.unit?.path ?? null,
    areaPath: post.area?.path ?? null,
  }));

/** What stands between the account and its work. Demonstration people keep their printed passwords. */
export function pendingOf(
  session: Pick<SessionRow, 'secondFactorAt'>,
  account: AccountPicture,
  posts: readonly PostPicture[],
  rule: { readonly adminSecondFactor: 'required' | 'optional'; readonly now: Instant },
): Pending {
  if (account.secondFactor && session.secondFactorAt === null) return 'second_factor';
  const old = !account.demo && isPasswordOld(account.passwordChangedAt.getTime(), rule.now);
  if (account.mustChangePassword || old) return 'password_change';
  const isAdmin = posts.some(({ adminKind }) => adminKind !== null);
  if (isAdmin && !account.secondFactor && rule.adminSecondFactor === 'required') return 'second_factor_setup';
  return 'none';
}

export function toMe(state: Omit<SessionState, 'actor'>, account: AccountPicture, posts: readonly PostPicture[]): Me {
  return {
    accountId: account.accountId,
    personId: account.personId,
    name: account.name,
    signInName: account.signInName,
    locale: account.locale,
    csrfToken: state.csrfToken,
    pending: state.pending,
    secondFactor: account.secondFactor,
    permissions: [...new Set(posts.flatMap(({ permissions }) => permissions.filter(isPermission)))].sort(),
    posts: posts.map(({ id, roleZh, roleEn, unit, area }) => ({
      id,
      role: { zh: roleZh, en: roleEn },
      unit: unit === null ? null : { id: unit.id, name: unit.name },
      area: area === null ? null : { id: area.id, name: area.name },
    })),
    demo: account.demo,
  };
}
