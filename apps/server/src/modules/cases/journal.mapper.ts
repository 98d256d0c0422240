import { createHash } from 'node:crypto';
import type { CaseEvent, Uuid } from '@gridward/core';
import type { Actor } from '../../http/actor.ts';
import type { JournalFacts, JournalRow } from './case-row.ts';

/** Where a journal begins. */
export const JOURNAL_ROOT = '';

export interface EntryInput {
  readonly caseId: Uuid;
  readonly event: CaseEvent;
  readonly seq: number;
  readonly previousHash: string;
  readonly told: Readonly<Record<string, unknown>>;
  readonly changed?: Readonly<Record<string, unknown>>;
  readonly ownerUnitId: Uuid | null;
  readonly call: { readonly actor: Actor; readonly commandId: Uuid | null } | null;
}

/** Gives an event its place in the journal and its link in the hash chain. */
export function toEntry({ caseId, event, seq, previousHash, told, changed, ownerUnitId, call }: EntryInput): JournalRow {
  const facts: JournalFacts = { rule: event.rule, set: event.set, told, ...(changed === undefined ? {} : { changed }) };
  const post = call?.actor.posts[0];
  const entry = {
    caseId,
    seq,
    at: new Date(event.at),
    verb: event.verb,
    from: event.from,
    to: event.to,
    accountId: event.accountId,
    postId: post?.id ?? null,
    unitId: post?.unitId ?? null,
    ownerUnitId,
    step: event.endedStep?.kind ?? null,
    stepDueAt: event.endedStep === null ? null : new Date(event.endedStep.dueAt),
    stepOnTime: event.endedStep?.onTime ?? null,
    commandId: call?.commandId ?? null,
    facts,
    previousHash,
  };
  return { ...entry, hash: hashOf(entry) };
}

/** SHA-256 over the entry in canonical JSON, the hash before it included: no entry can be changed, dropped or put in between. */
export function hashOf(entry: Omit<JournalRow, 'hash'>): string {
  return createHash('sha256').update(canonical(entry)).digest('hex');
}

/** JSON with sorted keys, so that a round trip through `jsonb` gives the same text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
