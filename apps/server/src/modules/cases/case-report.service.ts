import { invalidField, problem, type CaseMoved, type Problem, type reportBodySchema } from '@gridward/contract';
import {
  allowedVerbs,
  civilDateAt,
  covers,
  decide,
  err,
  indexTerms,
  ok,
  unborn,
  type CaseCommand,
  type CaseCore,
  type CaseEvent,
  type Instant,
  type Result,
  type Uuid,
} from '@gridward/core';
import { sqlState, type Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { IN_THE_FUTURE } from '../../http/field-words.ts';
import { findCommand, recordCommand } from '../../http/command.repository.ts';
import { replay, type Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { caseActor, mayOn, targetOf } from './case-actor.policy.ts';
import { columnSources, contextAt, takePictures, type CasePictures } from './case-context.service.ts';
import type { AreaNode, CaseDoors, CategoryNode } from './case-doors.ts';
import { screenedFacts, searchTextOf } from './case-text.policy.ts';
import { movedView } from './case-view.mapper.ts';
import { insertCase, insertCaseAlone, type Birth } from './case-insert.repository.ts';
import { linkCases, loadCase } from './case-write.repository.ts';
import { NO_MILESTONES, toColumns } from './case.mapper.ts';
import { JOURNAL_ROOT, toEntry } from './journal.mapper.ts';

const UNIQUE_VIOLATION = '23505';
const ROUTE = 'case report';
/** Clocks of two machines differ by so much. */
const CLOCK_SLACK_MS = 60_000;

export type ReportInput = z.output<typeof reportBodySchema>;
export interface Reported {
  readonly case: CaseMoved;
  readonly followCode: string | null;
}

/** What only a trusted source of reports may set: another time than now, an import, demonstration data. */
export interface ReportOrigin {
  readonly at: Instant;
  readonly importId: Uuid | null;
  readonly demo: boolean;
}

export interface CaseReporter {
  /** A report by a person, through the API. */
  byStaff(input: ReportInput, call: Call): Promise<Result<Reported, Problem>>;
  /** A report inside somebody else's transaction: an import, a channel adapter. The grid must be known. */
  within(
    trx: Transaction<Database>,
    input: ReportInput & { readonly areaId: Uuid },
    call: Call | null,
    origin: ReportOrigin,
  ): Promise<Result<Reported, Problem>>;
}

interface Placed {
  readonly area: AreaNode;
  readonly category: CategoryNode;
}

export function createCaseReporter(platform: Platform, doors: CaseDoors): CaseReporter {
  const { store, clock, ids } = platform;

  async function place(input: ReportInput, pictures: CasePictures): Promise<Result<Placed, Problem>> {
    const category = pictures.catalogue.category(input.categoryId);
    if (category === undefined) return err(problem('category_unknown'));
    const located = input.position === undefined ? null : await doors.areas.locate(input.position);
    const areaId = located?.areaId ?? input.areaId;
    const area = areaId === undefined ? undefined : pictures.areas.byId(areaId);
    return area === undefined ? err(problem('position_outside')) : ok({ area, category });
  }

  /** Everything that the report writes into the case, decided before anything is written. */
  function prepare(
    input: ReportInput,
    placed: Placed,
    pictures: CasePictures,
    call: Call | null,
    origin: ReportOrigin,
  ): Result<Prepared, Problem> {
    const context = contextAt(pictures, placed.area.path, { standardRowId: null }, origin.at);
    const actor = call === null ? SYSTEM : caseActor(call.actor, { areaPath: placed.area.path, unitPaths: [] });
    const decision = decide(unborn(ids.next()), commandOf(input), actor, context);
    if (!decision.ok) return err(problem(decision.error.problem, { rule: decision.error.rule }));
    const { next, event } = decision.value;
    const { description, place: whereabouts, handledOnSpot } = input;
    const said = screenedFacts({
      description,
      place: whereabouts,
      ...(handledOnSpot === undefined ? {} : { result: handledOnSpot.result }),
    });
    const birth = birthOf({ input, placed, pictures, call, origin, next, event, said: said.told });
    const verbs = call === null ? [] : allowedVerbs(next, actor, context);
    const view = (number: string): CaseMoved => movedView(next.id, number, next, verbs, pictures, new Map(), origin.at);
    return ok({ birth, original: said.original, accountId: event.accountId, view });
  }

  async function insert(
    trx: Transaction<Database>,
    input: ReportInput,
    { birth, original, accountId, view }: Prepared,
    origin: ReportOrigin,
  ): Promise<Result<Reported, Problem>> {
    const caseId = birth.row.id;
    const number = await insertCase(trx, birth);
    const sealed = await seal(trx, caseId, input, original, origin.at);
    if (input.attachmentIds.length > 0) {
      const purpose = input.handledOnSpot === undefined ? 'report' : 'after';
      const claimed = await doors.files.claim(trx, { caseId, ids: input.attachmentIds, accountId, purpose });
      if (!claimed.ok) return claimed;
    }
    if (input.repeatOf !== undefined) await linkCases(trx, caseId, input.repeatOf, 'related', new Date(origin.at), accountId);
    return ok({ case: view(number), followCode: sealed.followCode });
  }

  function birthOf({ input, placed, pictures, call, origin, next, event, said }: NewReport): Birth {
    const [description, whereabouts] = [String(said['description']), String(said['place'])];
    const told = {
      ...said,
      ...(input.occurredAt === undefined ? {} : { occurredAt: new Date(input.occurredAt).toISOString() }),
      channel: input.channel,
      areaId: placed.area.id,
      categoryId: placed.category.id,
    };
    const entry = toEntry({ caseId: next.id, event, seq: 1, previousHash: JOURNAL_ROOT, told, ownerUnitId: null, call });
    const { position } = input;
    const columns = toColumns(next, NO_MILESTONES, entry.hash, origin.at, columnSources(pictures));
    const row = {
      ...columns,
      id: next.id,
      kind: placed.category.kind,
      urgency: input.urgency,
      request_kind: input.requestKind ?? null,
      description,
      place: whereabouts,
      position: position === undefined ? null : `(${position.lng},${position.lat})`,
      area_id: placed.area.id,
      area_path: placed.area.path,
      category_id: placed.category.id,
      category_path: placed.category.path,
      component_code: input.componentCode ?? null,
      source_channel: input.channel,
      external_source: input.externalSource ?? null,
      external_id: input.externalId ?? null,
      import_id: origin.importId,
      reported_at: new Date(origin.at),
      reported_by: event.accountId,
      sealed_reporter: input.reporter !== undefined,
      repeat_of: input.repeatOf ?? null,
      model_version: pictures.catalogue.modelVersion,
      demo: origin.demo,
      changed_at: new Date(origin.at),
    };
    const words = { description, place: whereabouts, category: placed.category.nameZh, area: placed.area.name };
    const terms = indexTerms(searchTextOf(words));
    const outbox = { id: ids.next(), topic: 'case.moved', payload: { verb: event.verb, seq: 1, from: null, to: event.to } };
    return { row, numberPrefix: numberPrefix(placed.area, pictures, origin.at), entry, terms, outbox };
  }

  function seal(
    trx: Transaction<Database>,
    caseId: Uuid,
    input: ReportInput,
    originalText: string | null,
    at: Instant,
  ): Promise<{ readonly followCode: string | null }> {
    if (input.reporter === undefined && originalText === null) return Promise.resolve({ followCode: null });
    const reporter = input.reporter ?? { replyChannel: 'none' as const, confidential: true };
    return doors.rights.sealReporter(trx, { caseId, reporter, originalText, at });
  }

  async function sees(call: Call, caseId: Uuid, pictures: CasePictures): Promise<boolean> {
    const row = await loadCase(store.db, caseId);
    return row !== undefined && mayOn(call.actor, 'case.read', targetOf(row, pictures.units));
  }

  async function report(input: ReportInput, call: Call): Promise<Result<Reported, Problem>> {
    const pictures = await takePictures(doors);
    const placed = await place(input, pictures);
    if (!placed.ok) return placed;
    const target = { areaPath: placed.value.area.path, unitPaths: [] };
    // A post at a unit alone has no place of its own: its people report wherever they are.
    const mayReport = call.actor.grants.some(
      (grant) => grant.permission === 'case.report' && (grant.areaPath === null || covers(grant, target)),
    );
    if (!mayReport) return err(problem('not_permitted'));
    if (input.repeatOf !== undefined && !(await sees(call, input.repeatOf, pictures))) {
      return err(problem('not_found', { errors: [{ pointer: '/repeatOf', message: 'no such case' }] }));
    }
    const origin = { at: clock.now(), importId: null, demo: false };
    if (input.occurredAt !== undefined && Date.parse(input.occurredAt) > origin.at + CLOCK_SLACK_MS)
      return err(invalidField('/occurredAt', IN_THE_FUTURE));
    const prepared = prepare(input, placed.value, pictures, call, origin);
    return prepared.ok ? write(input, prepared.value, call, origin) : prepared;
  }

  /** A plain report is one statement; only what touches other tables needs a transaction around it. */
  async function write(
    input: ReportInput,
    prepared: Prepared,
    call: Call,
    origin: ReportOrigin,
  ): Promise<Result<Reported, Problem>> {
    const command = (response: Reported) => ({
      id: call.commandId,
      accountId: call.actor.accountId,
      route: ROUTE,
      requestHash: call.requestHash,
      response,
    });
    const plain =
      input.reporter === undefined &&
      prepared.original === null &&
      input.attachmentIds.length === 0 &&
      input.repeatOf === undefined;
    if (plain) {
      const number = await insertCaseAlone(store.pool, prepared.birth, command({ case: prepared.view(''), followCode: null }));
      return ok({ case: prepared.view(number), followCode: null });
    }
    return store.inTransaction(async (trx) => {
      const reported = await insert(trx, input, prepared, origin);
      if (!reported.ok) throw new Unreported(reported.error);
      const { followCode } = reported.value;
      const recorded = {
        ...reported.value,
        followCode: followCode === null ? null : doors.rights.sealFollowCode(followCode, call.commandId),
      };
      await recordCommand(trx, { ...command(recorded), objectId: reported.value.case.id, at: new Date(origin.at) });
      return reported;
    });
  }

  function again(replayed: Result<Reported, Problem>, { commandId }: Call): Result<Reported, Problem> {
    if (!replayed.ok || replayed.value.followCode === null) return replayed;
    return ok({ ...replayed.value, followCode: doors.rights.openFollowCode(replayed.value.followCode, commandId) });
  }

  return {
    async byStaff(input, call) {
      const reported = await settled(() => report(input, call));
      if (reported.ok) return reported;
      // Refused because this very command was carried out before? It is looked for only now, so that a first report costs no look.
      const earlier = await findCommand(store.db, call.commandId);
      return earlier === undefined ? reported : again(replay(earlier, ROUTE, call), call);
    },
    async within(trx, input, call, origin) {
      const pictures = await takePictures(doors, trx);
      const area = pictures.areas.byId(input.areaId);
      const category = pictures.catalogue.category(input.categoryId);
      if (area === undefined) return err(problem('position_outside'));
      if (category === undefined) return err(problem('category_unknown'));
      const prepared = prepare(input, { area, category }, pictures, call, origin);
      return prepared.ok ? insert(trx, input, prepared.value, origin) : prepared;
    },
  };
}

interface NewReport {
  readonly input: ReportInput;
  readonly placed: Placed;
  readonly pictures: CasePictures;
  readonly call: Call | null;
  readonly origin: ReportOrigin;
  readonly next: CaseCore;
  readonly event: CaseEvent;
  /** Description, place and result as the case may hold them. */
  readonly said: Readonly<Record<string, unknown>>;
}

interface Prepared {
  readonly birth: Birth;
  /** Words in which numbers had to be masked: they go into the vault. */
  readonly original: string | null;
  readonly accountId: Uuid | null;
  readonly view: (number: string) => CaseMoved;
}

/** Refusals that came by exception, as values. */
async function settled(work: () => Promise<Result<Reported, Problem>>): Promise<Result<Reported, Problem>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unreported) return err(error.problem);
    if (sqlState(error) === UNIQUE_VIOLATION) return err(problem('already_exists'));
    throw error;
  }
}

class Unreported extends Error {
  readonly problem: Problem;
  constructor(refusal: Problem) {
    super(refusal.code);
    this.problem = refusal;
  }
}

const SYSTEM = { party: 'system' as const, accountId: null, unitIds: new Set<Uuid>(), permissions: new Set<never>() };

function commandOf(input: ReportInput): Extract<CaseCommand, { verb: 'report' | 'report_handled' }> {
  const hazard = input.hazard ?? false;
  if (input.handledOnSpot === undefined) return { verb: 'report', hazard };
  return { verb: 'report_handled', hazard, result: input.handledOnSpot.result, photoIds: input.attachmentIds };
}

/** Region(6) + civil date(8): the case number is readable over the phone and sorts by day (standards.md §5.1). */
export function numberPrefix(area: AreaNode, pictures: CasePictures, at: Instant): string {
  const trail = pictures.areas.trail(area.id);
  const region = trail.findLast(({ level, code }) => level === 'county' && code !== null)?.code ?? trail[0]?.code ?? '000000';
  const day = civilDateAt(pictures.catalogue.calendar.timeZone, at).replaceAll('-', '');
  return `${region.slice(0, 6).padEnd(6, '0')}${day}`;
}
