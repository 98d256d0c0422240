import { MAX_REOPENS, isEnd, type CaseClock, type CaseCore, type CaseRequest } from '../case.ts';
import { NOW, type World } from './case.world.ts';

/*
 * How infinitely many cases become finitely many.
 *
 * Moments are forgotten after each step and chosen afresh, in every possible relation to "now", before the next one. The machine reads
 * moments only by comparing `at` with `clock.dueAt`, `request.dueAt` and `request.untilAt`; `startedAt`, `usedMs` and the limits only
 * become new moments, which are forgotten too. So every real life runs along edges of the explored graph, which also holds runs that no
 * calendar allows: what is proved for all its runs is proved for the real ones. `overdueAt`, `late` and `closedOnTime` follow from
 * moments and are free in the same way. Journal lengths, photos and texts decide nothing.
 */

const HOUR_MS = 3_600_000;
const AFTER = NOW + HOUR_MS;

/** All ways in which a case's moments may stand to now. The first is "everything in time". */
export function viewsOf(core: CaseCore): readonly CaseCore[] {
  if (core.version === 0) return [core];
  if (isEnd(core.state)) return [true, null, false].map((closedOnTime) => ({ ...core, closedOnTime }));
  const clocks = clockViews(core);
  const request = core.request;
  return request === null ? clocks : clocks.flatMap((view) => requestViews(request).map((one) => ({ ...view, request: one })));
}

/** An overdue mark stands only beside a clock that has run out: every new clock wipes it, which the proof checks on each edge. */
function clockViews(core: CaseCore): readonly CaseCore[] {
  const clock = core.clock;
  if (clock === null) return [core];
  const at = (dueAt: number, overdueAt: number | null): CaseCore => ({ ...core, clock: { ...clock, dueAt }, overdueAt });
  return [at(AFTER, null), at(NOW, null), at(NOW - 1, null), at(NOW - 1, NOW - 1)];
}

/** The date asked for lies after the day on which the ruling is due. */
function requestViews(request: CaseRequest): readonly CaseRequest[] {
  const dues = [AFTER, NOW].map((dueAt) => ({ ...request, dueAt }));
  if (request.kind !== 'deferral') return dues;
  const until = (untilAt: number): CaseRequest[] =>
    dues.filter((one) => one.dueAt <= untilAt).map((one) => ({ ...one, untilAt }));
  return [...until(AFTER), ...until(NOW)];
}

const FAR_CLOCK: Pick<CaseClock, 'startedAt' | 'usedMs' | 'dueAt'> = { startedAt: NOW - HOUR_MS, usedMs: 0, dueAt: AFTER };

/** The case with everything forgotten that decides nothing, so that equal futures look equal. */
export function representative(core: CaseCore, world: World): CaseCore {
  const dispatched = core.handling !== null;
  const kept: CaseCore = {
    ...core,
    version: 1,
    clock: core.clock === null ? null : { ...core.clock, ...FAR_CLOCK },
    handling:
      core.handling === null
        ? null
        : { ...core.handling, usedMs: 0, late: false, dispatchedAt: NOW, limit: core.handling.original },
    supportingUnitIds: sorted(core.supportingUnitIds),
    returnedBy: sorted(core.returnedBy),
    handledUnitIds: sorted(core.handledUnitIds),
    handledBy: sorted(core.handledBy.filter((accountId) => !unitHandled(core, accountId, world))),
    madeSafeAt: core.madeSafeAt === null ? null : NOW,
    endedAt: core.endedAt === null ? null : NOW,
    overdueAt: null,
    closedOnTime: null,
    // A dispatched case never comes back to a desk that reads these two, which the proof checks on each edge.
    preChecked: dispatched && core.preChecked !== false ? null : core.preChecked,
    intakeReturns: dispatched ? 0 : core.intakeReturns,
  };
  return world.alike.reduce(withAlikeSwapped, kept);
}

/** A person of a unit that handled is held off by the unit already, for good: the list of units only grows. */
function unitHandled(core: CaseCore, accountId: string, world: World): boolean {
  const units = world.actors.find((actor) => actor.accountId === accountId)?.unitIds;
  return units !== undefined && core.handledUnitIds.some((unitId) => units.has(unitId));
}

function withAlikeSwapped(core: CaseCore, [first, second]: readonly [string, string]): CaseCore {
  const named = (accountId: string): boolean => core.owner?.accountId === accountId || core.handledBy.includes(accountId);
  if (!named(second) || named(first)) return core;
  const owner = core.owner?.accountId === second ? { ...core.owner, accountId: first } : core.owner;
  return { ...core, owner, handledBy: sorted(core.handledBy.map((one) => (one === second ? first : one))) };
}

const sorted = (list: readonly string[]): readonly string[] => (list.length < 2 ? list : list.toSorted());

const independents = (core: CaseCore): string =>
  `${core.supportingUnitIds.join()}/${core.handledUnitIds.join()}/${core.handledBy.join()}`;

/** The name of an abstract case: equal for cases with the same futures. */
export function keyOf(core: CaseCore): string {
  if (isEnd(core.state) && core.state !== 'closed' && core.state !== 'forced_close') return core.state;
  if (isEnd(core.state) && core.reopens >= MAX_REOPENS)
    return `${core.state}|${core.leadUnitId}|${core.appeal}|${independents(core)}`;
  const { owner, request } = core;
  const flags = [core.hazard, core.madeSafeAt !== null, core.ruled, core.standardRowId !== null, core.handling !== null];
  const counts = [core.reworks, core.extensions, core.deferrals, core.handovers, core.intakeReturns, core.reopens];
  const who = [owner?.duty, owner?.unitId, owner?.accountId, core.clock?.kind, core.leadUnitId, request?.kind];
  const lists = `${core.returnedBy.join()}/${independents(core)}`;
  return `${core.state}|${flags.map(Number).join('')}|${counts.join('')}|${who.join()}|${lists}|${core.preChecked}${core.verifiedSolved}${core.appeal}`;
}
