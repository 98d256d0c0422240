import {
  createLeadHistory,
  scoreSuggestion,
  suggestUnits,
  type CaseLine,
  type LeadHistory,
  type SuggestionScore,
  type Uuid,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely } from 'kysely';
import type { ResponsibilityList } from '../../catalogue/index.ts';
import type { IntakeDoors } from '../intake-doors.ts';
import { listDispatches } from './dispatch-history.repository.ts';

/** One line with everything it means here. */
export interface ResolvedLine {
  readonly line: CaseLine;
  readonly areaId: Uuid;
  readonly areaIds: readonly Uuid[];
  readonly categoryId: Uuid;
  readonly categoryIds: readonly Uuid[];
  readonly unitId: Uuid | null;
  readonly origin: Readonly<Record<string, string>> | null;
  readonly description: string;
  readonly place: string;
}

/** Begins with what the store knows: who led past cases. */
export async function createLearner(db: Kysely<Database>, doors: IntakeDoors, mode: 'historical' | 'live'): Promise<Learner> {
  const [areas, catalogue, list, dispatches] = await Promise.all([
    doors.areas.tree(),
    doors.catalogue.picture(),
    doors.catalogue.responsibilities(),
    listDispatches(db),
  ]);
  const history = createLeadHistory();
  for (const { categoryId, areaId, unitId, count } of dispatches) {
    const categoryIds = catalogue.trail(categoryId).map(({ id }) => id);
    history.learn(
      categoryIds,
      areas.ancestors(areaId).map(({ id }) => id),
      unitId,
      count,
    );
  }
  return learnerFrom(history, list, mode);
}

export interface Learner {
  /** Learns what an earlier start of this run had learned, when the store does not remember it. */
  catchUp(lines: readonly (ResolvedLine | null)[], until: number): void;
  /** Judges each line by what was known before it, then learns from it. */
  judge(lines: readonly ResolvedLine[], score: SuggestionScore, from: number): SuggestionScore;
}

const ASKED_FOR = 4;
const NOBODY = '';

/** Past cases are in the store's own history as soon as they are written; live ones are not closed yet and are learned here alone. */
function learnerFrom(history: LeadHistory, list: ResponsibilityList, mode: 'historical' | 'live'): Learner {
  let learnedUntil: number | undefined;
  let last: { readonly from: number; readonly score: SuggestionScore } | undefined;
  const learn = ({ categoryIds, areaIds, unitId }: ResolvedLine): void => {
    if (unitId !== null) history.learn(categoryIds, areaIds, unitId);
  };
  return {
    catchUp(lines, until) {
      if (learnedUntil === undefined && mode === 'live') for (const line of lines.slice(0, until)) if (line !== null) learn(line);
      learnedUntil ??= until;
    },
    judge(lines, score, from) {
      // A transaction that is tried again asks again: what was judged stays judged.
      if (last?.from === from) return last.score;
      let judged = score;
      for (const line of lines) {
        if (line.unitId !== null) judged = scoreSuggestion(judged, suggested(history, list, line), line.unitId);
        learn(line);
      }
      last = { from, score: judged };
      return judged;
    },
  };
}

/** The units that the dispatcher would be offered, without the fallback desk, which is offered always. */
function suggested(history: LeadHistory, list: ResponsibilityList, { categoryIds, areaIds, line }: ResolvedLine): Uuid[] {
  const found = suggestUnits({
    categoryIds,
    areaIds,
    componentOwnerId: null,
    day: line.receivedOn,
    rowsOf: (categoryId) => list.rowsOf(categoryId),
    history: history.cells(categoryIds, areaIds),
    fallbackUnitId: NOBODY,
    mayLead: () => true,
    limit: ASKED_FOR,
  });
  return found.map(({ unitId }) => unitId).filter((unitId) => unitId !== NOBODY);
}
