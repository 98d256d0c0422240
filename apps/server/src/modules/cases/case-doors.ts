import type { CaseContext, Instant, LimitedStep, Limit, Result, Uuid, WorkCalendar } from '@gridward/core';
import type { Problem } from '@gridward/contract';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Audit } from '../access/index.ts';

/** What cases ask of other modules; inside a transaction it is passed to every read. `app.ts` passes their doors; the compiler checks that they fit. */
export interface AreaNode {
  readonly id: Uuid;
  readonly path: string;
  readonly level: string;
  readonly name: string;
  readonly code: string | null;
}

export interface AreaDoor {
  tree(trx?: Transaction<Database>): Promise<{
    byId(id: Uuid): AreaNode | undefined;
    readonly roots: readonly { readonly path: string }[];
    /** From the root down to the area itself. */
    trail(id: Uuid): readonly AreaNode[];
  }>;
  locate(position: { lng: number; lat: number }): Promise<{ readonly areaId: Uuid } | null>;
  leaderOf(areaId: Uuid): Promise<{ readonly id: Uuid; readonly name: string } | null>;
}

export interface UnitNode {
  readonly id: Uuid;
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  /** When the unit was dissolved, or will be. */
  readonly validTo: Instant | null;
}

export interface UnitDoor {
  tree(trx?: Transaction<Database>): Promise<{
    byId(id: Uuid): UnitNode | undefined;
    /** Units at or below any of these paths. */
    within(paths: readonly string[]): readonly UnitNode[];
    /** The four desks where a case lies; the nearest area above wins (PT-08). */
    desksFor(areaPath: string, at: Instant): CaseContext['desks'];
  }>;
  /** Names of accounts, for owner and journal. */
  namesOf(accountIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, string>>;
  isStaffOf(accountId: Uuid, unitId: Uuid): Promise<boolean>;
}

export interface CategoryNode {
  readonly id: Uuid;
  readonly code: string;
  readonly path: string;
  readonly kind: 'event' | 'component' | 'service';
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly hazard: boolean;
  readonly assistOnly: boolean;
}

export interface StandardRowNode {
  readonly id: Uuid;
  readonly categoryId: Uuid;
  readonly filingZh: string;
  readonly filingEn: string | null;
  readonly closingZh: string;
  readonly closingEn: string | null;
  readonly limit: Limit;
  readonly hazard: boolean;
}

export interface CatalogueDoor {
  picture(trx?: Transaction<Database>): Promise<{
    category(id: Uuid): CategoryNode | undefined;
    /** From the class down to the matter itself. */
    trail(id: Uuid): readonly CategoryNode[];
    row(id: Uuid): StandardRowNode | undefined;
    readonly calendar: WorkCalendar;
    readonly stepLimits: Readonly<Record<LimitedStep, Limit>>;
    readonly stepsOff: ReadonlySet<'pre_check'>;
    readonly modelVersion: string;
  }>;
  /** Keeps a ruling as a precedent, so that the same quarrel is settled the same way (JD-22). */
  recordRuling(
    trx: Transaction<Database>,
    ruling: {
      caseId: Uuid;
      categoryId: Uuid;
      areaId: Uuid;
      leadUnitId: Uuid;
      supportingUnitIds: readonly Uuid[];
      legalBasis: string | null;
      at: Instant;
    },
  ): Promise<Uuid>;
}

export interface ReporterInput {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
  readonly replyChannel: 'none' | 'sms' | 'call' | 'visit' | 'letter';
  readonly confidential: boolean;
}

export interface RightsDoor {
  sealReporter(
    trx: Transaction<Database>,
    sealed: { caseId: Uuid; reporter: ReporterInput; originalText: string | null; at: Instant },
  ): Promise<{ readonly followCode: string | null }>;
  /** Writes the message into the conversation and queues its delivery; no handler sees the number. */
  messageReporter(
    trx: Transaction<Database>,
    message: { id: Uuid; caseId: Uuid; body: string; accountId: Uuid | null; unitId: Uuid | null; at: Instant; asks?: boolean },
  ): Promise<Result<null, Problem>>;
  /** Keeps words whose screened form entered the case later. */
  sealMoreText(trx: Transaction<Database>, words: { caseId: Uuid; text: string; at: Instant }): Promise<void>;
  /** The follow code as the record of a command keeps it, so that a repeated report tells it again. */
  sealFollowCode(code: string, commandId: Uuid): string;
  openFollowCode(sealed: string, commandId: Uuid): string;
  canReachReporter(caseId: Uuid): Promise<boolean>;
  reveal(
    trx: Transaction<Database>,
    request: {
      caseId: Uuid;
      accountId: Uuid;
      postId: Uuid | null;
      fields: readonly RevealField[];
      purpose: string;
      address: string;
      requestId: string;
    },
  ): Promise<Result<RevealedReporter, Problem>>;
  revealsOf(caseId: Uuid): Promise<
    readonly {
      readonly id: Uuid;
      readonly accountId: Uuid;
      readonly fields: readonly string[];
      readonly purpose: string;
      readonly at: Date;
    }[]
  >;
}

export type RevealField = 'name' | 'phone' | 'address' | 'original_text';
export interface RevealedReporter {
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly originalText: string | null;
}

export interface FileDoor {
  claim(
    trx: Transaction<Database>,
    claim: { caseId: Uuid; ids: readonly Uuid[]; accountId: Uuid | null; purpose: AttachmentPurpose },
  ): Promise<Result<null, Problem>>;
  ofCase(caseId: Uuid): Promise<readonly AttachmentNode[]>;
  /** Photos of a report go along into the case that it is merged into. */
  carryOver(trx: Transaction<Database>, fromCaseId: Uuid, intoCaseId: Uuid): Promise<void>;
}

export type AttachmentPurpose = 'report' | 'pre_check' | 'before' | 'after' | 'evidence' | 'check' | 'message';

export interface AttachmentNode {
  readonly id: Uuid;
  readonly purpose: AttachmentPurpose;
  readonly screening: 'waiting' | 'clear' | 'masked' | 'failed';
  readonly mime: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly takenAt: Date | null;
  readonly uploadedAt: Date;
  readonly uploadedBy: Uuid | null;
}

export interface CaseDoors {
  readonly areas: AreaDoor;
  readonly units: UnitDoor;
  readonly catalogue: CatalogueDoor;
  readonly rights: RightsDoor;
  readonly files: FileDoor;
  readonly audit: Pick<Audit, 'append'>;
}
