import { CHAIN_START, toIso, type AuditFacts, type ChainedAudit, type ChainEnd, type Uuid } from '@gridward/core';
import type { AuditLogTable, Database } from '@gridward/db';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';

/**
 * Takes the log for this transaction and reads where it ends. Held until the transaction ends, so that the chain never forks; take it late.
 * Needs `read committed`: the end is read by a statement that begins after the lock was given.
 */
export async function lockChainEnd(trx: Transaction<Database>): Promise<ChainEnd> {
  await sql`select pg_advisory_xact_lock(hashtext('audit_log'), hashtext(current_schema()))`.execute(trx);
  const last = await trx.selectFrom('audit_log').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last === undefined ? CHAIN_START : { seq: last.seq, hash: last.hash.toString('hex') };
}

export async function insertAudit(trx: Transaction<Database>, { facts, previousHash, hash }: ChainedAudit): Promise<void> {
  await trx
    .insertInto('audit_log')
    .values({
      seq: facts.seq,
      at: facts.at,
      account_id: facts.accountId,
      action: facts.action,
      object_kind: facts.objectKind,
      object_id: facts.objectId,
      outcome: facts.outcome,
      address: facts.address,
      request_id: facts.requestId,
      detail: JSON.stringify(facts.detail),
      previous_hash: Buffer.from(previousHash, 'hex'),
      hash: Buffer.from(hash, 'hex'),
    })
    .execute();
}

/** The entries after `seq`, oldest first. */
export async function readChain(db: Kysely<Database>, afterSeq: number, limit: number): Promise<ChainedAudit[]> {
  const rows = await db.selectFrom('audit_log').selectAll().where('seq', '>', afterSeq).orderBy('seq').limit(limit).execute();
  return rows.map((row) => ({
    facts: toFacts(row),
    previousHash: row.previous_hash.toString('hex'),
    hash: row.hash.toString('hex'),
  }));
}

const toFacts = (row: Selectable<AuditLogTable>): AuditFacts => ({
  seq: row.seq,
  at: toIso(row.at.getTime()),
  accountId: row.account_id,
  action: row.action,
  objectKind: row.object_kind,
  objectId: row.object_id,
  outcome: row.outcome,
  address: row.address,
  requestId: row.request_id,
  detail: row.detail as AuditFacts['detail'],
});

/** What a page of the log is chosen by. */
export interface AuditFilter {
  readonly before?: number | undefined;
  readonly action?: string | undefined;
  readonly actions?: readonly string[] | undefined;
  readonly accountId?: Uuid | undefined;
  readonly objectKind?: string | undefined;
  readonly objectId?: string | undefined;
  /** From this moment on, and before that one. */
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  readonly limit: number;
}

/** An entry with the name of the person behind its account. */
export interface AuditRow {
  readonly facts: AuditFacts;
  readonly accountName: string | null;
}

/** Newest first. */
export async function listAudit(db: Kysely<Database>, filter: AuditFilter): Promise<AuditRow[]> {
  let query = db
    .selectFrom('audit_log')
    .leftJoin('account', 'account.id', 'audit_log.account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .selectAll('audit_log')
    .select('person.name as person_name')
    .orderBy('audit_log.seq', 'desc')
    .limit(filter.limit);
  if (filter.before !== undefined) query = query.where('audit_log.seq', '<', filter.before);
  if (filter.action !== undefined) query = query.where('audit_log.action', '=', filter.action);
  if (filter.actions !== undefined) query = query.where('audit_log.action', 'in', [...filter.actions]);
  if (filter.objectKind !== undefined) query = query.where('audit_log.object_kind', '=', filter.objectKind);
  if (filter.since !== undefined) query = query.where('audit_log.at', '>=', filter.since);
  if (filter.until !== undefined) query = query.where('audit_log.at', '<', filter.until);
  if (filter.accountId !== undefined) query = query.where('audit_log.account_id', '=', filter.accountId);
  if (filter.objectId !== undefined) query = query.where('audit_log.object_id', '=', filter.objectId);
  const rows = await query.execute();
  return rows.map((row) => ({ facts: toFacts(row), accountName: row.person_name }));
}

/** Accounts whose person or sign-in name holds the text, by name. */
export async function findAccounts(db: Kysely<Database>, text: string, limit: number): Promise<{ id: Uuid; name: string }[]> {
  const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select(['account.id', 'person.name'])
    .where((eb) => eb.or([eb('person.name', 'ilike', pattern), eb('account.sign_in_name', 'ilike', pattern)]))
    .orderBy('person.name')
    .orderBy('account.id')
    .limit(limit)
    .execute();
}

/** How often this happened to an object since a moment, and when last. */
export async function countSince(
  trx: Kysely<Database>,
  what: {
    readonly action: string;
    readonly objectKind: string;
    readonly objectId: string;
    readonly reason: string;
    readonly since: Date;
  },
): Promise<{ readonly count: number; readonly lastAt: Date | null }> {
  const found = await trx
    .selectFrom('audit_log')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('at').as('last_at')])
    .where('object_kind', '=', what.objectKind)
    .where('object_id', '=', what.objectId)
    .where('action', '=', what.action)
    .where(sql<boolean>`detail ->> 'reason' = ${what.reason}`)
    .where('at', '>', what.since)
    .executeTakeFirstOrThrow();
  return { count: found.count, lastAt: found.last_at };
}
