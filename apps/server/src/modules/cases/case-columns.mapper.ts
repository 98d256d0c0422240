import type { Uuid } from '@gridward/core';
import type { CoreColumns } from './case.mapper.ts';
import type { JournalRow } from './case-row.ts';

/** The record that makes a command safe to repeat. */
export interface CommandRow {
  readonly id: Uuid;
  readonly accountId: Uuid | null;
  readonly route: string;
  readonly requestHash: Buffer;
  readonly response: unknown;
}

export interface OutboxRow {
  readonly id: Uuid;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A list as PostgreSQL reads it. */
export const idList = (ids: readonly Uuid[]): string => `{${ids.join(',')}}`;
export const termList = (terms: readonly string[]): string =>
  `{${terms.map((term) => `"${term.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** Columns of the case that a move writes, with the type that PostgreSQL cannot guess. */
export const CASE_COLUMNS: readonly (readonly [keyof CoreColumns, string])[] = [
  ['state', 'text'],
  ['hazard', 'boolean'],
  ['standard_row_id', 'uuid'],
  ['owner_duty', 'text'],
  ['owner_unit_id', 'uuid'],
  ['owner_unit_path', 'ltree'],
  ['owner_account_id', 'uuid'],
  ['clock_kind', 'text'],
  ['clock_started_at', 'timestamptz'],
  ['clock_unit', 'text'],
  ['clock_limit_ms', 'bigint'],
  ['clock_used_ms', 'bigint'],
  ['due_at', 'timestamptz'],
  ['remind_at', 'timestamptz'],
  ['breach_marked_at', 'timestamptz'],
  ['lead_unit_id', 'uuid'],
  ['lead_unit_path', 'ltree'],
  ['supporting_unit_ids', 'uuid[]'],
  ['filed_at', 'timestamptz'],
  ['dispatched_at', 'timestamptz'],
  ['handled_at', 'timestamptz'],
  ['handling_due_at', 'timestamptz'],
  ['overdue_at', 'timestamptz'],
  ['ended_at', 'timestamptz'],
  ['closed_on_time', 'boolean'],
  ['closure_kind', 'text'],
  ['verified_solved', 'boolean'],
  ['open_request', 'text'],
  ['request_due_at', 'timestamptz'],
  ['merged_into', 'uuid'],
  ['rework_count', 'integer'],
  ['return_count', 'integer'],
  ['reopen_count', 'integer'],
  ['body', 'jsonb'],
  ['version', 'integer'],
];

export const ENTRY_COLUMNS = [
  ['case_id', 'uuid'],
  ['seq', 'integer'],
  ['at', 'timestamptz'],
  ['verb', 'text'],
  ['from_state', 'text'],
  ['to_state', 'text'],
  ['account_id', 'uuid'],
  ['post_id', 'uuid'],
  ['unit_id', 'uuid'],
  ['owner_unit_id', 'uuid'],
  ['step', 'text'],
  ['step_due_at', 'timestamptz'],
  ['step_on_time', 'boolean'],
  ['command_id', 'uuid'],
  ['facts', 'jsonb'],
  ['previous_hash', 'bytea'],
  ['hash', 'bytea'],
] as const;
export const COMMAND_COLUMNS = [
  ['id', 'uuid'],
  ['account_id', 'uuid'],
  ['route', 'text'],
  ['request_hash', 'bytea'],
  ['object_id', 'uuid'],
  ['response', 'jsonb'],
  ['at', 'timestamptz'],
] as const;
/** What a closed case teaches the suggestions. */
export const LEARNING_COLUMNS = [
  ['category_id', 'uuid'],
  ['area_id', 'uuid'],
  ['unit_id', 'uuid'],
  ['last_at', 'timestamptz'],
] as const;
export const OUTBOX_COLUMNS = [
  ['id', 'uuid'],
  ['topic', 'text'],
  ['object_id', 'uuid'],
  ['payload', 'jsonb'],
  ['created_at', 'timestamptz'],
  ['due_at', 'timestamptz'],
] as const;

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

export const entryValues = (entry: JournalRow): unknown[] => [
  entry.caseId,
  entry.seq,
  entry.at,
  entry.verb,
  entry.from,
  entry.to,
  entry.accountId,
  entry.postId,
  entry.unitId,
  entry.ownerUnitId,
  entry.step,
  entry.stepDueAt,
  entry.stepOnTime,
  entry.commandId,
  JSON.stringify(entry.facts),
  bytes(entry.previousHash),
  bytes(entry.hash),
];
export const commandValues = (command: CommandRow, caseId: Uuid, at: Date): unknown[] => [
  command.id,
  command.accountId,
  command.route,
  command.requestHash,
  caseId,
  JSON.stringify(command.response),
  at,
];
export const outboxValues = (outbox: OutboxRow, caseId: Uuid, at: Date): unknown[] => [
  outbox.id,
  outbox.topic,
  caseId,
  JSON.stringify(outbox.payload),
  at,
  at,
];

export type TypedColumns = readonly (readonly [string, string])[];
export const namesOf = (columns: TypedColumns): string => columns.map(([name]) => name).join(', ');
/** `$n::type` for each column, from the given number on. */
export const holes = (columns: TypedColumns, from: number): string =>
  columns.map(([, type], i) => `$${from + i}::${type}`).join(', ');
