import type { Problem } from '@gridward/contract';
import type { Permission, Result, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Actor } from '../../http/actor.ts';
import type { Audit } from '../access/index.ts';
import type { CasePictures, CaseReader, CaseRow } from '../cases/index.ts';
import type { Notify } from '../notify/index.ts';

/** What second checks ask of other modules. */
export interface SecondCheckDoors {
  readonly reader: Pick<CaseReader, 'byIds' | 'find'>;
  readonly pictures: (trx?: Transaction<Database>) => Promise<CasePictures>;
  readonly mayOn: (actor: Actor, permission: Permission, row: CaseRow, pictures: CasePictures) => boolean;
  readonly namesOf: (accountIds: readonly Uuid[]) => Promise<ReadonlyMap<Uuid, string>>;
  readonly claimPhotos: (
    trx: Transaction<Database>,
    claim: { caseId: Uuid; ids: readonly Uuid[]; accountId: Uuid | null; purpose: 'check' },
  ) => Promise<Result<null, Problem>>;
  readonly audit: Audit;
  readonly tell: Notify['tell'];
}
