import { afterFailure } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { AccessDeps, AuditSource } from '../access-deps.ts';
import type { Audit } from '../audit/audit.service.ts';
import { changeAccount, lockColumns, type AccountSecrets } from './account.repository.ts';

/** Counts a wrong password or code against a locked row, and logs the lock when this was one too many. */
export async function recordFailure(
  trx: Transaction<Database>,
  account: AccountSecrets,
  source: AuditSource,
  deps: Pick<AccessDeps, 'clock'>,
  audit: Audit,
): Promise<void> {
  const failures = afterFailure(account.failures, deps.clock.now());
  await changeAccount(trx, account.id, lockColumns(failures));
  if (failures.lockedUntil === null) return;
  await audit.append(trx, source, {
    action: 'account.lock',
    objectKind: 'account',
    objectId: account.id,
    outcome: 'done',
    detail: { until: new Date(failures.lockedUntil).toISOString() },
  });
}
