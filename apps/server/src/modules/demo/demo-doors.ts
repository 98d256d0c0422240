import type { Access } from '../access/index.ts';
import type { Areas } from '../areas/index.ts';
import type { Cases } from '../cases/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Files } from '../files/index.ts';
import type { Organisation } from '../organisation/index.ts';
import type { Rights } from '../rights/index.ts';
import type { SecondChecks } from '../second-checks/index.ts';

/** The doors through which the county comes into the store. */
export interface DemoDoors {
  readonly access: Access;
  readonly areas: Areas;
  readonly catalogue: Catalogue;
  readonly organisation: Organisation;
  readonly cases: Cases;
  readonly files: Files;
  readonly rights: Rights;
  readonly secondChecks: SecondChecks;
  /** Roles and catalogue, as every store has them. */
  readonly prepare: () => Promise<void>;
}
