import { problem, type accessRoutes, type Problem, type RouteInput } from '@gridward/contract';
import { err, LOCK_MS, lockLeftMs, MAX_SIGN_IN_FAILURES, ok, SESSION_MAX_MS, type Result } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { AccessDeps, AuditSource } from '../access-deps.ts';
import { changeAccount, findByName, lockAccount, type AccountSecrets } from '../accounts/account.repository.ts';
import { recordFailure } from '../accounts/failure.service.ts';
import { acceptedStep } from '../accounts/one-time-code.ts';
import type { Passwords } from '../accounts/password.service.ts';
import { totpContext } from '../accounts/second-factor.service.ts';
import { countSince } from '../audit/audit.repository.ts';
import type { Audit } from '../audit/audit.service.ts';
import type { AddressLimit } from './address-limit.ts';
import { deleteSession, insertSession } from './session.repository.ts';
import { hashOfToken } from './session.service.ts';

type Credentials = RouteInput<typeof accessRoutes.signIn>['body'];

/** From where somebody signs in. */
export interface SignInOrigin extends AuditSource {
  readonly address: string;
  readonly userAgent: string | null;
  /** Token of a session that this one replaces. */
  readonly replaces: string | undefined;
}

export interface SignInDeps extends AccessDeps {
  readonly audit: Audit;
  readonly passwords: Passwords;
  readonly addressLimit: AddressLimit;
}

const TOKEN_BYTES = 32;
const ACTION = 'session.sign_in';

/** Gives the token of a new session, or says why not. Refusals are logged too, each in a transaction of its own. */
export async function signIn(credentials: Credentials, origin: SignInOrigin, deps: SignInDeps): Promise<Result<string, Problem>> {
  const waitMs = deps.addressLimit.waitMs(origin.address);
  if (waitMs > 0) return err(problem('too_many_requests', { retryAfterS: waitMs / 1000 }));
  const account = await findByName(deps.store.db, credentials.signInName);
  const outcome =
    account === undefined ? await refuseUnknown(credentials, origin, deps) : await tryAccount(account, credentials, origin, deps);
  if (!outcome.ok && outcome.error.code !== 'second_factor_needed') deps.addressLimit.recordFailure(origin.address);
  return outcome;
}

/** The password is checked outside the transaction; inside it the row is locked and everything that could have changed is looked at again. */
async function tryAccount(
  account: AccountSecrets,
  credentials: Credentials,
  origin: SignInOrigin,
  deps: SignInDeps,
): Promise<Result<string, Problem>> {
  const isLocked = lockLeftMs(account.failures, deps.clock.now()) > 0;
  const isRight = !isLocked && (await deps.passwords.matches(account.passwordHash, credentials.password));
  return deps.store.inTransaction(async (trx) => {
    const fresh = await lockAccount(trx, account.id);
    if (fresh === undefined) return err(problem('sign_in_failed'));
    const leftMs = lockLeftMs(fresh.failures, deps.clock.now());
    if (leftMs > 0) return refuse(trx, fresh, problem('account_locked', { retryAfterS: leftMs / 1000 }), origin, deps);
    if (!isRight || fresh.passwordHash !== account.passwordHash) return fail(trx, fresh, problem('sign_in_failed'), origin, deps);
    if (fresh.disabled) return refuse(trx, fresh, problem('sign_in_failed'), origin, deps, 'disabled');
    if (!fresh.totpConfirmed || fresh.totpSecret === null) return open(trx, fresh, null, origin, deps);
    if (credentials.code === undefined || credentials.code === '') {
      return refuse(trx, fresh, problem('second_factor_needed'), origin, deps);
    }
    const secret = deps.sealer.open(fresh.totpSecret, totpContext(fresh.id));
    const step = acceptedStep(secret, credentials.code, deps.clock.now(), fresh.totpLastStep);
    return step === null ? fail(trx, fresh, problem('second_factor_failed'), origin, deps) : open(trx, fresh, step, origin, deps);
  });
}

