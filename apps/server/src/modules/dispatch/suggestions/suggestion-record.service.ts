import type { dispatchRoutes, RouteReply } from '@gridward/contract';
import { DAY_MS, reachOf } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import type { DispatchDoors } from '../dispatch-doors.ts';
import {
  insertJudgements,
  listUnjudged,
  tallyJudgements,
  type Judgement,
  type UnjudgedDispatch,
} from './suggestion-record.repository.ts';

/** What the record speaks of: old dispatches say nothing about the suggestions of today. */
const WINDOW = 500;
/** A dispatch is judged by what was known within the minute; of one that waited longer than this, too much was learned since. */
const JUDGE_WITHIN_MS = DAY_MS;
const BATCH = 100;
const PLACES = 5;

type Reply = RouteReply<(typeof dispatchRoutes)['getSuggestionRecord']>;

export function createSuggestionRecord({ store, clock }: Platform, doors: DispatchDoors) {
  async function judge(dispatch: UnjudgedDispatch): Promise<Judgement> {
    const { categoryId, areaId, unitId, at } = dispatch;
    const question = { categoryId, areaId, at: at.getTime(), limit: PLACES };
    const learned = await doors.catalogue.learnedUnits(question);
    const shown = await doors.catalogue.suggestUnits(question);
    const placeIn = (list: readonly { readonly unitId: string }[]): number | null => {
      const index = list.findIndex((suggestion) => suggestion.unitId === unitId);
      return index < 0 ? null : index + 1;
    };
    return {
      ...dispatch,
      learnedPlace: placeIn(learned),
      learnedCount: learned.length,
      shownPlace: placeIn(shown),
      shownReason: shown[0]?.reason ?? 'fallback',
    };
  }

  /** Judges what was dispatched since the last time, before its case can have taught anything. Tells how many. */
  async function judgeNew(): Promise<number> {
    const waiting = await listUnjudged(store.db, new Date(clock.now() - JUDGE_WITHIN_MS), BATCH);
    const judged: Judgement[] = [];
    for (const dispatch of waiting) judged.push(await judge(dispatch));
    await insertJudgements(store.db, judged);
    return judged.length;
  }

  async function read(actor: Actor): Promise<Reply> {
    const { areaPaths, unitPaths } = reachOf(actor.grants, 'case.dispatch');
    const row = await tallyJudgements(store.db, areaPaths.length + unitPaths.length === 0 ? 0 : WINDOW);
    return {
      window: WINDOW,
      learned: { judged: row.learnedJudged, first: row.learnedFirst, amongThree: row.learnedThree },
      shown: { judged: row.judged, first: row.shownFirst, amongThree: row.shownThree },
      since: row.since?.toISOString() ?? null,
    };
  }

  return { judgeNew, read };
}
