import { invalidField, problem, type caseRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import { err, isEnd, ok, orderReminderAt, orderState, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { mayOn, targetOf } from './case-actor.policy.ts';
import { findOrder, insertNote, insertOrder, listMessages, listOrders, replyToOrder } from './case-conversation.repository.ts';
import { takePictures } from './case-context.service.ts';
import type { CaseDoors } from './case-doors.ts';
import type { CaseReader } from './case-read.service.ts';
import type { LoadedCase } from './case-row.ts';
import { screened } from './case-text.policy.ts';
import { insertOutbox } from './case-write.repository.ts';
import { isoOrNull, namedUnit } from './case-view.mapper.ts';

type Reply<Name extends keyof typeof caseRoutes> = RouteReply<(typeof caseRoutes)[Name]>;

/** What people say about a case besides moving it: notes, messages to the reporter, supervision orders. */
export function createCaseConversation(platform: Platform, doors: CaseDoors, reader: CaseReader) {
  const { store, clock, ids } = platform;

  /** The case, if the caller holds the permission on it and not only somewhere. */
  async function findFor(
    caseId: Uuid,
    call: Call,
    permission: 'case.read' | 'case.supervise' | 'case.handle',
    trx?: Transaction<Database>,
  ): Promise<Result<LoadedCase, Problem>> {
    const pictures = await takePictures(doors, trx);
    const found = await reader.find(caseId, call.actor, pictures, trx);
    if (!found.ok) return found;
    return mayOn(call.actor, permission, targetOf(found.value.row, pictures.units)) ? found : err(problem('not_permitted'));
  }

  async function messages(caseId: Uuid, call: Call): Promise<Result<Reply<'listMessages'>, Problem>> {
    const found = await findFor(caseId, call, 'case.read');
    if (!found.ok) return found;
    const [rows, pictures, canReachReporter] = await Promise.all([
      listMessages(store.db, caseId),
      takePictures(doors),
      doors.rights.canReachReporter(caseId),
    ]);
    const names = await doors.units.namesOf([...new Set(rows.flatMap(({ account_id }) => account_id ?? []))]);
    const items = rows.toReversed().map((row) => ({
      id: row.id,
      direction: row.direction,
      body: row.body,
      asks: row.asks,
      person: row.account_id === null ? null : { id: row.account_id, name: names.get(row.account_id) ?? '' },
      unit: row.unit_id === null ? null : namedUnit(pictures, row.unit_id),
      at: row.at.toISOString(),
    }));
    return ok({ items, canReachReporter });
  }

  async function send(
    caseId: Uuid,
    to: 'reporter' | 'colleagues',
    { body, asks }: { readonly body: string; readonly asks: boolean },
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<Reply<'sendMessage'>, Problem>> {
    const found = await findFor(caseId, call, 'case.read', trx);
    if (!found.ok) return found;
    const id = ids.next();
    const message = {
      id,
      caseId,
      body: screened(body).text,
      accountId: call.actor.accountId,
      unitId: call.actor.posts[0]?.unitId ?? null,
      at: new Date(clock.now()),
    };
    if (to === 'colleagues') await insertNote(trx, message);
    else {
      const sent = await doors.rights.messageReporter(trx, { ...message, asks, at: clock.now() });
      if (!sent.ok) return sent;
    }
    return ok({ id });
  }

  async function order(
    caseId: Uuid,
    { text, dueAt, follows = null }: NewQuestion,
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<Reply<'orderSupervision'>, Problem>> {
    const found = await findFor(caseId, call, 'case.supervise', trx);
    if (!found.ok) return found;
    const { core } = found.value;
    const now = clock.now();
    if (isEnd(core.state) || core.owner === null) return err(problem('wrong_state'));
    if (call.actor.accountId === null) return err(problem('not_permitted'));
    if (Date.parse(dueAt) <= now) return err(invalidField('/dueAt', { zh: '须晚于现在', en: 'Must lie in the future' }));
    const id = ids.next();
    const unitId = core.leadUnitId ?? core.owner.unitId;
    const at = new Date(now);
    await insertOrder(trx, {
      id,
      caseId,
      orderedBy: call.actor.accountId,
      orderedAt: at,
      unitId,
      text: screened(text).text,
      dueAt: new Date(dueAt),
      remindAt: new Date(orderReminderAt(now, Date.parse(dueAt))),
      follows,
    });
    await insertOutbox(trx, { id: ids.next(), topic: 'case.supervised', payload: { unitId, dueAt } }, caseId, at);
    return ok({ id });
  }

  async function orders(caseId: Uuid, call: Call): Promise<Result<Reply<'listSupervision'>, Problem>> {
    const found = await findFor(caseId, call, 'case.read');
    if (!found.ok) return found;
    const [rows, pictures] = await Promise.all([listOrders(store.db, caseId), takePictures(doors)]);
    const names = await doors.units.namesOf([
      ...new Set(rows.flatMap((row) => [row.ordered_by, row.replied_by].filter((id): id is Uuid => id !== null))),
    ]);
    const person = (id: Uuid | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
    const maySupervise = mayOn(call.actor, 'case.supervise', targetOf(found.value.row, pictures.units));
    return ok({
      items: rows.map((row) => ({
        id: row.id,
        orderedBy: person(row.ordered_by),
        orderedAt: row.ordered_at.toISOString(),
        unit: namedUnit(pictures, row.unit_id),
        text: row.text,
        dueAt: row.due_at.toISOString(),
        repliedAt: isoOrNull(row.replied_at),
        repliedBy: person(row.replied_by),
        reply: row.reply,
        attachmentIds: row.attachment_ids,
        escalatedAt: isoOrNull(row.escalated_at),
        settledAt: isoOrNull(row.settled_at),
        state: orderState(
          {
            dueAt: row.due_at.getTime(),
            repliedAt: row.replied_at?.getTime() ?? null,
            settledAt: row.settled_at?.getTime() ?? null,
          },
          clock.now(),
        ),
        mayAnswer: row.replied_at === null && call.actor.unitIds.has(row.unit_id),
        maySettle: row.replied_at !== null && row.settled_at === null && maySupervise,
      })),
    });
  }

  async function reply(
    caseId: Uuid,
    orderId: Uuid,
    { reply: text, attachmentIds }: RouteInput<(typeof caseRoutes)['replySupervision']>['body'],
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<Reply<'replySupervision'>, Problem>> {
    const found = await findFor(caseId, call, 'case.read', trx);
    if (!found.ok) return found;
    const order = await findOrder(trx, caseId, orderId);
    if (order === undefined) return err(problem('not_found'));
    // The order asks one unit for an answer, and nobody else gives it.
    if (!call.actor.unitIds.has(order.unit_id)) return err(problem('not_owner'));
    const photos = { caseId, ids: attachmentIds, accountId: call.actor.accountId, purpose: 'message' } as const;
    const claimed = attachmentIds.length === 0 ? ok(null) : await doors.files.claim(trx, photos);
    if (!claimed.ok) return claimed;
    const done = await replyToOrder(trx, {
      orderId,
      caseId,
      text: screened(text).text,
      accountId: call.actor.accountId,
      attachmentIds,
      at: new Date(clock.now()),
    });
    if (!done) return err(problem('already_so'));
    const answered = { id: ids.next(), topic: 'case.supervision_answered', payload: { accountId: order.ordered_by } };
    await insertOutbox(trx, answered, caseId, new Date(clock.now()));
    return ok({ id: orderId });
  }

  return { messages, send, order, orders, reply, findFor };
}

/** What an order asks, by when, and whose unsatisfying reply made it necessary. */
interface NewQuestion {
  readonly text: string;
  readonly dueAt: string;
  readonly follows?: Uuid | null;
}
