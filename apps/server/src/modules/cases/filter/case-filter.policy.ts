import type { CaseFilterQuery } from '@gridward/contract';
import {
  CASE_STATES,
  civilDateAt,
  DAY_MS,
  EVERYWHERE,
  instantOfLocal,
  queryTerms,
  reachOf,
  STAGE_OF,
  zoneOf,
  type CivilDate,
  type Instant,
  type Permission,
} from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { CasePictures } from '../case-context.service.ts';
import type { CaseFilter, ReachFilter } from './case-filter.repository.ts';

export const NOWHERE = 'nowhere';
/** Region(6) + date(8) + sequence(6). */
const CASE_NUMBER = /^\d{20}$/;
/** What people read of it on a screen or say on the phone: at least the sequence. */
const NUMBER_END = /^\d{6,19}$/;

/** Where a permission reaches: everywhere is `null`, so that the commonest queries carry no condition at all. */
export function reachFilter(
  actor: Actor,
  pictures: CasePictures,
  permission: Permission = 'case.read',
): ReachFilter | null | typeof NOWHERE {
  const { areaPaths, unitPaths } = reachOf(actor.grants, permission);
  const [root, second] = pictures.areas.roots;
  const all = second === undefined ? root?.path : undefined;
  if (areaPaths.some((path) => path === EVERYWHERE || path === all)) return null;
  if (areaPaths.length === 0 && unitPaths.length === 0) return NOWHERE;
  return { areaPaths, unitPaths, supportingIds: pictures.units.within(unitPaths).map(({ id }) => id) };
}

/** `null` when nothing can match. */
export function toFilter(
  query: CaseFilterQuery,
  actor: Actor,
  pictures: CasePictures,
  now: Instant,
  permission: Permission = 'case.read',
): CaseFilter | null {
  const reach = reachFilter(actor, pictures, permission);
  if (reach === NOWHERE) return null;
  const states = statesOf(query);
  const areaPath = query.areaId === undefined ? undefined : pictures.areas.byId(query.areaId)?.path;
  const categoryPath = query.categoryId === undefined ? undefined : pictures.catalogue.category(query.categoryId)?.path;
  const unitPath = query.unitId === undefined ? undefined : pictures.units.byId(query.unitId)?.path;
  const unknown = (given: unknown, path: unknown): boolean => given !== undefined && path === undefined;
  if (unknown(query.areaId, areaPath) || unknown(query.categoryId, categoryPath) || unknown(query.unitId, unitPath)) return null;
  const wanted = wordsOf(query.q);
  if (wanted.terms?.length === 0) return null;
  const { timeZone } = pictures.catalogue.calendar;
  return {
    reach,
    states,
    kinds: query.kind,
    ownerUnitId: query.ownerUnitId,
    heldBy: query.ownerAccountId,
    ownerAccountId: query.mine === true ? (actor.accountId ?? undefined) : undefined,
    freeFor: query.free === undefined ? undefined : { accountId: actor.accountId, holds: query.free },
    leadUnitId: query.leadUnitId,
    supportedBy: query.supporting === undefined ? undefined : { unitIds: [...actor.unitIds], holds: query.supporting },
    unitPath,
    areaPath,
    categoryPath,
    channel: query.channel,
    importId: query.importId,
    requests: query.request,
    closureKinds: query.closureKind,
    dueBefore: query.lamp === 'red' ? new Date(now) : undefined,
    amberAt: query.lamp === 'amber' ? new Date(now) : undefined,
    dueWithin: query.due === undefined ? undefined : dueWithin(DUE_DAYS[query.due], timeZone, now),
    closedOnTime: query.closedOnTime,
    overdue: query.overdue === undefined ? undefined : { at: new Date(now), holds: query.overdue },
    reportedFrom: query.reportedFrom === undefined ? undefined : startOfDay(query.reportedFrom, timeZone, 0),
    reportedBefore: query.reportedUntil === undefined ? undefined : startOfDay(query.reportedUntil, timeZone, 1),
    dayWork: query.dayWork === undefined ? undefined : dayWork(query.dayWork, timeZone),
    hazard: query.hazard,
    stuck: query.stuck === undefined ? undefined : { at: new Date(now), holds: query.stuck },
    isUnsafe: query.unsafe,
    isRepeated: query.repeated,
    isSupervised: query.supervised,
    bounds: query.bbox,
    ...wanted,
  };
}

/**
 * A whole case number finds its case, and the end of one the cases whose number ends so. Anything but a whole number is looked for in the text
 * as well. Signs alone are words of no case.
 */
function wordsOf(q: string | undefined): Pick<CaseFilter, 'number' | 'numberEnd' | 'terms'> {
  if (q === undefined || q === '') return {};
  const digits = q.normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (CASE_NUMBER.test(digits)) return { number: digits };
  const terms = queryTerms(q);
  return NUMBER_END.test(digits) ? { numberEnd: digits, terms } : { terms };
}

function statesOf(query: CaseFilterQuery): readonly string[] | undefined {
  const { stage } = query;
  const ofStages = stage === undefined ? undefined : CASE_STATES.filter((state) => stage.includes(STAGE_OF[state]));
  if (query.state === undefined) return ofStages;
  return ofStages === undefined ? query.state : query.state.filter((state) => ofStages.includes(state));
}

const dayWork = (
  [figure, on]: NonNullable<CaseFilterQuery['dayWork']>,
  timeZone: string,
): NonNullable<CaseFilter['dayWork']> => ({
  figure,
  from: startOfDay(on, timeZone, 0),
  before: startOfDay(on, timeZone, 1),
});

/** Today, or today and the six days after it: who looks on a Sunday wants to see Monday. */
const DUE_DAYS = { today: 1, week: 7 } as const;

const dueWithin = (days: number, timeZone: string, now: Instant): NonNullable<CaseFilter['dueWithin']> => ({
  from: new Date(now),
  before: startOfDay(civilDateAt(timeZone, now), timeZone, days),
});

const startOfDay = (day: CivilDate, timeZone: string, plusDays: number): Date =>
  new Date(instantOfLocal(zoneOf(timeZone), Date.parse(`${day}T00:00:00Z`) + plusDays * DAY_MS));
