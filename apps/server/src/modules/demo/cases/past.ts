import { DAY_MS, isEnd, MAX_DEFERRALS, MAX_EXTENSIONS, MAX_REWORKS, type Instant, type Uuid } from '@gridward/core';
import type { BeginOptions, Plot, Stage } from './stage.ts';
import { createSteps, MISTAKEN_LEADS, type Steps } from './steps.ts';
import type { Tale } from './tale.ts';

/** A case of the past with what else belongs to it. */
export interface Told {
  readonly tale: Tale;
  readonly plot: Plot;
  readonly reportedAt: Instant;
  readonly sealed: boolean;
}

const PAST_DAYS = 730;
/** On an ordinary day: enough for hot spots to show, few enough to load while somebody waits. */
const CASES_A_DAY = 5.8;
const HOURS = [7, 8, 8, 9, 9, 9, 10, 10, 11, 12, 13, 14, 14, 15, 15, 16, 16, 17, 18, 19, 20, 21, 22, 5] as const;
/** Share of handlings in time; the county's average is just above nine in ten. */
const PUNCTUAL: Readonly<Record<string, number>> = {
  housing: 0.82,
  urban: 0.9,
  sanitation: 0.96,
  cleaning: 0.95,
  water: 0.88,
  power: 0.94,
  traffic: 0.85,
  environment: 0.86,
};
/** Reporters are kept in the vault for this long in the demonstration; older ones told nothing of themselves. */
const SEALED_WITHIN_MS = 120 * DAY_MS;
const RESIDENT_CHANNELS = new Set(['hotline', 'portal', 'desk']);

/** Two years of cases, told from the first day on; those that would not be over by now are left out. */
export function* tellPast(stage: Stage): Generator<Told> {
  const recent = new Map<string, { readonly id: Uuid; readonly at: Instant }>();
  const today = Math.floor(stage.now / DAY_MS) * DAY_MS;
  for (let day = today - PAST_DAYS * DAY_MS; day < today; day += DAY_MS) {
    for (let left = casesOn(day, stage); left > 0; left -= 1) {
      const told = tellOne(stage, day, recent);
      const { core } = told.tale;
      if (!isEnd(core.state) || told.tale.at >= stage.now) continue;
      if (core.leadUnitId !== null) recent.set(keyOf(told.plot), { id: core.id, at: told.reportedAt });
      yield told;
    }
  }
}

/** More in summer, fewer at weekends, a little more each year. */
function casesOn(day: Instant, { chance, now }: Stage): number {
  const date = new Date(day);
  const month = date.getUTCMonth() + 1;
  const season = month >= 6 && month <= 9 ? 1.3 : month === 2 ? 0.7 : 1;
  const week = date.getUTCDay() % 6 === 0 ? 0.65 : 1.1;
  const growth = 1.1 - (0.2 * (now - day)) / (PAST_DAYS * DAY_MS);
  return Math.round(CASES_A_DAY * season * week * growth * (0.6 + chance.next() * 0.8));
}

const keyOf = ({ plan, grid }: Plot): string => `${plan.matter} ${grid.id}`;

function tellOne(stage: Stage, day: Instant, recent: ReadonlyMap<string, { readonly id: Uuid; readonly at: Instant }>): Told {
  const { chance } = stage;
  // The day begins at midnight in the county, eight hours before it does in UTC.
  const at = day - 8 * 3_600_000 + chance.pick(HOURS) * 3_600_000 + chance.int(0, 3_599) * 1_000;
  const plot = stage.plot(new Date(day).getUTCMonth() + 1);
  const options = optionsOf(stage, plot, at);
  const tale = stage.begin(plot, at, options);
  const steps = createSteps(stage, tale, plot);
  if (chance.happens(0.2)) steps.reportPhoto(at);
  const earlier = recent.get(keyOf(plot));
  if (options.handledOnSpot === true) finish(stage, tale, steps, 0);
  else if (!turnAway(stage, plot, tale, steps, earlier)) handleAll(stage, plot, tale, steps);
  return { tale, plot, reportedAt: at, sealed: options.sealed };
}

function optionsOf({ chance, now }: Stage, { plan }: Plot, at: Instant): BeginOptions & { readonly sealed: boolean } {
  if (plan.teller === 'patrol' && plan.scene !== 'sea' && chance.happens(0.08))
    return { channel: 'patrol', handledOnSpot: true, sealed: false };
  const channel = plan.teller === 'patrol' && chance.happens(0.6) ? 'patrol' : undefined;
  const sealed = channel === undefined && now - at < SEALED_WITHIN_MS && chance.happens(0.5);
  return {
    ...(channel === undefined ? {} : { channel }),
    ...(sealed ? { channel: chance.pick([...RESIDENT_CHANNELS]) } : {}),
    sealed,
  };
}

const quick = ({ chance }: Stage): number => (chance.happens(0.94) ? 0.05 + chance.next() * 0.8 : 1.05 + chance.next());

/** What ends before anybody is sent. */
function turnAway(
  stage: Stage,
  { row }: Plot,
  tale: Tale,
  steps: Steps,
  earlier: { readonly id: Uuid; readonly at: Instant } | undefined,
): boolean {
  const { chance } = stage;
  if (earlier !== undefined && tale.at > earlier.at && tale.at - earlier.at < 2 * DAY_MS && chance.happens(0.7)) {
    steps.merge(earlier.id, tale.moment(quick(stage)));
    return true;
  }
  if (chance.happens(0.08)) {
    steps.orderPreCheck(tale.moment(quick(stage)));
    const found = chance.happens(0.75);
    steps.preCheck(found, tale.moment(quick(stage)));
    if (!found) steps.decline(tale.moment(quick(stage)));
    return !found;
  }
  if (!row.hazard && chance.happens(0.012)) {
    steps.withdraw(tale.moment(quick(stage)));
    return true;
  }
  if (!row.hazard && chance.happens(0.025)) {
    steps.decline(tale.moment(quick(stage)));
    return true;
  }
  if (chance.happens(0.02)) {
    steps.redirect(tale.moment(quick(stage)));
    return true;
  }
  steps.register(tale.moment(quick(stage)));
  if (chance.happens(0.005)) {
    steps.void(tale.moment(quick(stage)));
    return true;
  }
  return false;
}

