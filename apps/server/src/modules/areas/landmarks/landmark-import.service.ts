import { landmarkImportOptions, type LandmarkImportOptions } from '@gridward/contract';
import { err, ok, type Instant } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../../platform/deps.ts';
import { initialsOf } from '../../../platform/pinyin.ts';
import type { AreaPicture } from '../area-picture.ts';
import { unreadable } from '../import/area-import.service.ts';
import type { ImportKind } from '../import/runs/run.service.ts';
import { readSource } from '../import/source.ts';
import { planLandmarks, type LandmarkPlan, type PlannedPlace } from './landmark-import.plan.ts';
import { endLandmarks, insertLandmarks, landmarksOfSource, type NewLandmark } from './landmark.repository.ts';

/** An address or landmark to come into being; its grid and its initials are found by us. */
export type GivenLandmark = Pick<PlannedPlace, 'kind' | 'code' | 'name' | 'alias' | 'position' | 'areaId'>;

export function createLandmarkImport(
  platform: Pick<Platform, 'store' | 'clock' | 'ids'>,
  picture: (trx?: Transaction<Database>) => Promise<AreaPicture>,
) {
  async function create(
    trx: Transaction<Database>,
    places: readonly GivenLandmark[],
    { source, validFrom, demo }: { readonly source: string; readonly validFrom: Instant; readonly demo: boolean },
  ): Promise<void> {
    const { tree } = await picture(trx);
    const rows = places.map((place): NewLandmark => {
      const areaPath = tree.byId(place.areaId)?.path;
      if (areaPath === undefined) throw new Error(`a landmark was to lie in an area that does not exist: ${place.areaId}`);
      const initials = [place.name, ...place.alias].map(initialsOf).join(' ');
      return { ...place, id: platform.ids.next(), initials, areaPath, source };
    });
    await insertLandmarks(trx, rows, { validFrom: new Date(validFrom), demo });
  }

  const kind: ImportKind<LandmarkImportOptions, LandmarkPlan> = {
    kind: 'landmarks',
    options: landmarkImportOptions,
    mode: ({ mode }) => mode,
    async plan({ file }, options, trx) {
      const source = readSource(file);
      if (!source.ok) return err(unreadable(source.error));
      const [areas, existing] = await Promise.all([picture(trx), landmarksOfSource(trx ?? platform.store.db, options.source)]);
      return ok(planLandmarks({ source: source.value, options, existing, locate: (position) => areas.locate(position) }));
    },
    async apply(trx, { places, ended }, { options: { source } }) {
      const now = platform.clock.now();
      const changed = places.filter(({ action }) => action === 'changed').flatMap(({ existing }) => existing ?? []);
      // A place that moved or was renamed ends and begins anew: the past is never rewritten.
      await endLandmarks(
        trx,
        [...changed, ...ended].map(({ id }) => id),
        new Date(now),
      );
      const fresh = places.filter(({ action }) => action !== 'known');
      await create(trx, fresh, { source, validFrom: now, demo: false });
      return ok(null);
    },
  };
  return { kind, create };
}
