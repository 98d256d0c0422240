import type { intakeRoutes, Problem, RouteInput, RouteReply } from '@gridward/contract';
import { DAY_MS, EVERYWHERE, ok, reachOf, suggestCategories, type Result, type SuggestibleMatter } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import type { CataloguePicture } from '../../catalogue/index.ts';
import type { IntakeDoors } from '../intake-doors.ts';
import { countByCategory, latestMatters } from './past-matter.repository.ts';

type Query = RouteInput<(typeof intakeRoutes)['suggestCategories']>['query'];
type Reply = RouteReply<(typeof intakeRoutes)['suggestCategories']>;

const LEARNED_FROM = 300;
const RECENT_DAYS = 30;
const SHOWN = 4;
/** One or two characters are no report yet. */
const ENOUGH_LETTERS = 4;

/** Offers categories for the words of a report, with the reasons; it chooses none. */
export function createCategorySuggester({ store, clock }: Platform, doors: IntakeDoors) {
  const known = new WeakMap<CataloguePicture, readonly SuggestibleMatter[]>();
  function mattersOf(picture: CataloguePicture): readonly SuggestibleMatter[] {
    const found = known.get(picture) ?? picture.matters.map((matter) => toMatter(matter, picture));
    known.set(picture, found);
    return found;
  }
  return {
    async suggest({ description, areaId }: Query, actor: Actor): Promise<Result<Reply, Problem>> {
      if (description.length < ENOUGH_LETTERS) return ok({ items: [] });
      const picture = await doors.catalogue.picture();
      const { areaPaths, unitPaths } = reachOf(actor.grants, 'case.read');
      const reach = { areaPaths: areaPaths.includes(EVERYWHERE) ? null : areaPaths, unitPaths };
      const grid = areaId ?? null;
      const since = new Date(clock.now() - RECENT_DAYS * DAY_MS);
      const [past, recent] = await Promise.all([
        latestMatters(store.db, grid, reach, LEARNED_FROM),
        grid === null ? new Map<string, number>() : countByCategory(store.db, grid, reach, since),
      ]);
      const items = suggestCategories(description, mattersOf(picture), past, recent, SHOWN).flatMap((suggestion) => {
        const category = picture.category(suggestion.categoryId);
        if (category === undefined) return [];
        const { id, code, nameZh, nameEn, emergencyLine } = category;
        const { words, similarCases, recentInGrid } = suggestion;
        const name = { zh: nameZh, en: nameEn };
        return [{ category: { id, code, name, emergencyLine }, words: [...words], similarCases, recentInGrid }];
      });
      return ok({ items });
    },
  };
}
export type CategorySuggester = ReturnType<typeof createCategorySuggester>;

const toMatter = (
  { id, nameZh, namesSeen }: CataloguePicture['matters'][number],
  picture: CataloguePicture,
): SuggestibleMatter => ({
  id,
  name: nameZh,
  words: [...namesSeen, ...picture.rowsOf(id).map(({ filingZh }) => filingZh)],
});
