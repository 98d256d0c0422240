import type { AreaTree, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { createSnapshot } from '../../platform/snapshot.ts';
import type { Audit } from '../access/index.ts';
import type { AreaRecords, Located } from './area-picture.ts';
import { listAreas } from './areas.repository.ts';
import { learnAreaCodes, type LearnedCode } from './area-codes.ts';
import { createAreaReader } from './areas.reader.ts';
import { serveAreas } from './areas.routes.ts';
import { createAreaService } from './areas.service.ts';
import { createAreaStore, createPictures } from './areas.store.ts';
import { listBoundariesFrom, type BoundaryRow } from './boundary.repository.ts';
import { createGridSizes } from './grid-size.service.ts';
import { createAreaImport } from './import/area-import.service.ts';
import { createImportRuns } from './import/runs/run.service.ts';
import { createLandmarks } from './landmarks/index.ts';

export { readsArea, reachesArea } from './area-scope.ts';
export { columnsOf } from './import/columns.ts';
export { finding, type ImportFindingDraft } from './import/finding.ts';
export { unreadable } from './import/area-import.service.ts';
export type { AreaFile, AreaImportPlan } from './import/area-import.service.ts';
export type { ApplyOptions } from './import/apply.ts';
export { createImportRuns, type ImportKind, type PlanOutcome } from './import/runs/run.service.ts';
export { readSource } from './import/source.ts';
export type { GivenLandmark } from './landmarks/index.ts';
export type { Located } from './area-picture.ts';
export type { NewArea, NewBoundary } from './areas.store.ts';
export type { BoundaryRow } from './boundary.repository.ts';

export interface AreaDoors {
  /** Without it, as in a tool at the machine, changes are not logged. */
  readonly audit?: Pick<Audit, 'append'>;
}

/** The areas module: the tree, boundaries, and where a position lies. Inside a transaction pass it to every read. */
export function createAreas(platform: Platform, { audit }: AreaDoors = {}) {
  const snapshot = createSnapshot<AreaRecords>('areas', platform, async (db) => ({
    areas: await listAreas(db),
    boundaries: await listBoundariesFrom(db, platform.clock.now()),
  }));
  const picture = createPictures(platform, snapshot);
  const store = createAreaStore(platform, snapshot);
  const areaImport = createAreaImport(platform, store, picture);
  const parts = {
    reader: createAreaReader(platform, picture),
    service: createAreaService({ platform, store, picture, audit }),
    sizes: createGridSizes(platform, audit),
    imports: createImportRuns(platform, areaImport.kind),
  };
  const landmarks = createLandmarks(platform, picture);
  return {
    routes(host: Host): void {
      serveAreas(host, parts);
      landmarks.routes(host);
    },
    /** Writes addresses and landmarks that the caller vouches for. */
    createLandmarks: landmarks.create,
    /** What a file would do, with everything that is to be said of it. Writes nothing. */
    planImport: areaImport.plan,
    /** Carries a plan out. Make the plan in the same transaction. */
    applyImport: areaImport.apply,
    ...store,
    tree: async (trx?: Transaction<Database>): Promise<AreaTree> => (await picture(trx)).tree,
    /** Gives areas the codes under which a file names them; an area that has a code keeps it. */
    learnCodes: async (trx: Transaction<Database>, codes: readonly LearnedCode[]): Promise<void> => {
      await learnAreaCodes(trx, (await picture(trx)).tree, codes);
      if (codes.length > 0) await store.touch(trx);
    },
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
