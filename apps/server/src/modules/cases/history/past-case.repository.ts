import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Transaction } from 'kysely';

/** A past case in the names of the statement's columns. Moments are ISO texts, hashes hexadecimal. */
export interface PastCaseRow {
  readonly id: Uuid;
  readonly prefix: string;
  readonly kind: string;
  readonly request_kind: string | null;
  readonly description: string;
  readonly place: string;
  readonly area_id: Uuid;
  readonly area_path: string;
  readonly category_id: Uuid;
  readonly category_path: string;
  readonly source_channel: string;
  readonly external_source: string;
  readonly external_id: string;
  readonly import_id: Uuid;
  readonly at: string;
  readonly lead_unit_id: Uuid | null;
  readonly lead_unit_path: string | null;
  readonly overdue_at: string | null;
  readonly closed_on_time: boolean | null;
  readonly body: unknown;
  readonly model_version: string;
  readonly facts: unknown;
  readonly hash: string;
  readonly terms: readonly string[];
  readonly changed_at: string;
}

/**
 * Writes past cases with their journal entry, their words, and what suggestions learn from them, in one statement and one round trip.
 * A case that is there already is passed over. @returns the external ids of those written
 */
export async function insertPastCases(trx: Transaction<Database>, rows: readonly PastCaseRow[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const result = await sql<{ external_id: string }>`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as given (
        id uuid, prefix text, kind text, request_kind text, description text, place text, area_id uuid, area_path ltree, category_id uuid,
        category_path ltree, source_channel text, external_source text, external_id text, import_id uuid, at timestamptz, lead_unit_id uuid,
        lead_unit_path ltree, overdue_at timestamptz, closed_on_time boolean, body jsonb, model_version text, facts jsonb, hash text,
        terms text[], changed_at timestamptz)
    ),
    made as (
      insert into case_file (id, number, state, kind, historical, request_kind, description, place, area_id, area_path, category_id,
        category_path, source_channel, external_source, external_id, import_id, reported_at, lead_unit_id, lead_unit_path, overdue_at,
        ended_at, closed_on_time, body, model_version, changed_at, version)
      select id, prefix || lpad(nextval('case_number_seq')::text, 6, '0'), 'closed', kind, true, request_kind, description, place, area_id,
        area_path, category_id, category_path, source_channel, external_source, external_id, import_id, at, lead_unit_id, lead_unit_path,
        overdue_at, at, closed_on_time, body, model_version, changed_at, 1
      from given
      on conflict (external_source, external_id) where external_id is not null do nothing
      returning id
    ),
    logged as (
      insert into case_event (case_id, seq, at, verb, from_state, to_state, facts, previous_hash, hash)
      select id, 1, at, 'import_historical', null, 'closed', facts, decode('', 'hex'), decode(hash, 'hex') from given join made using (id)
    ),
    found as (
      insert into case_search (case_id, reported_at, area_path, terms)
      select id, at, area_path, array_to_tsvector(terms) from given join made using (id)
    ),
    learned as (
      insert into dispatch_history (category_id, area_id, unit_id, case_count, last_at)
      select category_id, area_id, lead_unit_id, count(*), max(at) from given join made using (id)
       where lead_unit_id is not null group by category_id, area_id, lead_unit_id order by category_id, area_id, lead_unit_id
      on conflict (category_id, area_id, unit_id) do update
        set case_count = dispatch_history.case_count + excluded.case_count, last_at = greatest(dispatch_history.last_at, excluded.last_at)
    )
    select external_id from given join made using (id)`.execute(trx);
  return result.rows.map(({ external_id }) => external_id);
}

/** Which of these external ids are there already. */
export async function knownExternalIds(
  db: Transaction<Database>,
  source: string,
  externalIds: readonly string[],
): Promise<Set<string>> {
  if (externalIds.length === 0) return new Set();
  const result = await sql<{ external_id: string }>`
    select external_id from case_file where external_source = ${source} and external_id = any(${[...externalIds]}::text[])`.execute(
    db,
  );
  return new Set(result.rows.map(({ external_id }) => external_id));
}