function handleAll(stage: Stage, plot: Plot, tale: Tale, steps: Steps): void {
  steps.file(tale.moment(quick(stage)));
  dispatchRight(stage, plot, tale, steps);
  handleOnce(stage, plot, tale, steps);
  finish(stage, tale, steps, 0);
  if (tale.core.closedOnTime === false && tale.core.state === 'closed' && stage.chance.happens(0.1)) {
    steps.askExemption(steps.workingHoursAfter(tale.at, 3));
    steps.ruleExemption(stage.chance.happens(0.4), steps.workingHoursAfter(tale.at, 10));
  }
  if (tale.core.state === 'closed' && stage.chance.happens(0.025)) {
    steps.reopen(tale.at + stage.chance.int(1, 5) * DAY_MS);
    steps.dispatch(plot.lead, tale.moment(quick(stage)));
    steps.accept(tale.moment(0.1));
    handleOnce(stage, plot, tale, steps);
    finish(stage, tale, steps, 0);
  }
}

/** Sends the case to the unit that ought to have it, sometimes by a detour. */
function dispatchRight(stage: Stage, plot: Plot, tale: Tale, steps: Steps): void {
  const { chance } = stage;
  const mistaken = chance.pick(MISTAKEN_LEADS.filter((key) => key !== plot.lead));
  const detour = plot.row.hazard ? 1 : chance.next();
  steps.dispatch(detour < 0.04 ? mistaken : plot.lead, tale.moment(quick(stage)));
  steps.accept(tale.moment(0.03 + chance.next() * 0.1));
  if (detour < 0.045) {
    steps.askReturn(detour < 0.04 ? plot.lead : mistaken, tale.moment(0.05 + chance.next() * 0.1));
    if (detour < 0.036) steps.ruleReturn(true, plot.lead, steps.workingHoursAfter(tale.at, chance.int(1, 6)));
    else if (detour >= 0.04) steps.ruleReturn(false, plot.lead, steps.workingHoursAfter(tale.at, chance.int(1, 6)));
    else tale.wait((tale.core.request?.dueAt ?? tale.at) + 60_000);
    if (tale.core.state === 'assigned') steps.accept(tale.moment(0.05));
  }
  if (plot.row.hazard) steps.makeSafe(tale.moment(0.05 + chance.next() * 0.2));
  else if (chance.happens(0.15) && tale.core.owner?.accountId === null) steps.assign(tale.moment(0.05));
}

/** One handling, in time or late, sometimes extended or deferred. */
function handleOnce(stage: Stage, plot: Plot, tale: Tale, steps: Steps): void {
  const { chance } = stage;
  const long = plot.row.limit.unit === 'WD' && plot.row.limit.value >= 2;
  if (long && chance.happens(0.09) && tale.core.extensions < MAX_EXTENSIONS) {
    steps.askExtension(tale.moment(0.4 + chance.next() * 0.3));
    steps.ruleExtension(chance.happens(0.75), steps.workingHoursAfter(tale.at, chance.int(1, 5)));
  } else if (long && !plot.row.hazard && chance.happens(0.03) && tale.core.deferrals < MAX_DEFERRALS) {
    const askedAt = tale.moment(0.2 + chance.next() * 0.4);
    const untilAt = askedAt + chance.int(12, 45) * DAY_MS;
    steps.askDeferral(untilAt, askedAt);
    steps.ruleDeferral(true, steps.workingHoursAfter(tale.at, chance.int(1, 5)));
    if (chance.happens(0.3)) steps.resume(tale.at + chance.int(2, 8) * DAY_MS);
    else tale.wait(untilAt + 60_000);
  }
  const inTime = chance.happens(PUNCTUAL[plot.lead] ?? 0.92);
  steps.submit(tale.moment(inTime ? 0.15 + chance.next() * 0.8 : 1.05 + chance.next() * 0.7));
}

/** From the result to the end; a result that does not hold goes back. */
function finish(stage: Stage, tale: Tale, steps: Steps, round: number): void {
  const { chance } = stage;
  // A reopened case remembers what was done again before.
  const mayAgain = (): boolean => tale.core.reworks < MAX_REWORKS;
  const again = (): void => {
    steps.submit(tale.moment(0.3 + chance.next() * 0.9));
    finish(stage, tale, steps, round + 1);
  };
  if (tale.core.state === 'handled') {
    if (mayAgain() && round === 0 && chance.happens(0.02)) {
      steps.sendBack(tale.moment(quick(stage)));
      return again();
    }
    steps.confirm(tale.moment(quick(stage)));
  }
  const led = tale.core.leadUnitId !== null;
  if (led && mayAgain() && chance.happens(round === 0 ? 0.07 : 0.25)) {
    steps.fail(tale.moment(quick(stage)));
    if (round > 0 && chance.happens(0.3)) return steps.forceClose(steps.workingHoursAfter(tale.at, 4));
    return again();
  }
  steps.pass(tale.moment(quick(stage)));
  if (led && mayAgain() && round === 0 && chance.happens(0.008)) {
    steps.refuseClose(tale.moment(quick(stage)));
    return again();
  }
  steps.close(tale.moment(quick(stage)));
}
