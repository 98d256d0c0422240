import {
  invalidField,
  problem,
  type CaseDetail,
  type CaseSummary,
  type caseRoutes,
  type PileCounts,
  type Problem,
  type RouteInput,
  type RouteReply,
} from '@gridward/contract';
import { allowedVerbs, err, ok, type CaseCore, type Permission, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Actor } from '../../http/actor.ts';
import type { Platform } from '../../platform/deps.ts';
import { caseActor, mayOn, targetOf } from './case-actor.policy.ts';
import { contextAt, takePictures, type CasePictures } from './case-context.service.ts';
import { awaitedAnswers, owedReplies } from './case-conversation.repository.ts';
import type { CaseDoors } from './case-doors.ts';
import { toLoaded } from './case.mapper.ts';
import { decodeCursor, decodeNearCursor, encodeCursor, encodeNearCursor } from './case-cursor.mapper.ts';
import { listCases, listNear, NEVER_DUE } from './case-list.repository.ts';
import { NOWHERE, toFilter } from './filter/case-filter.policy.ts';
import { placeReach } from './filter/place-reach.policy.ts';
import type { CaseFilter } from './filter/case-filter.repository.ts';
import {
  countByRequest,
  countByState,
  countOpenUnder,
  holdsOpenCase,
  loadCases,
  numberOf,
  readLinks,
} from './case-read.repository.ts';
import { loadCase } from './case-write.repository.ts';
import type { CaseRow, LoadedCase } from './case-row.ts';
import { isoOrNull, namedUnit, summaryView } from './case-view.mapper.ts';
import { createCaseJournal } from './journal/case-journal.service.ts';

type ListQuery = RouteInput<(typeof caseRoutes)['listCases']>['query'];

export function createCaseReader(platform: Platform, doors: CaseDoors) {
  const { store, clock } = platform;

  /** A case that the reader may see, or "not found": outside the scope nothing exists. */
  async function find(
    caseId: Uuid,
    actor: Actor,
    pictures: CasePictures,
    trx?: Transaction<Database>,
  ): Promise<Result<LoadedCase, Problem>> {
    const row = await loadCase(trx ?? store.db, caseId);
    const visible = row !== undefined && mayOn(actor, 'case.read', targetOf(row, pictures.units));
    return visible ? ok(toLoaded(row)) : err(problem('not_found'));
  }

  async function summaries(rows: readonly CaseRow[], pictures: CasePictures): Promise<CaseSummary[]> {
    const owners = rows.map(({ owner_account_id }) => owner_account_id).filter((id): id is Uuid => id !== null);
    const open = rows.filter(({ ended_at }) => ended_at === null);
    const idsOf = (some: readonly CaseRow[]): Uuid[] => some.map(({ id }) => id);
    const [names, awaited, supervised] = await Promise.all([
      doors.units.namesOf([...new Set(owners)]),
      awaitedAnswers(store.db, idsOf(open.filter(({ sealed_reporter }) => sealed_reporter))),
      owedReplies(store.db, idsOf(open)),
    ]);
    const now = clock.now();
    return rows.map((row) => {
      const waits = { awaitsSince: awaited.get(row.id) ?? null, supervisedUntil: supervised.get(row.id) ?? null };
      return summaryView(toLoaded(row), pictures, names, now, waits);
    });
  }

  /** @param permission rows are those that it reaches; whoever exports is not given what they may only read */
  async function list(query: ListQuery, actor: Actor, permission: Permission = 'case.read'): Promise<ListAnswer> {
    const pictures = await takePictures(doors);
    const filter = toFilter(query, actor, pictures, clock.now(), permission);
    if (query.order === 'near') return near(query, filter, pictures);
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
    if (after === undefined) return unknownCursor();
    if (filter === null) return ok({ items: [], nextCursor: null });
    const rows = await listCases(store.db, filter, query.order, after, query.limit);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const key =
      last === undefined ? null : { at: query.order === 'due' ? (last.due_at ?? NEVER_DUE) : last.reported_at, id: last.id };
    return ok({
      items: await summaries(page, pictures),
      nextCursor: rows.length > query.limit && key !== null ? encodeCursor(key) : null,
    });
  }

  /** Nearest first, so that who goes out walks the shortest way. */
  async function near(query: ListQuery, filter: CaseFilter | null, pictures: CasePictures): Promise<ListAnswer> {
    const { nearLng: lng, nearLat: lat, limit } = query;
    if (lng === undefined || lat === undefined) return invalidQuery('nearLng', 'nearest to where?');
    const after = query.cursor === undefined ? null : decodeNearCursor(query.cursor);
    if (after === undefined) return unknownCursor();
    if (filter === null) return ok({ items: [], nextCursor: null });
    const rows = await listNear(store.db, filter, { lng, lat }, after, limit);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return ok({
      items: await summaries(page, pictures),
      nextCursor: rows.length > limit && last !== undefined ? encodeNearCursor(last) : null,
    });
  }

  /** Cases by their ids, as lists show them; what the reader may not see is left out. */
  async function byIds(caseIds: readonly Uuid[], actor: Actor): Promise<ReadonlyMap<Uuid, CaseSummary>> {
    const pictures = await takePictures(doors);
    const rows = await loadCases(store.db, caseIds);
    const visible = rows.filter((row) => mayOn(actor, 'case.read', targetOf(row, pictures.units)));
    return new Map((await summaries(visible, pictures)).map((summary) => [summary.id, summary]));
  }

  async function detail(caseId: Uuid, actor: Actor): Promise<Result<CaseDetail, Problem>> {
    const pictures = await takePictures(doors);
    const found = await find(caseId, actor, pictures);
    if (!found.ok) return found;
    const { row, core } = found.value;
    const [summary, attachments, links, leader, mergedInto] = await Promise.all([
      summaries([row], pictures).then(([first]) => first),
      doors.files.ofCase(caseId),
      readLinks(store.db, caseId),
      doors.areas.leaderOf(row.area_id),
      core.mergedInto === null ? undefined : numberOf(store.db, core.mergedInto),
    ]);
    if (summary === undefined) return err(problem('not_found'));
    const uploaders = await doors.units.namesOf(attachments.flatMap(({ uploadedBy }) => uploadedBy ?? []));
    const verbs = allowedVerbs(
      core,
      caseActor(actor, targetOf(row, pictures.units)),
      contextAt(pictures, row.area_path, core, clock.now()),
    );
    return ok({
      ...summary,
      ...facts(found.value, pictures),
      gridLeader: leader,
      mergedInto: core.mergedInto === null || mergedInto === undefined ? null : { id: core.mergedInto, number: mergedInto },
      links: links
        .filter((link) => mayOn(actor, 'case.read', targetOf(link, pictures.units)))
        .map(({ id, number, kind, state, description }) => ({
          id,
          number,
          kind,
          state: state as CaseCore['state'],
          description,
        })),
      attachments: attachments.map((file) => ({
        id: file.id,
        purpose: file.purpose,
        screening: file.screening,
        mime: file.mime,
        width: file.width,
        height: file.height,
        takenAt: isoOrNull(file.takenAt),
        uploadedAt: file.uploadedAt.toISOString(),
        uploadedBy: file.uploadedBy === null ? null : { id: file.uploadedBy, name: uploaders.get(file.uploadedBy) ?? '' },
      })),
      allowedVerbs: verbs,
    });
  }

  async function piles(actor: Actor, areaId?: Uuid): Promise<PileCounts> {
    const pictures = await takePictures(doors);
    const within = placeReach(actor, pictures, areaId);
    if (within === NOWHERE) return { queues: [], requests: [], mine: { count: 0, overdue: 0 } };
    const [byState, byRequest] = await Promise.all([
      countByState(store.db, within, actor.accountId, new Date(clock.now())),
      countByRequest(store.db, within),
    ]);
    const free = byState.filter(({ count }) => count > 0);
    return {
      queues: free.map(({ state, count, overdue }) => ({ state: state as CaseCore['state'], count, overdue })),
      mine: {
        count: byState.reduce((sum, { mine }) => sum + mine, 0),
        overdue: byState.reduce((sum, { mineOverdue }) => sum + mineOverdue, 0),
      },
      requests: byRequest.map((row) => ({ ...row, kind: row.kind as NonNullable<CaseSummary['openRequest']> })),
    };
  }

  const countOpen = (categoryIds: readonly Uuid[]): Promise<number> => countOpenUnder(store.db, categoryIds);
  const holdsOpen = (unitId: Uuid, trx: Transaction<Database>): Promise<boolean> => holdsOpenCase(trx, unitId);

  const journal = createCaseJournal(platform, doors, find);
  return { holdsOpen, countOpen, find, summaries, list, byIds, detail, journal, piles };
}