/** A failure that counts towards the lock. */
async function fail(
  trx: Transaction<Database>,
  account: AccountSecrets,
  refusal: Problem,
  origin: SignInOrigin,
  deps: SignInDeps,
): Promise<Result<string, Problem>> {
  const outcome = await refuse(trx, account, refusal, origin, deps);
  await recordFailure(trx, account, origin, deps, deps.audit);
  return outcome;
}

async function refuse(
  trx: Transaction<Database>,
  account: AccountSecrets,
  refusal: Problem,
  origin: SignInOrigin,
  deps: SignInDeps,
  reason: string = refusal.code,
): Promise<Result<string, Problem>> {
  const entry = { action: ACTION, objectKind: 'account', objectId: account.id, outcome: 'refused', detail: { reason } } as const;
  await deps.audit.append(trx, origin, entry);
  return err(refusal);
}

async function open(
  trx: Transaction<Database>,
  account: AccountSecrets,
  step: number | null,
  origin: SignInOrigin,
  deps: SignInDeps,
): Promise<Result<string, Problem>> {
  const at = new Date(deps.clock.now());
  const token = deps.randomBytes(TOKEN_BYTES).toString('base64url');
  if (origin.replaces !== undefined) await deleteSession(trx, hashOfToken(origin.replaces));
  await changeAccount(trx, account.id, {
    failed_attempts: 0,
    locked_until: null,
    last_sign_in_at: at,
    ...(step === null ? {} : { totp_last_step: step }),
  });
  await insertSession(trx, {
    idHash: hashOfToken(token),
    accountId: account.id,
    csrfToken: deps.randomBytes(TOKEN_BYTES).toString('base64url'),
    secondFactorAt: step === null ? null : at,
    createdAt: at,
    expiresAt: new Date(at.getTime() + SESSION_MAX_MS),
    address: origin.address,
    userAgent: origin.userAgent,
  });
  const source = { ...origin, accountId: account.id };
  await deps.audit.append(trx, source, { action: ACTION, objectKind: 'account', objectId: account.id, outcome: 'done' });
  return ok(token);
}

/**
 * A name that nobody has is answered like one that somebody has: the same work, and locked after as many failures. The log keeps a keyed
 * fingerprint of it, for people type passwords into the wrong field.
 */
async function refuseUnknown(credentials: Credentials, origin: SignInOrigin, deps: SignInDeps): Promise<Result<string, Problem>> {
  const objectId = deps.sealer.index(credentials.signInName.toLowerCase(), 'audit_log.sign_in_name').toString('hex').slice(0, 32);
  const about = { action: ACTION, objectKind: 'sign_in_name', objectId } as const;
  const now = deps.clock.now();
  const since = new Date(now - LOCK_MS);
  const before = await countSince(deps.store.db, { ...about, reason: 'sign_in_failed', since });
  const isLocked = before.count >= MAX_SIGN_IN_FAILURES && before.lastAt !== null;
  if (!isLocked) await deps.passwords.pretend(credentials.password);
  const leftMs = isLocked && before.lastAt !== null ? before.lastAt.getTime() + LOCK_MS - now : 0;
  const refusal = isLocked ? problem('account_locked', { retryAfterS: leftMs / 1000 }) : problem('sign_in_failed');
  await deps.store.inTransaction((trx) =>
    deps.audit.append(trx, origin, { ...about, outcome: 'refused', detail: { reason: refusal.code } }),
  );
  return err(refusal);
}

/** Ends a session. */
export async function signOut(token: string, source: AuditSource, deps: Pick<SignInDeps, 'store' | 'audit'>): Promise<void> {
  await deps.store.inTransaction(async (trx) => {
    const ended = await deleteSession(trx, hashOfToken(token));
    if (ended) await deps.audit.append(trx, source, { action: 'session.sign_out', outcome: 'done' });
  });
}
