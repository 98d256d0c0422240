import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Audit } from '../access/index.ts';
import type { Cases } from '../cases/index.ts';
import type { Notify } from '../notify/index.ts';
import type { Organisation } from '../organisation/index.ts';
import type { Areas } from '../areas/index.ts';
import type { Catalogue } from '../catalogue/index.ts';

/** What the command board, orders and hand-overs ask of other modules. */
export interface CommandDoors {
  readonly areas: Pick<Areas, 'tree'>;
  readonly units: Pick<Organisation, 'tree' | 'namesOf'>;
  readonly catalogue: Pick<Catalogue, 'picture'>;
  readonly cases: Pick<Cases, 'reader' | 'supervision'>;
  readonly tell: Notify['tell'];
  readonly audit: Pick<Audit, 'append'>;
}

/** Reference data, taken once for one answer. */
export interface CommandPictures {
  readonly areas: Awaited<ReturnType<Areas['tree']>>;
  readonly units: Awaited<ReturnType<Organisation['tree']>>;
  readonly catalogue: Awaited<ReturnType<Catalogue['picture']>>;
}

/** Inside a transaction pass it. */
export async function takePictures(
  { areas, units, catalogue }: CommandDoors,
  trx?: Transaction<Database>,
): Promise<CommandPictures> {
  const [areaTree, unitTree, picture] = await Promise.all([areas.tree(trx), units.tree(trx), catalogue.picture(trx)]);
  return { areas: areaTree, units: unitTree, catalogue: picture };
}
