import { landmarkRoutes } from '@gridward/contract';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Host } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import type { AreaPicture } from '../area-picture.ts';
import { createImportRuns } from '../import/runs/run.service.ts';
import { createLandmarkImport } from './landmark-import.service.ts';
import { createLandmarkSearch } from './landmark.service.ts';

export type { GivenLandmark } from './landmark-import.service.ts';

/** Addresses and landmarks: found by name, initials and house number; kept by import. */
export function createLandmarks(platform: Platform, picture: (trx?: Transaction<Database>) => Promise<AreaPicture>) {
  const search = createLandmarkSearch(platform, picture);
  const imports = createLandmarkImport(platform, picture);
  const runs = createImportRuns(platform, imports.kind);
  return {
    /** Writes places that the caller vouches for. */
    create: imports.create,
    routes(host: Host): void {
      host.serve(landmarkRoutes.searchLandmarks, (input, call) => search.search(input, call));
      host.serve(landmarkRoutes.countLandmarks, () => search.count());
      host.serve(landmarkRoutes.previewLandmarkImport, (_input, call) => runs.preview(call));
      host.serve(landmarkRoutes.applyLandmarkImport, ({ params }, call) => runs.apply(params.importId, call));
      host.serve(landmarkRoutes.getLandmarkImport, ({ params }) => runs.get(params.importId));
    },
  };
}
