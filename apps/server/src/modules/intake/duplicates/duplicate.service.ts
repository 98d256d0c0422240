import { invalidField, type caseRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import {
  CLOSED_WITHIN_MS,
  err,
  judgeDuplicate,
  NEAR_M,
  ok,
  reachOf,
  textSimilarity,
  type Result,
  type Uuid,
} from '@gridward/core';
import { distanceM, metresPerDegree } from '@gridward/geo';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import type { IntakeDoors } from '../intake-doors.ts';
import { findCandidates, type CandidateRow } from './duplicate.repository.ts';

type Query = RouteInput<(typeof caseRoutes)['findDuplicates']>['query'];
type Reply = RouteReply<(typeof caseRoutes)['findDuplicates']>;

const MAX_CANDIDATES = 200;
const MAX_SHOWN = 10;
const MAX_PHOTOS = 3;

const LOOKED_THROUGH: ReadonlySet<string> = new Set(['clear', 'masked']);

export interface DuplicateFinder {
  find(query: Query, actor: Actor): Promise<Result<Reply, Problem>>;
}

/** Cases that may be the same as a report that is not saved yet, or as a case; only what the reader may see anyway. */
export function createDuplicateFinder({ store, clock }: Platform, doors: IntakeDoors): DuplicateFinder {
  return {
    async find(query, actor) {
      const [areas, units, catalogue] = await Promise.all([doors.areas.tree(), doors.units.tree(), doors.catalogue.picture()]);
      const position = query.lng === undefined || query.lat === undefined ? null : { lng: query.lng, lat: query.lat };
      if (position !== null && !(Math.abs(position.lng) <= 180 && Math.abs(position.lat) <= 90)) {
        return err(invalidField('/query/lng', 'no position'));
      }
      const located = position === null ? null : await doors.areas.locate(position);
      const areaId = located?.areaId ?? query.areaId ?? null;
      const { areaPaths, unitPaths } = reachOf(actor.grants, 'case.read');
      if (areaPaths.length === 0 && unitPaths.length === 0) return ok({ items: [] });
      const everywhere = areaPaths.some(
        (path) => path === '' || areas.roots.some((root) => root.path === path && areas.roots.length === 1),
      );
      const now = clock.now();
      const rows = await findCandidates(store.db, {
        areaPaths: everywhere ? null : areaPaths,
        unitPaths,
        supportingIds: units.within(unitPaths).map(({ id }) => id),
        box: position === null ? null : boxAround(position),
        areaId,
        closedSince: new Date(now - CLOSED_WITHIN_MS),
        exceptCaseId: query.exceptCaseId ?? null,
        limit: MAX_CANDIDATES,
      });
      const classOf = (categoryId: Uuid): Uuid | undefined => catalogue.trail(categoryId)[0]?.id;
      const judged = rows.flatMap((row) => {
        const pair = {
          distanceM: distanceTo(row, position),
          sameGrid: row.area_id === areaId,
          sameCategory: query.categoryId !== undefined && row.category_id === query.categoryId,
          sameClass: query.categoryId !== undefined && classOf(row.category_id) === classOf(query.categoryId),
          reportedAt: row.reported_at.getTime(),
          isOpen: row.ended_at === null,
          similarity: textSimilarity(query.description, row.description),
        };
        const verdict = judgeDuplicate(pair, now);
        return verdict === null ? [] : [{ row, distanceM: pair.distanceM, ...verdict }];
      });
      const best = judged.toSorted((a, b) => b.score - a.score || (a.row.id < b.row.id ? 1 : -1)).slice(0, MAX_SHOWN);
      const [summaries, photos] = await Promise.all([
        doors.cases.reader.summaries(
          best.map(({ row }) => row),
          { areas, units, catalogue },
        ),
        doors.files.ofCases(best.map(({ row }) => row.id)),
      ]);
      const photoIdsOf = (caseId: Uuid): Uuid[] =>
        (photos.get(caseId) ?? [])
          .filter(({ purpose, screening }) => purpose === 'report' && LOOKED_THROUGH.has(screening))
          .slice(0, MAX_PHOTOS)
          .map(({ id }) => id);
      return ok({
        items: best.flatMap(({ score, distanceM: apartM, reasons }, i) => {
          const summary = summaries[i];
          return summary === undefined
            ? []
            : [
                {
                  case: summary,
                  score,
                  distanceM: apartM === null ? null : Math.round(apartM),
                  photoIds: photoIdsOf(summary.id),
                  reasons: [...reasons],
                },
              ];
        }),
      });
    },
  };
}

function distanceTo({ position }: CandidateRow, from: { lng: number; lat: number } | null): number | null {
  return position === null || from === null ? null : distanceM([position.x, position.y], [from.lng, from.lat]);
}

function boxAround({ lng, lat }: { lng: number; lat: number }): [number, number, number, number] {
  const perDegree = metresPerDegree(lat);
  const [east, north] = [NEAR_M / Math.max(perDegree.lng, 1), NEAR_M / perDegree.lat];
  return [lng - east, lat - north, lng + east, lat + north];
}