type ListAnswer = Result<RouteReply<(typeof caseRoutes)['listCases']>, Problem>;

const invalidQuery = (name: string, message: string): Result<never, Problem> => err(invalidField(`/query/${name}`, message));
const unknownCursor = (): Result<never, Problem> => invalidQuery('cursor', 'unknown cursor');

export type CaseReader = ReturnType<typeof createCaseReader>;

/** The part of the page that needs no further query. */
function facts({ row, core }: LoadedCase, pictures: CasePictures) {
  const { catalogue, areas } = pictures;
  const standard = core.standardRowId === null ? undefined : catalogue.row(core.standardRowId);
  const { request } = core;
  return {
    kind: row.kind,
    requestKind: row.request_kind,
    areaTrail: areas.trail(row.area_id).map(({ id, name }) => ({ id, name })),
    categoryTrail: catalogue.trail(row.category_id).map(({ nameZh, nameEn }) => ({ zh: nameZh, en: nameEn })),
    standardRow:
      standard === undefined
        ? null
        : {
            id: standard.id,
            filing: { zh: standard.filingZh, en: standard.filingEn },
            closing: { zh: standard.closingZh, en: standard.closingEn },
            limit: { ...standard.limit },
            hazard: standard.hazard,
          },
    supportingUnits: core.supportingUnitIds.map((unitId) => namedUnit(pictures, unitId)),
    request:
      request === null
        ? null
        : {
            kind: request.kind,
            unit: namedUnit(pictures, request.unitId),
            counterUnit: request.kind === 'return' ? namedUnit(pictures, request.counterUnitId) : null,
            untilAt: request.kind === 'deferral' ? new Date(request.untilAt).toISOString() : null,
            at: new Date(request.at).toISOString(),
            dueAt: new Date(request.dueAt).toISOString(),
          },
    preChecked: core.preChecked,
    madeSafeAt: core.madeSafeAt === null ? null : new Date(core.madeSafeAt).toISOString(),
    filedAt: isoOrNull(row.filed_at),
    dispatchedAt: isoOrNull(row.dispatched_at),
    handledAt: isoOrNull(row.handled_at),
    handlingDueAt: isoOrNull(row.handling_due_at),
    closedOnTime: core.closedOnTime,
    exemption: core.appeal,
    sealedReporter: row.sealed_reporter,
    masked: row.description.includes('*'),
    externalId: row.external_id,
  };
}
