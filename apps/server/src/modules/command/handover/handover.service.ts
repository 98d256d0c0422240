import { invalidField, problem, type commandRoutes, type Handover, type Problem, type RouteInput } from '@gridward/contract';
import {
  addDays,
  carriedOver,
  err,
  handoverState,
  MINUTE_MS,
  ok,
  type AreaNode,
  type CivilDate,
  type Result,
  type Uuid,
} from '@gridward/core';
import type { Database, Store } from '@gridward/db';
import type { Transaction } from 'kysely';
import { IN_THE_FUTURE } from '../../../http/field-words.ts';
import type { Actor } from '../../../http/actor.ts';
import type { Call } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import { screened } from '../../cases/index.ts';
import { placeOf, type Board } from '../board/board.service.ts';
import { rememberByScope } from '../board/scope-memory.ts';
import { todayAt } from '../civil-day.ts';
import { takePictures, type CommandDoors, type CommandPictures } from '../command-doors.ts';
import { commandScope, placesOf, type CommandScope } from '../command-scope.policy.ts';
import { readDays, readFacts, type DaysAsked } from './facts.service.ts';
import {
  findHandover,
  insertHandover,
  pointsBefore,
  signIncoming,
  signOutgoing,
  updateText,
  type HandoverRow,
  type HandoverText,
} from './handover.repository.ts';

type Input<Name extends keyof typeof commandRoutes> = RouteInput<(typeof commandRoutes)[Name]>;
type Outcome = Promise<Result<Handover, Problem>>;

const KEEP_DAYS_MS = MINUTE_MS;

/** One hand-over: a place and a civil day, in the reach of the caller. */
interface Sheet {
  readonly area: AreaNode;
  /** Where else the caller may hand over. */
  readonly places: readonly AreaNode[];
  readonly on: CivilDate;
  readonly scope: CommandScope;
  readonly pictures: CommandPictures;
}

