import type { Areas } from '../areas/index.ts';
import type { Cases } from '../cases/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Organisation } from '../organisation/index.ts';

/** What dispatch asks of other modules. */
export interface DispatchDoors {
  readonly areas: Pick<Areas, 'tree'>;
  readonly units: Pick<Organisation, 'tree' | 'namesOf'>;
  readonly catalogue: Pick<Catalogue, 'picture' | 'responsibilities' | 'suggestUnits' | 'suggestFirst' | 'learnedUnits'>;
  readonly cases: Pick<Cases, 'reader' | 'preview' | 'pictures' | 'mayOn'>;
}
