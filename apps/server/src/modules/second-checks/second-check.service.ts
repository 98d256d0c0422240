import {
  invalidField,
  problem,
  type Problem,
  type RouteInput,
  type RouteReply,
  type SecondCheck,
  type secondCheckRoutes,
} from '@gridward/contract';
import { err, ok, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Actor } from '../../http/actor.ts';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { writeSetting } from '../../platform/setting.repository.ts';
import { sourceOf } from '../access/index.ts';
import { NOTHING_WAITS, NOWHERE, placeReach, screened, type Waiting } from '../cases/index.ts';
import type { SecondCheckDoors } from './second-check-doors.ts';
import {
  countDone,
  countOpen,
  listRows,
  lockRow,
  rowsOfCase,
  saveResult,
  type PageKey,
  type SecondCheckRow,
} from './second-check.repository.ts';
import { readShare, SHARE } from './second-check.share.ts';

type Routes = typeof secondCheckRoutes;
type Pictures = Awaited<ReturnType<SecondCheckDoors['pictures']>>;

/** Closed cases that were drawn by chance: what is to be looked at, by whom, and what was found. */
export function createSecondChecks(platform: Platform, doors: SecondCheckDoors) {
  const { store, clock, ids } = platform;

  async function toViews(rows: readonly SecondCheckRow[], actor: Actor, pictures: Pictures): Promise<SecondCheck[]> {
    const [cases, names] = await Promise.all([
      doors.reader.byIds([...new Set(rows.map(({ case_id }) => case_id))], actor),
      doors.namesOf([...new Set(rows.flatMap(({ checked_by }) => checked_by ?? []))]),
    ]);
    return rows.flatMap((row) => {
      const found = cases.get(row.case_id);
      const closing = row.standard_row_id === null ? undefined : pictures.catalogue.row(row.standard_row_id);
      if (found === undefined) return [];
      return {
        id: row.id,
        case: found,
        closing: closing === undefined ? null : { zh: closing.closingZh, en: closing.closingEn },
        deskUnit: { id: row.desk_unit_id, name: pictures.units.byId(row.desk_unit_id)?.name ?? '' },
        drawnAt: row.drawn_at.toISOString(),
        dueAt: row.due_at.toISOString(),
        mayCheck: isIndependent(row, actor),
        result: resultOf(row, names),
      };
    });
  }

  async function list(
    query: RouteInput<Routes['listSecondChecks']>['query'],
    actor: Actor,
  ): Promise<Result<RouteReply<Routes['listSecondChecks']>, Problem>> {
    const after = query.cursor === undefined ? null : readCursor(query.cursor);
    if (after === undefined) return err(invalidField('/query/cursor', 'unknown cursor'));
    const pictures = await doors.pictures();
    const within = placeReach(actor, pictures, query.areaId, 'case.check');
    if (within === NOWHERE) return ok({ items: [], nextCursor: null, checked: 0, held: 0 });
    const [rows, counts] = await Promise.all([
      listRows(store.db, { within, state: query.state, after, limit: query.limit }),
      countDone(store.db, within),
    ]);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return ok({
      items: await toViews(page, actor, pictures),
      nextCursor:
        last === undefined
          ? null
          : writeCursor({ at: query.state === 'open' ? last.due_at : (last.checked_at ?? last.due_at), id: last.id }),
      ...counts,
    });
  }

  /** How many are still to be looked at: as many as the list of open ones holds. */
  async function waiting(actor: Actor, areaId: Uuid | undefined): Promise<Waiting> {
    const within = placeReach(actor, await doors.pictures(), areaId, 'case.check');
    return within === NOWHERE ? NOTHING_WAITS : countOpen(store.db, within, new Date(clock.now()));
  }

  async function ofCase(caseId: Uuid, actor: Actor): Promise<Result<RouteReply<Routes['listSecondChecksOfCase']>, Problem>> {
    const found = await doors.reader.find(caseId, actor, await doors.pictures());
    if (!found.ok) return found;
    const rows = await rowsOfCase(store.db, caseId);
    const names = await doors.namesOf([...new Set(rows.flatMap(({ checked_by }) => checked_by ?? []))]);
    return ok({ items: rows.flatMap((row) => resultOf(row, names) ?? []) });
  }

  async function record(
    { params, body }: RouteInput<Routes['recordSecondCheck']>,
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<RouteReply<Routes['recordSecondCheck']>, Problem>> {
    const { accountId } = call.actor;
    const row = await lockRow(trx, params.checkId);
    if (row === undefined || accountId === null) return err(problem('not_found'));
    const pictures = await doors.pictures(trx);
    const found = await doors.reader.find(row.case_id, call.actor, pictures, trx);
    if (!found.ok) return found;
    if (!doors.mayOn(call.actor, 'case.check', found.value.row, pictures)) return err(problem('not_permitted'));
    if (row.checked_at !== null) return err(problem('already_so'));
    if (!isIndependent(row, call.actor)) return err(problem('not_independent', { rule: 'CM03' }));
    const at = new Date(clock.now());
    const claimed = await doors.claimPhotos(trx, { caseId: row.case_id, ids: body.photoIds, accountId, purpose: 'check' });
    if (!claimed.ok) return claimed;
    const finding = screened(body.finding).text;
    await saveResult(trx, row.id, { holds: body.holds, finding, at, accountId });
    if (!body.holds) {
      const { intake } = pictures.units.desksFor(found.value.row.area_path, clock.now());
      await doors.tell(trx, { id: ids.next(), unitId: intake, caseId: row.case_id, kind: 'second_check_failed', facts: {}, at });
    }
    const checkedBy = { id: accountId, name: call.actor.name };
    return ok({ holds: body.holds, finding, checkedAt: at.toISOString(), checkedBy });
  }

  async function saveShare(
    { body }: RouteInput<Routes['saveSecondCheckShare']>,
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<RouteReply<Routes['saveSecondCheckShare']>, Problem>> {
    const change = {
      value: { share: body.share },
      version: body.version,
      at: new Date(clock.now()),
      accountId: call.actor.accountId,
    };
    if (!(await writeSetting(trx, SHARE, change))) return err(problem('version_conflict', { current: await readShare(trx) }));
    const detail = { share: body.share };
    await doors.audit.append(trx, sourceOf(call), {
      action: 'second_check.share',
      objectKind: 'setting',
      objectId: SHARE,
      outcome: 'done',
      detail,
    });
    return ok({ share: body.share, version: body.version + 1 });
  }

  return { list, waiting, ofCase, record, saveShare, share: () => readShare(store.db) };
}

/** CM03 Nobody looks again at what they handled, supported or passed themselves. */
const isIndependent = (row: SecondCheckRow, { accountId, unitIds }: Actor): boolean =>
  accountId !== null &&
  ![...row.first_checkers, ...row.handled_by].includes(accountId) &&
  ![row.lead_unit_id, ...row.supporting_unit_ids, ...row.handled_unit_ids].some(
    (unitId) => unitId !== null && unitIds.has(unitId),
  );

function resultOf(row: SecondCheckRow, names: ReadonlyMap<Uuid, string>): SecondCheck['result'] {
  const { holds, finding, checked_at, checked_by } = row;
  if (holds === null || finding === null || checked_at === null) return null;
  const checkedBy = checked_by === null ? null : { id: checked_by, name: names.get(checked_by) ?? '' };
  return { holds, finding, checkedAt: checked_at.toISOString(), checkedBy };
}

const writeCursor = ({ at, id }: PageKey): string => Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

function readCursor(cursor: string): PageKey | undefined {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) || !/^[0-9a-f-]{36}$/.test(id) ? undefined : { at: moment, id };
}
