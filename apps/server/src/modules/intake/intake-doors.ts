import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Audit } from '../access/index.ts';
import type { Areas } from '../areas/index.ts';
import type { Cases } from '../cases/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Files } from '../files/index.ts';
import type { Organisation } from '../organisation/index.ts';

/** What intake asks of other modules. */
export interface IntakeDoors {
  readonly areas: Pick<Areas, 'tree' | 'createAreas' | 'setBoundaries' | 'learnCodes' | 'boundaryOf' | 'locate'>;
  readonly units: Pick<Organisation, 'tree' | 'createUnits' | 'setDesk'>;
  readonly catalogue: Pick<
    Catalogue,
    'picture' | 'responsibilities' | 'addResponsibilities' | 'endResponsibilities' | 'extend' | 'deployment' | 'setDeployment'
  >;
  readonly cases: Pick<Cases, 'past' | 'reporter' | 'reader'>;
  readonly files: Pick<Files, 'ofCases'>;
  readonly audit: Pick<Audit, 'append'>;
}

export type Trx = Transaction<Database>;
