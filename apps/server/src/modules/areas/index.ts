import type { AreaTree, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import { createSnapshot } from '../../platform/snapshot.ts';
import type { AreaRecords, Located } from './area-picture.ts';
import { listAreas } from './areas.repository.ts';
import { createAreaStore, createPictures } from './areas.store.ts';
import { listBoundariesFrom, type BoundaryRow } from './boundary.repository.ts';

export type { Located } from './area-picture.ts';
export type { NewArea, NewBoundary } from './areas.store.ts';
export type { BoundaryRow } from './boundary.repository.ts';

/** The areas module: the tree, boundaries, and where a position lies. Inside a transaction pass it to every read. */
export function createAreas(platform: Platform) {
  const snapshot = createSnapshot<AreaRecords>('areas', platform, async (db) => ({
    areas: await listAreas(db),
    boundaries: await listBoundariesFrom(db, platform.clock.now()),
  }));
  const picture = createPictures(platform, snapshot);
  const store = createAreaStore(platform, snapshot);
  return {
    ...store,
    tree: async (trx?: Transaction<Database>): Promise<AreaTree> => (await picture(trx)).tree,
    /** Where a WGS84 position lies; `null` when no area covers it. */
    locate: async (
      position: { readonly lng: number; readonly lat: number },
      trx?: Transaction<Database>,
    ): Promise<Located | null> => (await picture(trx)).locate(position),
    /** The boundary that is valid now. */
    boundaryOf: async (areaId: Uuid, trx?: Transaction<Database>): Promise<BoundaryRow | undefined> =>
      (await picture(trx)).boundaryOf(areaId),
  };
}
export type Areas = ReturnType<typeof createAreas>;
