import type { CaseCore, Uuid } from '@gridward/core';
import type { CaseFileTable } from '@gridward/db';
import type { Insertable, Selectable } from 'kysely';

/** A case as the table holds it. */
export type CaseRow = Selectable<CaseFileTable>;
export type NewCaseRow = Insertable<CaseFileTable>;

/** What the `body` column keeps: the machine's part of the case and the end of its journal chain. */
export interface CaseBody {
  readonly core: CaseCore;
  readonly journalHash: string;
}

/** What a move needs of a case: less than half of its columns, and every verb reads them. */
export const MOVING_COLUMNS = [
  'id',
  'number',
  'version',
  'description',
  'place',
  'area_id',
  'area_path',
  'category_id',
  'owner_unit_path',
  'lead_unit_path',
  'supporting_unit_ids',
  'filed_at',
  'dispatched_at',
  'handled_at',
  'handling_due_at',
  'overdue_at',
  'body',
] as const satisfies readonly (keyof CaseRow)[];
export type MovingRow = Pick<CaseRow, (typeof MOVING_COLUMNS)[number]>;

/** A case as services hold it. */
export interface LoadedCase<Row = CaseRow> {
  readonly row: Row;
  readonly core: CaseCore;
  readonly journalHash: string;
}

/** A journal entry ready to be written. */
export interface JournalRow {
  readonly caseId: Uuid;
  readonly seq: number;
  readonly at: Date;
  readonly verb: string;
  readonly from: string | null;
  readonly to: string;
  readonly accountId: Uuid | null;
  readonly postId: Uuid | null;
  readonly unitId: Uuid | null;
  readonly ownerUnitId: Uuid | null;
  readonly step: string | null;
  readonly stepDueAt: Date | null;
  readonly stepOnTime: boolean | null;
  readonly commandId: Uuid | null;
  readonly facts: JournalFacts;
  readonly previousHash: string;
  readonly hash: string;
}

/** `set` rebuilds the machine's part, `told` is what the actor said, `changed` is what became of the description. */
export interface JournalFacts {
  readonly rule: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly told: Readonly<Record<string, unknown>>;
  readonly changed?: Readonly<Record<string, unknown>>;
}
