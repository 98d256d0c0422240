import { problem, type CaseMoved, type Problem, type StaffVerb } from '@gridward/contract';
import {
  allowedVerbs,
  decide,
  err,
  indexTerms,
  ok,
  type CaseActor,
  type CaseCommand,
  type CaseCore,
  type CaseEvent,
  type CaseVerb,
  type Instant,
  type Result,
  type Uuid,
} from '@gridward/core';
import { sqlState, type Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { findCommand } from '../../http/command.repository.ts';
import { replay, type Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { caseActor, mayOn, REPORTER_ACTOR, SYSTEM_ACTOR, targetOf } from './case-actor.policy.ts';
import { describeAmendment, type Amendment } from './case-amend.service.ts';
import { columnSources, contextAt, takePictures, type CasePictures } from './case-context.service.ts';
import type { AttachmentPurpose, CaseDoors } from './case-doors.ts';
import { carryOver } from './case-merge.service.ts';
import { toColumns, toLoaded } from './case.mapper.ts';
import type { CommandRow } from './case-columns.mapper.ts';
import {
  linkCases,
  loadCase,
  loadMovingCase,
  moveCase,
  moveCaseAlone,
  replaceSearchTerms,
  type Move,
} from './case-write.repository.ts';
import { lockOpenCase } from './case-read.repository.ts';
import type { LoadedCase, MovingRow } from './case-row.ts';
import { screenedFacts } from './case-text.policy.ts';
import { movedView } from './case-view.mapper.ts';
import { toEntry } from './journal.mapper.ts';

/** Verbs that write beside the case: links, precedents. */
const TOUCHES_MORE: ReadonlySet<CaseVerb> = new Set<CaseVerb>(['merge', 'rule_return']);
const UNIQUE_VIOLATION = '23505';

const PHOTO_PURPOSE: Readonly<Partial<Record<CaseCommand['verb'], AttachmentPurpose>>> = {
  pre_check: 'pre_check',
  make_safe: 'evidence',
  report_part: 'after',
  request_return: 'evidence',
  submit_result: 'after',
  check_pass: 'check',
  check_fail: 'check',
};

/** What one party wishes to do with a case. `call` is null for the platform itself. */
export interface Wish {
  readonly caseId: Uuid;
  readonly command: CaseCommand;
  /** The version that the party has seen; null for those who see no versions. */
  readonly version: number | null;
  readonly call: Call | null;
  readonly routeName: string;
  /** Writes into somebody else's transaction, who also records the command. */
  readonly trx?: Transaction<Database>;
}

interface Decided {
  readonly loaded: LoadedCase<MovingRow>;
  readonly next: CaseCore;
  readonly event: CaseEvent;
  readonly amendment: Amendment | null;
  readonly moved: CaseMoved;
  /** The payload as the journal keeps it, and words in which numbers had to be masked. */
  readonly told: Readonly<Record<string, unknown>>;
  readonly original: string | null;
}

/** Moves cases: staff through their routes, the platform on its ticks, reporters by their follow code. */
export interface CaseMover {
  byStaff(caseId: Uuid, verb: StaffVerb, version: number, payload: object, call: Call): Promise<Result<CaseMoved, Problem>>;
  bySystem(caseId: Uuid, verb: 'breach' | 'lapse_return' | 'resume'): Promise<Result<CaseMoved, Problem>>;
  byReporter(trx: Transaction<Database>, caseId: Uuid, command: CaseCommand): Promise<Result<CaseMoved, Problem>>;
}

export function createCaseMover(platform: Platform, doors: CaseDoors): CaseMover {
  const { store, clock } = platform;

  async function move(
    wish: Wish,
    partyOf: (loaded: LoadedCase<MovingRow>, pictures: CasePictures) => CaseActor | null,
  ): Promise<Result<CaseMoved, Problem>> {
    const row = wish.trx === undefined ? await loadMovingCase(store.pool, wish.caseId) : await loadCase(wish.trx, wish.caseId);
    if (row === undefined) return err(problem('not_found'));
    const loaded = toLoaded(row);
    const pictures = await takePictures(doors, wish.trx);
    const actor = partyOf(loaded, pictures);
    if (actor === null) return unseen(wish);
    if (wish.version !== null && wish.version !== row.version) return stale(wish);
    const decided = await decideOn(wish, loaded, actor, pictures, clock.now());
    if (!decided.ok) return decided;
    return write(wish, decided.value, pictures);
  }

  async function decideOn(
    wish: Wish,
    loaded: LoadedCase<MovingRow>,
    actor: CaseActor,
    pictures: CasePictures,
    at: Instant,
  ): Promise<Result<Decided, Problem>> {
    const { command } = wish;
    const known = await checkPayload(wish, loaded, pictures);
    if (!known.ok) return known;
    const amendment = await describeAmendment(command, loaded, pictures, doors);
    if (!amendment.ok) return amendment;
    const areaPath = amendment.value?.areaPath ?? loaded.row.area_path;
    const context = contextAt(
      pictures,
      areaPath,
      command.verb === 'file' ? { standardRowId: command.standardRowId } : loaded.core,
      at,
    );
    const decision = decide(loaded.core, withRow(command, pictures), actor, context);
    if (!decision.ok) return err(problem(decision.error.problem, { rule: decision.error.rule }));
    const { next, event } = decision.value;
    // A party other than staff may be inside a transaction, and sees no names.
    const names = actor.party === 'staff' ? await namesFor(next) : NO_NAMES;
    const after = contextAt(pictures, areaPath, next, at);
    const verbs = actor.party === 'staff' ? allowedVerbs(next, refresh(actor, next, loaded, pictures, wish.call), after) : [];
    const moved = movedView(loaded.row.id, loaded.row.number, next, verbs, pictures, names, at);
    const { verb: _verb, ...payload } = command;
    return ok({ loaded, next, event, amendment: amendment.value, moved, ...screenedFacts(payload) });
  }

  /** What the machine cannot know: whether ids mean something here. */
  async function checkPayload(
    { command, call }: Wish,
    loaded: LoadedCase<MovingRow>,
    pictures: CasePictures,
  ): Promise<Result<null, Problem>> {
    switch (command.verb) {
      case 'file': {
        const row = pictures.catalogue.row(command.standardRowId);
        return row?.categoryId === loaded.row.category_id ? ok(null) : err(problem('row_missing'));
      }
      case 'dispatch':
      case 'rule_return':
        return checkLead(command.leadUnitId, command.supportingUnitIds ?? [], loaded, pictures, clock.now());
      case 'request_return':
        return isActive(command.counterUnitId, pictures, clock.now()) ? ok(null) : err(problem('unit_unknown'));
      case 'assign': {
        const unitId = loaded.core.leadUnitId;
        const fits = unitId !== null && (await doors.units.isStaffOf(command.accountId, unitId));
        return fits ? ok(null) : err(problem('account_unknown'));
      }
      case 'merge': {
        const into = await loadCase(store.db, command.intoCaseId);
        const isSeen = into !== undefined && call !== null && mayOn(call.actor, 'case.read', targetOf(into, pictures.units));
        return isSeen ? ok(null) : err(problem('not_found'));
      }
      default:
        return ok(null);
    }
  }

  async function write(wish: Wish, decided: Decided, pictures: CasePictures): Promise<Result<CaseMoved, Problem>> {
    const step = toMove(wish, decided, pictures, platform);
    const photos = photosOf(wish.command);
    if (wish.trx !== undefined) return writeInto(wish.trx, wish, decided, step, photos);
    const extras =
      photos.length > 0 || decided.amendment !== null || decided.original !== null || TOUCHES_MORE.has(wish.command.verb);
    try {
      // A plain move is one statement; only what touches other tables needs a transaction around it.
      const done = extras
        ? await store.inTransaction((trx) => writeAll(trx, wish, decided, step, photos))
        : await moveCaseAlone(store.pool, step);
      if (done === true) return ok(decided.moved);
      return done === false ? await stale(wish) : err(done);
    } catch (error) {
      if (sqlState(error) === UNIQUE_VIOLATION && wish.call !== null) return earlierAnswer(wish, wish.call, error);
      if (error instanceof Unwritten) return err(error.problem);
      throw error;
    }
  }

  async function writeInto(
    trx: Transaction<Database>,
    wish: Wish,
    decided: Decided,
    step: Move,
    photos: readonly PhotoClaim[],
  ): Promise<Result<CaseMoved, Problem>> {
    const done = await writeAll(trx, wish, decided, step, photos);
    if (done === true) return ok(decided.moved);
    return err(done === false ? problem('version_conflict') : done);
  }

  async function writeAll(
    trx: Transaction<Database>,
    wish: Wish,
    decided: Decided,
    step: Move,
    photos: readonly PhotoClaim[],
  ): Promise<boolean | Problem> {
    const { row } = decided.loaded;
    const at = new Date(decided.event.at);
    if (!(await moveCase(trx, step))) return false;
    for (const { ids, purpose } of photos) {
      const claimed = await doors.files.claim(trx, { caseId: row.id, ids, accountId: decided.event.accountId, purpose });
      if (!claimed.ok) throw new Unwritten(claimed.error);
    }
    if (decided.amendment !== null)
      await replaceSearchTerms(trx, row.id, indexTerms(decided.amendment.searchText), decided.amendment.areaPath);
    if (decided.original !== null)
      await doors.rights.sealMoreText(trx, { caseId: row.id, text: decided.original, at: decided.event.at });
    if (wish.command.verb === 'merge') {
      // Held until we commit: nobody merges or ends it meanwhile, so no case vanishes into one that nobody works on.
      if (!(await lockOpenCase(trx, wish.command.intoCaseId))) throw new Unwritten(problem('wrong_state', { rule: 'CT11' }));
      await linkCases(trx, row.id, wish.command.intoCaseId, 'duplicate', at, decided.event.accountId);
      const { accountId } = decided.event;
      const unitId = wish.call?.actor.posts[0]?.unitId ?? null;
      const { intoCaseId } = wish.command;
      await carryOver(trx, doors.files, { noteId: platform.ids.next(), from: row, intoCaseId, accountId, unitId, at });
    }
    if (wish.command.verb === 'rule_return' && decided.next.leadUnitId !== null) {
      const { leadUnitId, supportingUnitIds } = decided.next;
      const ruling = { caseId: row.id, categoryId: row.category_id, areaId: row.area_id, leadUnitId, supportingUnitIds };
      await doors.catalogue.recordRuling(trx, { ...ruling, legalBasis: wish.command.reason, at: decided.event.at });
    }
    return true;
  }

  /** The version moved on: because this very command came before, or because somebody else was faster. */
  async function stale(wish: Wish): Promise<Result<CaseMoved, Problem>> {
    const earlier = wish.call === null ? undefined : await findCommand(store.db, wish.call.commandId);
    if (earlier !== undefined && wish.call !== null) return replay(earlier, wish.routeName, wish.call);
    const row = await loadCase(store.db, wish.caseId);
    if (row === undefined) return err(problem('not_found'));
    const pictures = await takePictures(doors);
    const { core } = toLoaded(row);
    const current = movedView(row.id, row.number, core, [], pictures, await namesFor(core), clock.now());
    return err(problem('version_conflict', { current }));
  }

  /** Out of sight: unless this very command is what took it there. */
  async function unseen(wish: Wish): Promise<Result<CaseMoved, Problem>> {
    const earlier = wish.call === null ? undefined : await findCommand(store.db, wish.call.commandId);
    return earlier !== undefined && wish.call !== null ? replay(earlier, wish.routeName, wish.call) : err(problem('not_found'));
  }

  async function earlierAnswer(wish: Wish, call: Call, error: unknown): Promise<Result<CaseMoved, Problem>> {
    const earlier = await findCommand(store.db, call.commandId);
    if (earlier === undefined) throw error;
    return replay(earlier, wish.routeName, call);
  }

  const namesFor = (core: CaseCore) =>
    core.owner?.accountId == null ? Promise.resolve(NO_NAMES) : doors.units.namesOf([core.owner.accountId]);

  return {
    byStaff(caseId, verb, version, payload, call) {
      const wish: Wish = { caseId, command: { ...payload, verb } as CaseCommand, version, call, routeName: `case ${verb}` };
      return move(wish, (loaded, pictures) => {
        const target = targetOf(loaded.row, pictures.units);
        return mayOn(call.actor, 'case.read', target) ? caseActor(call.actor, target) : null;
      });
    },
    bySystem(caseId, verb) {
      const command: CaseCommand = verb === 'resume' ? { verb, reason: '' } : { verb };
      return move({ caseId, command, version: null, call: null, routeName: `case ${verb}` }, () => SYSTEM_ACTOR);
    },
    byReporter(trx, caseId, command) {
      return move({ caseId, command, version: null, call: null, routeName: `case ${command.verb}`, trx }, () => REPORTER_ACTOR);
    },
  };
}

const NO_NAMES: ReadonlyMap<Uuid, string> = new Map();

class Unwritten extends Error {
  readonly problem: Problem;
  constructor(refusal: Problem) {
    super(refusal.code);
    this.problem = refusal;
  }
}

/** Nobody would take a case that goes to a unit which is no more. */
function isActive(unitId: Uuid, { units }: CasePictures, at: Instant): boolean {
  const unit = units.byId(unitId);
  return unit !== undefined && (unit.validTo === null || unit.validTo > at);
}

function checkLead(
  leadUnitId: Uuid,
  supportingUnitIds: readonly Uuid[],
  loaded: LoadedCase<MovingRow>,
  pictures: CasePictures,
  at: Instant,
): Result<null, Problem> {
  const lead = pictures.units.byId(leadUnitId);
  if (lead === undefined || ![leadUnitId, ...supportingUnitIds].every((unitId) => isActive(unitId, pictures, at)))
    return err(problem('unit_unknown'));
  const assistOnly = pictures.catalogue.category(loaded.row.category_id)?.assistOnly === true;
  return assistOnly && lead.kind === 'committee' ? err(problem('assist_only')) : ok(null);
}

/** Scope follows the case: after a move the same person may see less, or more, of it. */
function refresh(
  actor: CaseActor,
  next: CaseCore,
  loaded: LoadedCase<MovingRow>,
  pictures: CasePictures,
  call: Call | null,
): CaseActor {
  if (call === null) return actor;
  const path = (unitId: Uuid | null | undefined) => (unitId == null ? null : (pictures.units.byId(unitId)?.path ?? null));
  const row = {
    ...loaded.row,
    owner_unit_path: path(next.owner?.unitId),
    lead_unit_path: path(next.leadUnitId),
    supporting_unit_ids: [...next.supportingUnitIds],
  };
  return caseActor(call.actor, targetOf(row, pictures.units));
}

/** What listeners of the outbox are told; they never need to read the case to know whom it concerns. */
const movedPayload = (verb: CaseVerb, before: CaseCore, next: CaseCore, event: CaseEvent, dispatchDeskId: Uuid) => ({
  verb,
  seq: next.version,
  from: event.from,
  to: event.to,
  ownerUnitId: next.owner?.unitId ?? null,
  leadUnitId: next.leadUnitId,
  supportingUnitIds: verb === 'dispatch' ? next.supportingUnitIds : [],
  formerUnitId: before.owner?.unitId ?? null,
  dispatchDeskId,
});

/** A row that describes a hazard makes the case one (JD-20): not a matter of what somebody ticks. */
const withRow = (command: CaseCommand, { catalogue }: CasePictures): CaseCommand =>
  command.verb === 'file' ? { ...command, hazard: catalogue.row(command.standardRowId)?.hazard === true } : command;

interface PhotoClaim {
  readonly ids: readonly Uuid[];
  readonly purpose: AttachmentPurpose;
}

/** Photos of a command by what they show: those of before the work are told apart from those of its result. */
function photosOf(command: CaseCommand): readonly PhotoClaim[] {
  const claims: readonly PhotoClaim[] = [
    { ids: 'photoIds' in command ? command.photoIds : [], purpose: PHOTO_PURPOSE[command.verb] ?? 'evidence' },
    { ids: 'beforePhotoIds' in command ? (command.beforePhotoIds ?? []) : [], purpose: 'before' },
  ];
  return claims.filter(({ ids }) => ids.length > 0);
}

function toMove(wish: Wish, decided: Decided, pictures: CasePictures, platform: Platform): Move {
  const { loaded, next, event, amendment, told } = decided;
  const { verb } = wish.command;
  const entry = toEntry({
    caseId: loaded.row.id,
    event,
    seq: next.version,
    previousHash: loaded.journalHash,
    told,
    ...(amendment === null ? {} : { changed: amendment.changed }),
    ownerUnitId: loaded.core.owner?.unitId ?? null,
    call: wish.call,
  });
  const command: CommandRow | null =
    wish.call === null
      ? null
      : {
          id: wish.call.commandId,
          accountId: wish.call.actor.accountId,
          route: wish.routeName,
          requestHash: wish.call.requestHash,
          response: decided.moved,
        };
  return {
    caseId: loaded.row.id,
    expectedVersion: loaded.row.version,
    columns: toColumns(next, loaded.row, entry.hash, event.at, columnSources(pictures)),
    description: amendment?.columns ?? {},
    entry,
    command,
    learning:
      verb === 'close' && next.leadUnitId !== null
        ? { categoryId: loaded.row.category_id, areaId: loaded.row.area_id, unitId: next.leadUnitId }
        : null,
    outbox: {
      id: platform.ids.next(),
      topic: 'case.moved',
      payload: movedPayload(verb, loaded.core, next, event, pictures.units.desksFor(loaded.row.area_path, event.at).dispatch),
    },
  };
}
