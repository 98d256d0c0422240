import { addOnClock, elapsed, limitMs, type Limit } from '../catalogue/index.ts';
import { err, ok, type Instant, type Result } from '../kernel/index.ts';
import type { CaseContext, CaseRefusal, LimitedStep } from './case.command.ts';
import type { CaseClock, CaseCore, ClockKind, HandlingTime, LimitMs } from './case.ts';

const UNPUBLISHED: Result<never, CaseRefusal> = err('calendar_unpublished');

/** The limit on its own clock, as a deployment's calendar measures it today. */
export const measure = (context: CaseContext, limit: Limit): LimitMs => ({
  unit: limit.unit,
  ms: limitMs(context.calendar, limit),
});

/** A fresh clock for a desk's step. */
export function startStep(
  context: CaseContext,
  kind: Exclude<ClockKind, 'handling' | 'deferral'>,
): Result<CaseClock, CaseRefusal> {
  return runClock(context, kind, measure(context, context.stepLimits[kind satisfies LimitedStep]), 0);
}

/** The moment by which a ruling is due. */
export function rulingDueAt(context: CaseContext): Result<Instant, CaseRefusal> {
  const limit = measure(context, context.stepLimits.ruling);
  const dueAt = addOnClock(context.calendar, limit.unit, context.at, limit.ms);
  return dueAt.ok ? dueAt : UNPUBLISHED;
}

/**
 * CM20 The lead unit's clock starts at dispatch, not at signature (JD-13), and CM21 goes on where it stood when the case comes back:
 * what was used stays used, so an early "done" wins no time.
 */
export function runHandling(context: CaseContext, handling: HandlingTime): Result<CaseClock, CaseRefusal> {
  return runClock(context, 'handling', handling.limit, handling.usedMs);
}

function runClock(context: CaseContext, kind: ClockKind, limit: LimitMs, usedMs: number): Result<CaseClock, CaseRefusal> {
  const dueAt = addOnClock(context.calendar, limit.unit, context.at, limit.ms - usedMs);
  return dueAt.ok ? ok({ kind, startedAt: context.at, limit, usedMs, dueAt: dueAt.value }) : UNPUBLISHED;
}

/** CM22 A pause is measured on the limit's own clock (standards.md §4, pitfall). */
export function stopHandling(core: CaseCore, context: CaseContext): Result<HandlingTime | null, CaseRefusal> {
  const { clock, handling } = core;
  if (handling === null || clock?.kind !== 'handling') return ok(handling);
  const ran = elapsed(context.calendar, handling.limit.unit, clock.startedAt, context.at);
  if (!ran.ok) return UNPUBLISHED;
  return ok({ ...handling, usedMs: handling.usedMs + ran.value, late: handling.late || context.at > clock.dueAt });
}

/** CM23 Each extension adds one original limit to the running deadline (§3.7); asked for in time, it is in time however late the ruling. */
export function extendHandling(handling: HandlingTime): HandlingTime {
  return { ...handling, limit: { unit: handling.limit.unit, ms: handling.limit.ms + handling.original.ms } };
}
