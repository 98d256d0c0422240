import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { insertNote } from './case-conversation.repository.ts';
import type { CaseDoors } from './case-doors.ts';
import type { CaseRow } from './case-row.ts';

/** What a merge takes over into the case that stays. */
export interface Merge {
  readonly noteId: Uuid;
  readonly from: Pick<CaseRow, 'id' | 'number' | 'description' | 'place'>;
  readonly intoCaseId: Uuid;
  readonly accountId: Uuid | null;
  readonly unitId: Uuid | null;
  readonly at: Date;
}

/** The words of the second report stand in the conversation of the case that stays, and its photos lie there: whoever works on it misses nothing. */
export async function carryOver(trx: Transaction<Database>, files: CaseDoors['files'], merge: Merge): Promise<void> {
  const { number, description, place } = merge.from;
  const body = [`${number}：${description}`, place].filter((part) => part !== '').join('\n');
  const { noteId: id, intoCaseId: caseId, accountId, unitId, at } = merge;
  await insertNote(trx, { id, caseId, body, accountId, unitId, at });
  await files.carryOver(trx, merge.from.id, caseId);
}