/** The morning hand-over: written by the platform, completed by whoever goes, confirmed by whoever comes. */
export function createHandovers(platform: Platform, doors: CommandDoors, board: Pick<Board, 'selectionOf'>) {
  const { store, clock, ids } = platform;

  /** The first place of the reach and yesterday, unless named. Whoever reaches only the cases of a unit has no place to hand over. */
  async function open(
    asked: { areaId?: Uuid | undefined; on?: CivilDate | undefined },
    actor: Actor,
    trx?: Transaction<Database>,
  ): Promise<Result<Sheet, Problem>> {
    const pictures = await takePictures(doors, trx);
    const places = placesOf(actor, 'case.supervise', pictures);
    const areaId = asked.areaId ?? places[0]?.id;
    if (areaId === undefined) return err(problem('not_found'));
    const scope = commandScope(actor, 'case.supervise', areaId, pictures);
    if (!scope.ok) return scope;
    const area = scope.value?.area;
    if (!area || scope.value === null || scope.value.reach !== null) return err(problem('not_found'));
    const today = todayAt(pictures.catalogue.calendar.timeZone, clock.now()).on;
    const on = asked.on ?? addDays(today, -1);
    if (on > today) return err(invalidField('/query/on', IN_THE_FUTURE));
    return ok({ area, places, on, scope: scope.value, pictures });
  }

  async function show(sheet: Sheet, actor: Actor, db: Store['db'] = store.db): Promise<Handover> {
    const { area, places, on } = sheet;
    const row = await findHandover(db, area.id, on);
    const points = row?.points ?? carriedOver(await pointsBefore(db, area.id, on));
    const facts = row?.facts ?? (await factsNow(sheet, db));
    const text = textOf({ remarks: row?.remarks ?? '', points });
    return viewOf({ place: placeOf(area), places: places.map(placeOf), on, facts, ...text }, row, actor);
  }

  /** A day that is over hardly changes any more, and at the beginning of a shift everybody looks at the same one. */
  const rememberedDays = rememberByScope(clock, KEEP_DAYS_MS, (asked: DaysAsked) => readDays(store.db, asked));

  async function factsNow({ scope, on, pictures }: Sheet, db: Store['db']): Promise<Handover['facts']> {
    const isOver = on < todayAt(pictures.catalogue.calendar.timeZone, clock.now()).on;
    // What somebody signs is read anew.
    const daysOf = isOver && db === store.db ? rememberedDays : (asked: DaysAsked) => readDays(db, asked);
    const facts = await readFacts(db, board.selectionOf(scope, pictures), on, pictures, daysOf);
    return { at: new Date(clock.now()).toISOString(), ...facts };
  }

  async function read({ query }: Input<'readHandover'>, call: Call): Outcome {
    const sheet = await open(query, call.actor);
    return sheet.ok ? ok(await show(sheet.value, call.actor)) : sheet;
  }

  /** The record that a version names, begun with what was carried over where there is none yet. */
  async function begin(sheet: Sheet, version: number, by: Uuid, trx: Transaction<Database>): Promise<HandoverRow | undefined> {
    const { area, on } = sheet;
    if (version === 0 && (await findHandover(trx, area.id, on)) === undefined) {
      const points = carriedOver(await pointsBefore(trx, area.id, on));
      const at = new Date(clock.now());
      await insertHandover(trx, { id: ids.next(), areaId: area.id, on, by, at, remarks: '', points });
    }
    return findHandover(trx, area.id, on);
  }

  type Step = (row: HandoverRow, change: { id: Uuid; version: number; by: Uuid; at: Date }, sheet: Sheet) => Promise<boolean>;

  async function change(
    { params, body }: { readonly params: { areaId: Uuid; on: CivilDate }; readonly body: { version: number } },
    call: Call,
    trx: Transaction<Database>,
    step: Step,
  ): Outcome {
    const sheet = await open(params, call.actor, trx);
    if (!sheet.ok) return sheet;
    const by = call.actor.accountId;
    if (by === null) return err(problem('not_permitted'));
    const row = await begin(sheet.value, body.version, by, trx);
    if (row === undefined) return err(problem('not_found'));
    if (row.incomingAt !== null) return err(problem('wrong_state'));
    const expected = body.version === 0 ? 1 : body.version;
    const at = new Date(clock.now());
    const done = row.version === expected && (await step(row, { id: row.id, version: expected, by, at }, sheet.value));
    if (!done) return err(problem('version_conflict', { current: await show(sheet.value, call.actor, trx) }));
    return ok(await show(sheet.value, call.actor, trx));
  }

  const write = (input: Input<'writeHandover'>, call: Call, trx: Transaction<Database>): Outcome =>
    change(input, call, trx, (_row, at) => updateText(trx, at, textOf(input.body)));

  const sign = (input: Input<'signHandover'>, call: Call, trx: Transaction<Database>): Outcome =>
    change(input, call, trx, async (_row, at, sheet) =>
      signOutgoing(trx, at, { name: call.actor.name, facts: await factsNow(sheet, trx) }),
    );

  /** Whoever goes does not confirm to themselves. */
  async function confirm(input: Input<'confirmHandover'>, call: Call, trx: Transaction<Database>): Outcome {
    const sheet = await open(input.params, call.actor, trx);
    if (!sheet.ok) return sheet;
    const row = await findHandover(trx, sheet.value.area.id, sheet.value.on);
    if (row === undefined || row.outgoingAt === null) return err(problem('wrong_state'));
    if (row.outgoingBy === call.actor.accountId) return err(problem('not_permitted'));
    return change(input, call, trx, (_row, at) => signIncoming(trx, at, call.actor.name));
  }

  return { open, show, read, write, sign, confirm };
}
export type Handovers = ReturnType<typeof createHandovers>;

/** What people write goes into a Word file that leaves the house: no number of anybody is stored with it, and none is shown of what was stored before. */
const textOf = ({ remarks, points }: HandoverText): Pick<Handover, 'remarks' | 'points'> => ({
  remarks: screened(remarks).text,
  points: points.map((point) => ({ ...point, text: screened(point.text).text })),
});

function viewOf(
  sheet: Pick<Handover, 'place' | 'places' | 'on' | 'facts' | 'points' | 'remarks'>,
  row: HandoverRow | undefined,
  actor: Actor,
): Handover {
  const outgoingAt = row?.outgoingAt ?? null;
  const incomingAt = row?.incomingAt ?? null;
  const state = handoverState({ outgoingAt: outgoingAt?.getTime() ?? null, incomingAt: incomingAt?.getTime() ?? null });
  return {
    ...sheet,
    state,
    outgoing: signatureOf(row?.outgoingName ?? null, outgoingAt),
    incoming: signatureOf(row?.incomingName ?? null, incomingAt),
    version: row?.version ?? 0,
    maySign: state === 'draft',
    mayConfirm: state === 'signed' && row?.outgoingBy !== actor.accountId,
  };
}

const signatureOf = (name: string | null, at: Date | null): Handover['outgoing'] =>
  name === null || at === null ? null : { name, at: at.toISOString() };
