import {
  invalidField,
  problem,
  uuid,
  type AppraisalCasesQuery,
  type appraisalRoutes,
  type Problem,
  type RouteReply,
} from '@gridward/contract';
import {
  err,
  ok,
  sideOf,
  takesPast,
  toIso,
  type IndicatorCatalogue,
  type IndicatorDefinition,
  type Result,
} from '@gridward/core';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { takePictures, type AppraisalDoors, type AppraisalPictures } from './appraisal-doors.ts';
import { listCounted, type CountedKey } from './appraisal.repository.ts';
import type { MeasuredFilter } from './measured.repository.ts';
import { visiblePersons } from './person-scope.service.ts';
import { filterOf, isPersonalSubject, periodOf, withinRow } from './selection.service.ts';
import type { AppraisalValuesService } from './values.service.ts';

type Page = RouteReply<(typeof appraisalRoutes)['listIndicatorCases']>;
type Paging = Pick<AppraisalCasesQuery, 'side' | 'cursor' | 'limit'>;
const NOTHING: Page = { items: [], nextCursor: null };

/** What stands behind a figure: as many things as the figure says. */
export function createCountedList(
  { store, clock }: Platform,
  doors: AppraisalDoors,
  catalogue: IndicatorCatalogue,
  values: AppraisalValuesService,
) {
  const indicatorOf = (code: string): IndicatorDefinition | undefined => catalogue.indicators.find((one) => one.code === code);

  async function page(
    definition: IndicatorDefinition,
    filter: MeasuredFilter,
    { side, cursor, limit }: Paging,
    call: Call,
  ): Promise<Result<Page, Problem>> {
    const conditions = sideOf(definition[side]);
    if (conditions === null) return ok(NOTHING);
    const after = cursor === undefined ? null : decodeKey(cursor);
    if (after === undefined) return err(invalid('cursor', 'unknown cursor'));
    const found = await listCounted(store.db, filter, { ...conditions, withPast: takesPast(definition) }, after, limit);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const cases = await doors.cases.byIds([...new Set(rows.map(({ caseId }) => caseId))], call.actor);
    const items = rows.map(({ at, caseId, verb, step, onTime }) => ({
      at: toIso(at.getTime()),
      verb,
      step,
      onTime,
      case: cases.get(caseId) ?? null,
    }));
    return ok({ items, nextCursor: found.length > limit && last !== undefined ? encodeKey(last) : null });
  }

  async function list(code: string, query: AppraisalCasesQuery, call: Call): Promise<Result<Page, Problem>> {
    const definition = indicatorOf(code);
    if (definition === undefined) return err(problem('not_found'));
    const pictures = await takePictures(doors);
    const period = periodOf(query, pictures, clock.now());
    if (!period.ok) return period;
    const wide = filterOf(query, period.value, call.actor, pictures, clock.now());
    if (!wide.ok) return wide;
    const { key, subject } = query;
    if (key === undefined && isPersonalSubject(subject)) return err(invalid('key', 'name the person or post'));
    if (key !== undefined && !isKey(subject, key)) return err(invalid('key', 'is no key of a row'));
    if (!(await maySee(query, wide.value, call, pictures))) return err(problem('not_found'));
    const filter = key === undefined ? wide.value : withinRow(wide.value, subject, key, query, pictures);
    return filter === null ? ok(NOTHING) : page(definition, filter, query, call);
  }

  async function maySee(
    { subject, key, accountId }: AppraisalCasesQuery,
    filter: MeasuredFilter,
    call: Call,
    pictures: AppraisalPictures,
  ): Promise<boolean> {
    if (accountId !== undefined && !(await values.maySee(accountId, filter, call, pictures))) return false;
    if (key === undefined || !isPersonalSubject(subject)) return true;
    const of = subject === 'account' ? { accountIds: [key], postIds: [] } : { accountIds: [], postIds: [key] };
    return (await visiblePersons(store.db, of, call.actor, pictures, filter)).size > 0;
  }

  async function mine(
    code: string,
    query: Paging & Pick<AppraisalCasesQuery, 'from' | 'to'>,
    call: Call,
  ): Promise<Result<Page, Problem>> {
    const definition = indicatorOf(code);
    const { accountId } = call.actor;
    if (definition === undefined || accountId === null) return err(problem('not_found'));
    const pictures = await takePictures(doors);
    const period = periodOf(query, pictures, clock.now());
    if (!period.ok) return period;
    return page(definition, values.ownFilter(accountId, period.value, pictures), query, call);
  }

  return { list, mine };
}

const invalid = (field: string, message: string): Problem => invalidField(`/query/${field}`, message);

/** Keys of areas, units, persons and posts are ids; `-` is the row of what counts for no unit. */
const isKey = (subject: AppraisalCasesQuery['subject'], key: string): boolean =>
  subject === 'channel' || subject === 'total' || (subject === 'unit' && key === '-') || uuid.safeParse(key).success;

const encodeKey = ({ at, caseId, seq }: CountedKey): string =>
  Buffer.from(`${toIso(at.getTime())} ${caseId} ${String(seq)}`).toString('base64url');

function decodeKey(cursor: string): CountedKey | undefined {
  const [at = '', caseId = '', seq = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const key = { at: new Date(at), caseId, seq: Number(seq) };
  const known = !Number.isNaN(key.at.getTime()) && uuid.safeParse(caseId).success && Number.isSafeInteger(key.seq);
  return known ? key : undefined;
}
