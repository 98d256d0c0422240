import { problem, type Problem } from '@gridward/contract';
import { err, ok, type Result, type Uuid } from '@gridward/core';
import type { AccessDeps, AuditSource } from '../access-deps.ts';
import type { Audit } from '../audit/audit.service.ts';
import { deleteSessionsOf, markSecondFactor } from '../sessions/session.repository.ts';
import { hashOfToken } from '../sessions/session.service.ts';
import { changeAccount, lockAccount } from './account.repository.ts';
import { acceptedStep, encodeSecret, otpUri, SECRET_BYTES } from './one-time-code.ts';
import { confirmPassword } from './own-password.service.ts';
import type { Passwords } from './password.service.ts';

export interface SecondFactorDeps extends AccessDeps {
  readonly audit: Audit;
  readonly passwords: Passwords;
}

/** What a secret is sealed for: it opens for this account only. */
export const totpContext = (accountId: Uuid): string => `account.totp_secret:${accountId}`;

/** A new secret, shown once. It counts only when a code made from it was confirmed. One that counts is replaced by an administrator only. */
export async function beginSecondFactor(
  accountId: Uuid,
  password: string,
  source: AuditSource,
  deps: SecondFactorDeps,
): Promise<Result<{ secret: string; uri: string }, Problem>> {
  const confirmed = await confirmPassword(accountId, password, source, deps);
  if (!confirmed.ok) return confirmed;
  const secret = encodeSecret(deps.randomBytes(SECRET_BYTES));
  const sealed = deps.sealer.seal(secret, totpContext(accountId));
  return deps.store.inTransaction(async (trx) => {
    const account = await lockAccount(trx, accountId);
    if (account === undefined) return err(problem('not_signed_in'));
    if (account.totpConfirmed) return err(problem('already_exists'));
    await changeAccount(trx, accountId, { totp_secret: sealed, totp_last_step: null });
    return ok({ secret, uri: otpUri(secret, account.signInName) });
  });
}

/** The first right code makes the factor count; every other session of the account ends. */
export async function confirmSecondFactor(
  accountId: Uuid,
  input: { readonly code: string; readonly token: string },
  source: AuditSource,
  deps: SecondFactorDeps,
): Promise<Result<null, Problem>> {
  return deps.store.inTransaction(async (trx) => {
    const account = await lockAccount(trx, accountId);
    if (account === undefined) return err(problem('not_signed_in'));
    if (account.totpConfirmed) return err(problem('already_exists'));
    if (account.totpSecret === null) return err(problem('second_factor_failed'));
    const now = deps.clock.now();
    const step = acceptedStep(deps.sealer.open(account.totpSecret, totpContext(accountId)), input.code, now, null);
    const entry = { action: 'account.second_factor', objectKind: 'account', objectId: accountId } as const;
    if (step === null) {
      await deps.audit.append(trx, source, { ...entry, outcome: 'refused', detail: { reason: 'second_factor_failed' } });
      return err(problem('second_factor_failed'));
    }
    await changeAccount(trx, accountId, { totp_confirmed_at: new Date(now), totp_last_step: step });
    const idHash = hashOfToken(input.token);
    await markSecondFactor(trx, idHash, new Date(now));
    await deleteSessionsOf(trx, accountId, idHash);
    await deps.audit.append(trx, source, { ...entry, outcome: 'done', detail: { set: true } });
    return ok(null);
  });
}
