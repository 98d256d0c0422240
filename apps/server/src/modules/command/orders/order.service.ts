import { invalidField, problem, type commandRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import { err, ok, orderState, permissionsOn, type Instant, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Actor } from '../../../http/actor.ts';
import type { Call } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import { NOTHING_WAITS, NOWHERE, placeReach, targetOf, type Waiting } from '../../cases/index.ts';
import { takePictures, type CommandDoors, type CommandPictures } from '../command-doors.ts';
import { decodeOrderCursor, encodeOrderCursor } from './order-cursor.mapper.ts';
import {
  countOrders,
  countWaitingOrders,
  findOrder,
  listOrders,
  settleOrder,
  type OrderFilter,
  type OrderRow,
} from './order.repository.ts';

type Reply<Name extends keyof typeof commandRoutes> = RouteReply<(typeof commandRoutes)[Name]>;
type ListQuery = RouteInput<typeof commandRoutes.listOrders>['query'];
type Item = Reply<'listOrders'>['items'][number];

/** Orders of supervision across cases: who owes what to whom, and what became of the reply. */
export function createOrders({ store, clock }: Platform, doors: CommandDoors) {
  async function list(query: ListQuery, actor: Actor): Promise<Result<Reply<'listOrders'>, Problem>> {
    const pictures = await takePictures(doors);
    const after = query.cursor === undefined ? null : decodeOrderCursor(query.cursor);
    if (after === undefined) return err(invalidField('/query/cursor', 'unknown cursor'));
    const within = placeReach(actor, pictures, query.areaId);
    if (within === NOWHERE) return ok({ items: [], nextCursor: null, totals: { given: 0, answer: 0, overdue: 0 } });
    const now = clock.now();
    const unitIds = ownUnits(actor);
    const [rows, totals] = await Promise.all([
      listOrders(store.db, { ...within, ...wishOf(query, actor, now) }, after, query.limit),
      countOrders(store.db, within, { accountId: actor.accountId, unitIds, now: new Date(now) }),
    ]);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const key = last === undefined || rows.length <= query.limit ? null : { at: last.settledAt ?? last.dueAt, id: last.id };
    return ok({
      items: await inWords(page, actor, pictures, now),
      nextCursor: key === null ? null : encodeOrderCursor(key),
      totals,
    });
  }

  /** Replies that my units owe, and replies to me that I have not judged yet. */
  async function waiting(actor: Actor, areaId: Uuid | undefined): Promise<Waiting> {
    const within = placeReach(actor, await takePictures(doors), areaId);
    if (within === NOWHERE) return NOTHING_WAITS;
    const mine = { accountId: actor.accountId, unitIds: ownUnits(actor), now: new Date(clock.now()) };
    return countWaitingOrders(store.db, within, mine);
  }

  async function inWords(rows: readonly OrderRow[], actor: Actor, pictures: CommandPictures, now: Instant): Promise<Item[]> {
    const people = rows.flatMap(({ orderedBy, repliedBy }) => [orderedBy, ...(repliedBy === null ? [] : [repliedBy])]);
    const names = await doors.units.namesOf([...new Set(people)]);
    return rows.map((row) => itemOf(row, { actor, pictures, names, now }));
  }

  /** A reply is enough: the question is settled. */
  async function accept(target: OrderTarget, call: Call, trx: Transaction<Database>): Promise<Result<{ id: Uuid }, Problem>> {
    const settled = await settle(target, call, trx);
    return settled.ok ? ok({ id: target.orderId }) : settled;
  }

  /** A reply is not enough: the same unit is asked anew, with a new date. */
  async function askAgain(
    target: OrderTarget,
    question: { readonly text: string; readonly dueAt: string },
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<{ id: Uuid }, Problem>> {
    const settled = await settle(target, call, trx);
    if (!settled.ok) return settled;
    return doors.cases.supervision.order(target.caseId, { ...question, follows: target.orderId }, call, trx);
  }

  async function settle(target: OrderTarget, call: Call, trx: Transaction<Database>): Promise<Result<null, Problem>> {
    const found = await doors.cases.supervision.findFor(target.caseId, call, 'case.supervise', trx);
    if (!found.ok) return found;
    const { accountId } = call.actor;
    if (accountId === null) return err(problem('not_permitted'));
    const order = await findOrder(trx, target.caseId, target.orderId);
    if (order === undefined) return err(problem('not_found'));
    if (order.replied_at === null) return err(problem('wrong_state'));
    const done = await settleOrder(trx, target.orderId, accountId, new Date(clock.now()));
    return done ? ok(null) : err(problem('already_so'));
  }

  return { list, waiting, accept, askAgain };
}
export type Orders = ReturnType<typeof createOrders>;

interface OrderTarget {
  readonly caseId: Uuid;
  readonly orderId: Uuid;
}

const ownUnits = (actor: Actor): Uuid[] => actor.posts.flatMap(({ unitId }) => unitId ?? []);

/** An unknown person gave none and owes none. */
const NOBODY: Uuid = '00000000-0000-0000-0000-000000000000';

function wishOf({ view, overdue, settled }: ListQuery, actor: Actor, now: Instant): Omit<OrderFilter, 'reach' | 'areaPath'> {
  return {
    isSettled: settled === true,
    ...(view === 'given' ? { orderedBy: actor.accountId ?? NOBODY } : {}),
    ...(view === 'answer' ? { unitIds: ownUnits(actor) } : {}),
    ...(overdue === true ? { overdueAt: new Date(now) } : {}),
  };
}

interface Words {
  readonly actor: Actor;
  readonly pictures: CommandPictures;
  readonly names: ReadonlyMap<Uuid, string>;
  readonly now: Instant;
}

function itemOf(row: OrderRow, { actor, pictures, names, now }: Words): Item {
  const { areas, units, catalogue } = pictures;
  const category = catalogue.category(row.categoryId);
  const person = (id: Uuid | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  const state = orderState(
    { dueAt: row.dueAt.getTime(), repliedAt: row.repliedAt?.getTime() ?? null, settledAt: row.settledAt?.getTime() ?? null },
    now,
  );
  return {
    id: row.id,
    case: {
      id: row.caseId,
      number: row.number,
      category: { zh: category?.nameZh ?? '', en: category?.nameEn ?? null },
      area: { id: row.areaId, name: areas.byId(row.areaId)?.name ?? '' },
    },
    orderedBy: person(row.orderedBy),
    orderedAt: row.orderedAt.toISOString(),
    unit: { id: row.unitId, name: units.byId(row.unitId)?.name ?? '' },
    text: row.text,
    dueAt: row.dueAt.toISOString(),
    state,
    escalatedAt: row.escalatedAt?.toISOString() ?? null,
    reply: row.reply,
    repliedAt: row.repliedAt?.toISOString() ?? null,
    repliedBy: person(row.repliedBy),
    attachmentIds: [...row.attachmentIds],
    settledAt: row.settledAt?.toISOString() ?? null,
    follows: row.follows,
    mayAnswer: (state === 'waiting' || state === 'overdue') && actor.unitIds.has(row.unitId),
    maySettle: state === 'answered' && permissionsOn(actor.grants, targetOf(row, units)).has('case.supervise'),
  };
}
