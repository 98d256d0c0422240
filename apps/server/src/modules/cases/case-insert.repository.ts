import type { Uuid } from '@gridward/core';
import type { Database, Store } from '@gridward/db';
import { CompiledQuery, type Transaction } from 'kysely';
import {
  CASE_COLUMNS,
  COMMAND_COLUMNS,
  commandValues,
  ENTRY_COLUMNS,
  entryValues,
  holes,
  idList,
  namesOf,
  OUTBOX_COLUMNS,
  outboxValues,
  termList,
  type CommandRow,
  type OutboxRow,
} from './case-columns.mapper.ts';
import type { CoreColumns } from './case.mapper.ts';
import type { JournalRow } from './case-row.ts';

/** Columns that only the report of a case writes, or an amendment. */
const REPORT_COLUMNS = [
  ['id', 'uuid'],
  ['kind', 'text'],
  ['urgency', 'text'],
  ['request_kind', 'text'],
  ['description', 'text'],
  ['place', 'text'],
  ['position', 'point'],
  ['area_id', 'uuid'],
  ['area_path', 'ltree'],
  ['category_id', 'uuid'],
  ['category_path', 'ltree'],
  ['component_code', 'text'],
  ['source_channel', 'text'],
  ['external_source', 'text'],
  ['external_id', 'text'],
  ['import_id', 'uuid'],
  ['reported_at', 'timestamptz'],
  ['reported_by', 'uuid'],
  ['sealed_reporter', 'boolean'],
  ['repeat_of', 'uuid'],
  ['model_version', 'text'],
  ['demo', 'boolean'],
  ['changed_at', 'timestamptz'],
] as const;

export type ReportRow = CoreColumns &
  Readonly<{
    id: Uuid;
    kind: 'event' | 'component' | 'service';
    urgency: 'normal' | 'urgent' | 'critical';
    request_kind: string | null;
    description: string;
    place: string;
    position: string | null;
    area_id: Uuid;
    area_path: string;
    category_id: Uuid;
    category_path: string;
    component_code: string | null;
    source_channel: string;
    external_source: string | null;
    external_id: string | null;
    import_id: Uuid | null;
    reported_at: Date;
    reported_by: Uuid | null;
    sealed_reporter: boolean;
    repeat_of: Uuid | null;
    model_version: string | null;
    demo: boolean;
    changed_at: Date;
  }>;

/** A new case with the first entry of its journal, its words for the search and what listeners are told. */
export interface Birth {
  readonly row: ReportRow;
  /** Region(6) + date(8); the database adds the sequence(6). */
  readonly numberPrefix: string;
  readonly entry: JournalRow;
  readonly terms: readonly string[];
  readonly outbox: OutboxRow;
}

const SEARCH_COLUMNS = [
  ['case_id', 'uuid'],
  ['reported_at', 'timestamptz'],
  ['area_path', 'ltree'],
  ['terms', 'text[]'],
] as const;
const NEW_COLUMNS = [...REPORT_COLUMNS, ...CASE_COLUMNS];
const ENTRY_FROM = 2 + NEW_COLUMNS.length;
const OUTBOX_FROM = ENTRY_FROM + ENTRY_COLUMNS.length;
const SEARCH_FROM = OUTBOX_FROM + OUTBOX_COLUMNS.length;
const COMMAND_FROM = SEARCH_FROM + SEARCH_COLUMNS.length;

/** The record of the command tells the number too, which only the database knows. */
const told = (): string => {
  const values = COMMAND_COLUMNS.map(([name, type], i) => {
    const hole = `$${COMMAND_FROM + i}::${type}`;
    return name === 'response' ? `jsonb_set(${hole}, '{case,number}', to_jsonb(number))` : hole;
  });
  return `told as (insert into command (${namesOf(COMMAND_COLUMNS)}) select ${values.join(', ')} from born),`;
};

const birthText = (withCommand: boolean): string => `
  with born as (
    insert into case_file (number, ${namesOf(NEW_COLUMNS)})
    values ($1::text || lpad(nextval('case_number_seq')::text, 6, '0'), ${holes(NEW_COLUMNS, 2)}) returning number
  ),
  logged as (insert into case_event (${namesOf(ENTRY_COLUMNS)}) values (${holes(ENTRY_COLUMNS, ENTRY_FROM)})),
  boxed as (insert into outbox (${namesOf(OUTBOX_COLUMNS)}) values (${holes(OUTBOX_COLUMNS, OUTBOX_FROM)})),
  ${withCommand ? told() : ''}
  found as (
    insert into case_search (${namesOf(SEARCH_COLUMNS)})
    values (${holes(SEARCH_COLUMNS.slice(0, -1), SEARCH_FROM)}, array_to_tsvector($${COMMAND_FROM - 1}::text[]))
  )
  select number from born`;
const BIRTH = birthText(false);
const BIRTH_BY_PERSON = birthText(true);

function birthValues({ row, numberPrefix, entry, terms, outbox }: Birth): unknown[] {
  const given = { ...row, supporting_unit_ids: idList(row.supporting_unit_ids) };
  return [
    numberPrefix,
    ...NEW_COLUMNS.map(([name]) => given[name]),
    ...entryValues(entry),
    ...outboxValues(outbox, row.id, entry.at),
    row.id,
    row.reported_at,
    row.area_path,
    termList(terms),
  ];
}

const numberOf = ({ rows: [row] }: { readonly rows: readonly { readonly number: string }[] }): string => {
  if (row === undefined) throw new Error('an inserted case came back without its number');
  return row.number;
};

/** Writes a new case into a transaction that writes more of it. @returns its number */
export async function insertCase(trx: Transaction<Database>, birth: Birth): Promise<string> {
  return numberOf(await trx.executeQuery<{ number: string }>(CompiledQuery.raw(BIRTH, birthValues(birth))));
}

/**
 * A new case and the record of its command as a transaction of its own: one statement that commits by itself, prepared once a connection. The
 * number is put into `response.case.number` of the record. @returns the number
 */
export async function insertCaseAlone(pool: Store['pool'], birth: Birth, command: CommandRow): Promise<string> {
  const values = [...birthValues(birth), ...commandValues(command, birth.row.id, birth.entry.at)];
  return numberOf(await pool.query<{ number: string }>({ name: 'insert_case', text: BIRTH_BY_PERSON, values }));
}
