import type { Problem } from '@gridward/contract';
import type { CaseState, ClosureKind, Instant, JournalFact, Result, Stage, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import type { Sealer } from '../../platform/sealing.ts';

/** The audit log, as the access module keeps it. It stays locked until the transaction ends, so its entry is the last statement. */
export interface AuditDoor {
  append(
    trx: Transaction<Database>,
    source: { readonly accountId: Uuid | null; readonly address: string | null; readonly requestId: string | null },
    entry: {
      readonly action: string;
      readonly objectKind?: string;
      readonly objectId?: string;
      readonly outcome: 'done' | 'refused';
      readonly detail?: Readonly<Record<string, unknown>>;
    },
  ): Promise<void>;
}

/** A post without its person: what a reporter may know of who looked (RT08). */
export interface PostLabel {
  readonly role: { readonly zh: string; readonly en: string | null };
  readonly unit: string | null;
}

/** What rights ask of other modules; `app.ts` passes their doors. */
export interface RightsDoors {
  readonly sealer: Sealer;
  readonly audit: AuditDoor;
  readonly postLabels: (postIds: readonly Uuid[]) => Promise<ReadonlyMap<Uuid, PostLabel>>;
  readonly unitNames: (unitIds: readonly Uuid[]) => Promise<ReadonlyMap<Uuid, string>>;
}

/** A case as anybody may know it who holds its code: nothing of persons in it. */
export interface PublicCase {
  readonly number: string;
  readonly state: CaseState;
  readonly stage: Stage;
  readonly category: { readonly zh: string; readonly en: string | null };
  readonly place: string;
  readonly area: string;
  /** The unit that answers for the case now, or did at its end. */
  readonly unit: string | null;
  readonly reportedAt: Instant;
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
  readonly journal: readonly JournalFact[];
  readonly closure: {
    readonly kind: ClosureKind;
    readonly explanation: string | null;
    readonly solved: boolean | null;
    readonly at: Instant;
  } | null;
  /** What the machine lets the party `reporter` do now. */
  readonly allowedVerbs: readonly ReporterVerb[];
}

export type ReporterVerb = 'reopen' | 'withdraw';

/** Given by the cases module when it serves the reporter's routes. */
export interface FollowDoor {
  idOfNumber(db: Kysely<Database>, number: string): Promise<Uuid | null>;
  publicCase(caseId: Uuid): Promise<PublicCase>;
  /** Decides as party `reporter` and writes case, journal and outbox. */
  act(
    trx: Transaction<Database>,
    wish: { caseId: Uuid; verb: ReporterVerb; reason: string; commandId: Uuid; at: Instant },
  ): Promise<Result<null, Problem>>;
  /** The reporter wrote: whoever owns the case now is to be told. */
  reporterWrote(trx: Transaction<Database>, told: { caseId: Uuid; messageId: Uuid; at: Instant }): Promise<void>;
}
