import { problem, type Problem } from '@gridward/contract';
import { err, lockLeftMs, ok, type Result, type Uuid } from '@gridward/core';
import type { AccessDeps, AuditSource } from '../access-deps.ts';
import type { Audit } from '../audit/audit.service.ts';
import { deleteSessionsOf } from '../sessions/session.repository.ts';
import { hashOfToken } from '../sessions/session.service.ts';
import {
  archivePassword,
  changeAccount,
  findSecrets,
  listPasswordHistory,
  lockAccount,
  type AccountSecrets,
} from './account.repository.ts';
import { recordFailure } from './failure.service.ts';
import { checkPolicy, type Passwords } from './password.service.ts';

export interface OwnPasswordDeps extends AccessDeps {
  readonly audit: Audit;
  readonly passwords: Passwords;
}

/** Asks the holder of a session for their password again. A wrong one counts towards the lock, so a stolen session cannot guess it. */
export async function confirmPassword(
  accountId: Uuid,
  password: string,
  source: AuditSource,
  deps: OwnPasswordDeps,
): Promise<Result<AccountSecrets, Problem>> {
  const account = await findSecrets(deps.store.db, accountId);
  if (account === undefined) return err(problem('not_signed_in'));
  const leftMs = lockLeftMs(account.failures, deps.clock.now());
  if (leftMs > 0) return err(problem('account_locked', { retryAfterS: leftMs / 1000 }));
  if (await deps.passwords.matches(account.passwordHash, password)) return ok(account);
  await deps.store.inTransaction(async (trx) => {
    const fresh = await lockAccount(trx, accountId);
    if (fresh !== undefined) await recordFailure(trx, fresh, source, deps, deps.audit);
  });
  return err(problem('sign_in_failed'));
}

/** Is this password the present one, or one of those before it? */
export async function isUsedBefore(account: AccountSecrets, password: string, deps: OwnPasswordDeps): Promise<boolean> {
  const hashes = [account.passwordHash, ...(await listPasswordHistory(deps.store.db, account.id))];
  for (const earlier of hashes) if (await deps.passwords.matches(earlier, password)) return true;
  return false;
}

/** Changes the password of whoever is signed in; every other session of the account ends. */
export async function changeOwnPassword(
  accountId: Uuid,
  input: { readonly current: string; readonly next: string; readonly token: string },
  source: AuditSource,
  deps: OwnPasswordDeps,
): Promise<Result<null, Problem>> {
  const confirmed = await confirmPassword(accountId, input.current, source, deps);
  if (!confirmed.ok) return confirmed;
  const account = confirmed.value;
  const allowed = checkPolicy(input.next, account.signInName);
  if (!allowed.ok) return allowed;
  if (await isUsedBefore(account, input.next, deps)) return err(problem('password_used_before'));
  const passwordHash = await deps.passwords.hash(input.next);
  return deps.store.inTransaction(async (trx) => {
    const fresh = await lockAccount(trx, accountId);
    if (fresh?.passwordHash !== account.passwordHash) return err(problem('sign_in_failed'));
    await archivePassword(trx, fresh);
    await changeAccount(trx, accountId, {
      password_hash: passwordHash,
      password_changed_at: new Date(deps.clock.now()),
      must_change_password: false,
      failed_attempts: 0,
      locked_until: null,
    });
    await deleteSessionsOf(trx, accountId, hashOfToken(input.token));
    await deps.audit.append(trx, source, {
      action: 'account.password_change',
      objectKind: 'account',
      objectId: accountId,
      outcome: 'done',
    });
    return ok(null);
  });
}
