import type { Problem } from '@gridward/contract';
import type { Result } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { CasePictures } from './case-context.service.ts';
import type { createCaseConversation } from './case-conversation.service.ts';
import type { CaseDoors } from './case-doors.ts';
import type { CaseReader } from './case-read.service.ts';
import type { CaseReporter } from './case-report.service.ts';
import type { CaseMover } from './case-verb.service.ts';

/** What the routes of this module call. */
export interface CaseServices {
  readonly reader: CaseReader;
  readonly reporter: CaseReporter;
  readonly mover: CaseMover;
  readonly conversation: ReturnType<typeof createCaseConversation>;
  readonly doors: CaseDoors;
  readonly pictures: () => Promise<CasePictures>;
  readonly inTransaction: <T>(work: (trx: Transaction<Database>) => Promise<Result<T, Problem>>) => Promise<Result<T, Problem>>;
}
