import type { Audit } from '../access/index.ts';
import type { Areas } from '../areas/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Organisation } from '../organisation/index.ts';

/** What statistics ask of other modules. */
export interface StatisticsDoors {
  readonly areas: Pick<Areas, 'tree'>;
  readonly units: Pick<Organisation, 'tree'>;
  readonly catalogue: Pick<Catalogue, 'picture'>;
  readonly audit: Pick<Audit, 'append'>;
}
