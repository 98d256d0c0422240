import type { Problem } from '@gridward/contract';
import { ok, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Actor } from '../../http/actor.ts';
import type { Host } from '../../http/host.ts';
import type { SessionReader, SessionState } from '../../http/session.ts';
import type { AccessDeps } from './access-deps.ts';
import { accessJobs, type RecurringJob } from './access.jobs.ts';
import { serveAccess } from './access.routes.ts';
import { createAccountFor } from './accounts/account.service.ts';
import { checkPolicy, createPasswords } from './accounts/password.service.ts';
import { createAudit, type Audit } from './audit/audit.service.ts';
import type { QueuesOf } from './preview/preview.service.ts';
import { assertAdminKinds, seedRoles, type GrantPeriod } from './roles/role.service.ts';
import { createAddressLimit } from './sessions/address-limit.ts';
import { createSessions } from './sessions/session.service.ts';

export type { AccessDeps, AuditSource } from './access-deps.ts';
export type { RecurringJob } from './access.jobs.ts';
export { sourceOf, verifyAudit } from './audit/audit.service.ts';
export type { Audit, AuditEntry, AuditVerdict } from './audit/audit.service.ts';
export { BUILT_IN_ROLES } from './roles/built-in-roles.ts';
export type { BuiltInRole } from './roles/built-in-roles.ts';
export type { GrantPeriod } from './roles/role.service.ts';

/** What an account begins with. `passwordHash` comes from `hashPassword`, before the transaction. */
export interface NewAccountInput {
  /** Made when left out. */
  readonly id?: Uuid;
  readonly personId: Uuid;
  readonly signInName: string;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
}

/** The door of the access module. */
export interface Access {
  readonly sessions: SessionReader;
  readonly audit: Audit;
  readonly jobs: readonly RecurringJob[];
  routes(host: Host): void;
  /** The session as it stands, without counting as use of it. */
  peekSession(token: string): Promise<SessionState | null>;
  /** The actor that an account stands for, without a session; null when it is disabled or unknown. */
  actorFor(accountId: Uuid): Promise<Actor | null>;
  /** Adds the built-in roles that are missing. */
  seedRoles(trx: Transaction<Database>): Promise<void>;
  /** Applies the password policy and hashes. Not inside a transaction. */
  hashPassword(signInName: string, password: string): Promise<Result<string, Problem>>;
  /** Gives the id of the new account; null when the name is taken. Logging it is the caller's. */
  createAccountFor(trx: Transaction<Database>, account: NewAccountInput): Promise<Uuid | null>;
  /**
   * Refuses a post by which a person would hold two administrator kinds at one moment. Call in the transaction that writes the post, before
   * it does; person and role stay locked so that two grants at once cannot pass each other. Without a period: from now on without end.
   */
  assertAdminKinds(
    trx: Transaction<Database>,
    personId: Uuid,
    roleId: string,
    period?: GrantPeriod,
  ): Promise<Result<null, Problem>>;
  /** Call in the transaction that changes posts: this process then reads grants anew at once, others within five seconds. */
  grantsChanged(): void;
}

export interface AccessOptions {
  /** Tuning that only tests need. */
  readonly sessionCacheMs?: number | undefined;
  /** How much lies in somebody's queues, for looking at what they would see; without it nothing is told of queues. */
  readonly queuesOf?: QueuesOf;
}

export function createAccess(platform: AccessDeps, options: AccessOptions = {}): Access {
  const audit = createAudit(platform.clock);
  const passwords = createPasswords(platform.randomBytes);
  const sessions = createSessions(platform, options.sessionCacheMs);
  const addressLimit = createAddressLimit(() => performance.now());
  const deps = { ...platform, audit, passwords, sessions, addressLimit, queuesOf: options.queuesOf };
  const now = (): Date => new Date(platform.clock.now());
  return {
    sessions,
    audit,
    jobs: accessJobs(platform),
    routes: (host) => serveAccess(host, deps),
    peekSession: (token) => sessions.peek(token),
    actorFor: (accountId) => sessions.actorFor(accountId),
    seedRoles,
    async hashPassword(signInName, password) {
      const allowed = checkPolicy(password, signInName);
      return allowed.ok ? ok(await passwords.hash(password)) : allowed;
    },
    async createAccountFor(trx, account) {
      const id = account.id ?? platform.ids.next();
      return (await createAccountFor(trx, { ...account, id, at: now() })) ? id : null;
    },
    assertAdminKinds: (trx, personId, roleId, period) =>
      assertAdminKinds(trx, personId, roleId, period ?? { from: now(), to: null }),
    grantsChanged: () => sessions.forgetAll(),
  };
}
