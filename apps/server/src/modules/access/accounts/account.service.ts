import { invalidField, problem, type accessRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import { err, ok, toIso, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { NO_SUCH_PERSON } from '../../../http/field-words.ts';
import type { Call } from '../../../http/host.ts';
import { sourceOf } from '../audit/audit.service.ts';
import { deleteSessionsOf } from '../sessions/session.repository.ts';
import { adminKindsOf, findAccountRow, listAccountRows, personExists, type AccountRow } from './account-list.repository.ts';
import {
  administerAccount,
  archivePassword,
  findSecrets,
  insertAccount,
  lockAccount,
  type AccountChange,
  type AccountSecrets,
  type NewAccount,
} from './account.repository.ts';
import { isUsedBefore, type OwnPasswordDeps } from './own-password.service.ts';
import { checkPolicy } from './password.service.ts';

type AccountView = RouteReply<typeof accessRoutes.createAccount>;
type AccountBody = RouteInput<typeof accessRoutes.updateAccount>['body'];

const toView = (row: AccountRow): AccountView => ({
  id: row.id,
  signInName: row.signInName,
  person: { id: row.personId, name: row.personName },
  disabled: row.disabled,
  lockedUntil: row.lockedUntil === null ? null : toIso(row.lockedUntil.getTime()),
  secondFactor: row.secondFactor,
  lastSignInAt: row.lastSignInAt === null ? null : toIso(row.lastSignInAt.getTime()),
  adminKinds: [...row.adminKinds],
  version: row.version,
});

const encodeCursor = (signInName: string): string => Buffer.from(signInName).toString('base64url');
const decodeCursor = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8');

export async function accountPage(
  query: RouteInput<typeof accessRoutes.listAccounts>['query'],
  deps: OwnPasswordDeps,
): Promise<RouteReply<typeof accessRoutes.listAccounts>> {
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const rows = await listAccountRows(deps.store.db, {
    q: query.q,
    after,
    limit: query.limit + 1,
    at: new Date(deps.clock.now()),
  });
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map(toView),
    nextCursor: rows.length > query.limit && last !== undefined ? encodeCursor(last.signInName) : null,
  };
}

/** A new account, with a password that its holder must change at the first sign-in. */
export async function createAccount(
  body: RouteInput<typeof accessRoutes.createAccount>['body'],
  call: Call,
  deps: OwnPasswordDeps,
): Promise<Result<AccountView, Problem>> {
  const allowed = checkPolicy(body.password, body.signInName);
  if (!allowed.ok) return allowed;
  const passwordHash = await deps.passwords.hash(body.password);
  const at = new Date(deps.clock.now());
  return deps.store.inTransaction(async (trx) => {
    const personFound = await personExists(trx, body.personId);
    if (!personFound) return err(invalidField('/personId', NO_SUCH_PERSON));
    const mayTouch = await mayTouchSecrets(trx, body.personId, call, deps);
    if (!mayTouch) return err(problem('not_permitted'));
    const id = deps.ids.next();
    const inserted = await insertAccount(trx, { id, ...body, passwordHash, mustChangePassword: true, at });
    if (!inserted) return err(problem('already_exists'));
    const detail = { personId: body.personId, signInName: body.signInName };
    await deps.audit.append(trx, sourceOf(call), {
      action: 'account.create',
      objectKind: 'account',
      objectId: id,
      outcome: 'done',
      detail,
    });
    return viewOf(trx, id, at);
  });
}

/**
 * May the caller give this person's account a password or take its second factor away? With either one could sign in as them, so an
 * administrator may not do it to another kind of administrator; only the operator at the machine may.
 */
async function mayTouchSecrets(trx: Transaction<Database>, personId: Uuid, call: Call, deps: OwnPasswordDeps): Promise<boolean> {
  if (call.actor.kind === 'operator') return true;
  const kinds = await adminKindsOf(trx, personId, new Date(deps.clock.now()));
  return kinds.every((kind) => kind === 'system');
}

async function viewOf(trx: Transaction<Database>, id: Uuid, at: Date): Promise<Result<AccountView, Problem>> {
  const row = await findAccountRow(trx, id, at);
  return row === undefined ? err(problem('not_found')) : ok(toView(row));
}

/** Disables, enables, unlocks or resets an account. Whatever takes something away ends its sessions. */
export async function updateAccount(
  input: RouteInput<typeof accessRoutes.updateAccount>,
  call: Call,
  deps: OwnPasswordDeps,
): Promise<Result<AccountView, Problem>> {
  const { body } = input;
  const { accountId } = input.params;
  const before = await findSecrets(deps.store.db, accountId);
  if (before === undefined) return err(problem('not_found'));
  const prepared = await preparePassword(before, body.newPassword, deps);
  if (!prepared.ok) return prepared;
  const at = new Date(deps.clock.now());
  return deps.store.inTransaction(async (trx) => {
    const account = await lockAccount(trx, accountId);
    if (account === undefined) return err(problem('not_found'));
    const refusal = await checkUpdate(trx, account, body, call, deps);
    if (refusal !== null) return err(refusal);
    if (prepared.value !== null) await archivePassword(trx, account);
    await administerAccount(trx, accountId, changeOf(body, prepared.value, at));
    if (body.disabled === true || prepared.value !== null || body.resetSecondFactor === true)
      await deleteSessionsOf(trx, accountId);
    const { newPassword, version: _version, ...rest } = body;
    const detail = { ...rest, ...(newPassword === undefined ? {} : { passwordReset: true }) };
    await deps.audit.append(trx, sourceOf(call), {
      action: 'account.update',
      objectKind: 'account',
      objectId: accountId,
      outcome: 'done',
      detail,
    });
    return viewOf(trx, accountId, at);
  });
}

async function preparePassword(
  account: AccountSecrets,
  password: string | undefined,
  deps: OwnPasswordDeps,
): Promise<Result<string | null, Problem>> {
  if (password === undefined) return ok(null);
  const allowed = checkPolicy(password, account.signInName);
  if (!allowed.ok) return allowed;
  const used = await isUsedBefore(account, password, deps);
  return used ? err(problem('password_used_before')) : ok(await deps.passwords.hash(password));
}

async function checkUpdate(
  trx: Transaction<Database>,
  account: AccountSecrets,
  body: AccountBody,
  call: Call,
  deps: OwnPasswordDeps,
): Promise<Problem | null> {
  if (account.version !== body.version) {
    const current = await viewOf(trx, account.id, new Date(deps.clock.now()));
    return problem('version_conflict', { current: current.ok ? current.value : null });
  }
  // Whoever locks themselves out may be the last who could let anybody in.
  if (body.disabled === true && account.id === call.actor.accountId) return problem('not_permitted');
  if (body.newPassword === undefined && body.resetSecondFactor === undefined) return null;
  const mayTouch = await mayTouchSecrets(trx, account.personId, call, deps);
  return mayTouch ? null : problem('not_permitted');
}

function changeOf(body: AccountBody, passwordHash: string | null, at: Date): AccountChange {
  const unlocked = { failed_attempts: 0, locked_until: null };
  return {
    ...(body.disabled === undefined ? {} : { disabled_at: body.disabled ? at : null }),
    ...(body.unlock === undefined ? {} : unlocked),
    ...(passwordHash === null
      ? {}
      : { ...unlocked, password_hash: passwordHash, password_changed_at: at, must_change_password: true }),
    ...(body.resetSecondFactor === undefined ? {} : { totp_secret: null, totp_confirmed_at: null, totp_last_step: null }),
  };
}

/** For the first administrator and for demonstration people. False when the name is taken. */
export const createAccountFor = (trx: Transaction<Database>, account: NewAccount): Promise<boolean> =>
  insertAccount(trx, account);
