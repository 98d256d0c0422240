import type { Areas } from '../areas/index.ts';
import type { Organisation } from '../organisation/index.ts';

/** What views ask of other modules: the trees that say whom a view may be shared with, and names. */
export interface ViewsDoors {
  readonly areas: Pick<Areas, 'tree'>;
  readonly units: Pick<Organisation, 'tree' | 'namesOf'>;
}
