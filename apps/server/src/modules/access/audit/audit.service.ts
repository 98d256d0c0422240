import { createHash } from 'node:crypto';
import type { accessRoutes, RouteReply } from '@gridward/contract';
import { auditHash, CHAIN_START, followChain, storable, storableText, toIso, type AuditFacts, type Clock } from '@gridward/core';
import type { Database, Store } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import type { Call } from '../../../http/host.ts';
import type { AuditSource } from '../access-deps.ts';
import { findAccounts, insertAudit, listAudit, lockChainEnd, readChain, type AuditFilter } from './audit.repository.ts';

/** What happened. `detail` is plain JSON, without secrets and without personal data of residents. */
export interface AuditEntry {
  /** `noun.verb`, such as `post.grant` or `reporter.reveal`. */
  readonly action: string;
  readonly objectKind?: string;
  readonly objectId?: string;
  readonly outcome: 'done' | 'refused';
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What a walk over the log found. */
export interface AuditVerdict {
  /** Entries that were found good. */
  readonly entries: number;
  readonly intact: boolean;
  /** Number of the first entry that does not fit. */
  readonly brokenAt: number | null;
  /** Hash of the last good entry; noted elsewhere, it shows later whether the end was cut off. */
  readonly lastHash: string;
}

/** The audit log: hash-chained, append-only. */
export interface Audit {
  /**
   * Writes into the caller's transaction, which must be `read committed`. The log stays locked until that transaction ends: append as its
   * last statement. A refusal that rolls back takes its entry along; log refusals in a transaction of their own.
   */
  append(trx: Transaction<Database>, source: AuditSource, entry: AuditEntry): Promise<void>;
  /** Walks the whole log in pages. */
  verify(db: Kysely<Database>): Promise<AuditVerdict>;
}

const PAGE = 1_000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const textOrNull = (text: string | null | undefined): string | null => (text == null ? null : storableText(text));

export const sourceOf = (call: Pick<Call, 'actor' | 'address' | 'requestId'>): AuditSource => ({
  accountId: call.actor.accountId,
  address: call.address,
  requestId: call.requestId,
});

export function createAudit(clock: Clock): Audit {
  return {
    async append(trx, source, entry) {
      const end = await lockChainEnd(trx);
      const facts: AuditFacts = {
        seq: end.seq + 1,
        at: toIso(clock.now()),
        accountId: source.accountId,
        action: entry.action,
        objectKind: entry.objectKind ?? null,
        objectId: textOrNull(entry.objectId),
        outcome: entry.outcome,
        address: textOrNull(source.address),
        requestId: textOrNull(source.requestId),
        detail: storable(entry.detail ?? {}),
      };
      await insertAudit(trx, { facts, previousHash: end.hash, hash: auditHash(facts, end.hash, sha256) });
    },
    verify: verifyAudit,
  };
}

/** Walks the whole log in pages and stops at the first entry that does not fit. */
export async function verifyAudit(db: Kysely<Database>): Promise<AuditVerdict> {
  let end = CHAIN_START;
  for (;;) {
    const page = await readChain(db, end.seq, PAGE);
    const walked = followChain(end, page, sha256);
    end = walked.end;
    if (walked.brokenAt !== null || page.length < PAGE) {
      return { entries: end.seq, intact: walked.brokenAt === null, brokenAt: walked.brokenAt, lastHash: end.hash };
    }
  }
}

/** A page of the log, newest first. */
export async function auditPage(db: Kysely<Database>, filter: AuditFilter): Promise<RouteReply<typeof accessRoutes.listAudit>> {
  const rows = await listAudit(db, filter);
  const items = rows.map(({ facts, accountName }) => ({
    seq: facts.seq,
    at: facts.at,
    account: facts.accountId === null ? null : { id: facts.accountId, name: accountName ?? '' },
    action: facts.action,
    objectKind: facts.objectKind,
    objectId: facts.objectId,
    outcome: facts.outcome,
    address: facts.address,
    detail: facts.detail,
  }));
  return { items, nextBefore: rows.length === filter.limit ? (items.at(-1)?.seq ?? null) : null };
}

const FOUND_AT_MOST = 20;

/** Whose entries may be asked for: accounts by the name of their person or their sign-in name. */
export const accountsNamed = (text: string, { store }: { readonly store: Pick<Store, 'db'> }) =>
  findAccounts(store.db, text, FOUND_AT_MOST);
