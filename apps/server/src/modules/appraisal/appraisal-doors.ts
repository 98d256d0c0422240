import type { AreaTree, UnitTree } from '@gridward/core';
import type { Audit } from '../access/index.ts';
import type { Areas } from '../areas/index.ts';
import type { CaseReader } from '../cases/index.ts';
import type { Catalogue, CataloguePicture } from '../catalogue/index.ts';
import type { Organisation } from '../organisation/index.ts';

/** What appraisal asks of other modules. */
export interface AppraisalDoors {
  readonly areas: Pick<Areas, 'tree'>;
  readonly units: Pick<Organisation, 'tree' | 'namesOf' | 'postLabels'>;
  readonly catalogue: Pick<Catalogue, 'picture'>;
  readonly cases: Pick<CaseReader, 'byIds'>;
  readonly audit: Pick<Audit, 'append'>;
}

/** Reference data that selects and names what is counted, taken once a request. */
export interface AppraisalPictures {
  readonly areas: AreaTree;
  readonly units: UnitTree;
  readonly catalogue: CataloguePicture;
}

export async function takePictures(doors: AppraisalDoors): Promise<AppraisalPictures> {
  const [areas, units, catalogue] = await Promise.all([doors.areas.tree(), doors.units.tree(), doors.catalogue.picture()]);
  return { areas, units, catalogue };
}
