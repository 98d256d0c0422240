import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';
import { NOTHING_WAITS, type CaseRow, type Waiting } from '../../cases/index.ts';
import type { CommandScope } from '../command-scope.policy.ts';
import { inScope } from '../board/board.repository.ts';

/** Which orders. Without a wish about `settled` only those that still ask something of somebody. */
export interface OrderFilter extends Pick<CommandScope, 'reach' | 'areaPath'> {
  readonly orderedBy?: Uuid | undefined;
  readonly unitIds?: readonly Uuid[] | undefined;
  /** Not answered by this moment although it has come. */
  readonly overdueAt?: Date | undefined;
  readonly isSettled: boolean;
}

export interface OrderRow extends Pick<CaseRow, 'area_path' | 'owner_unit_path' | 'lead_unit_path' | 'supporting_unit_ids'> {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly number: string;
  readonly categoryId: Uuid;
  readonly areaId: Uuid;
  readonly orderedBy: Uuid;
  readonly orderedAt: Date;
  readonly unitId: Uuid;
  readonly text: string;
  readonly dueAt: Date;
  readonly escalatedAt: Date | null;
  readonly reply: string | null;
  readonly repliedAt: Date | null;
  readonly repliedBy: Uuid | null;
  readonly attachmentIds: readonly Uuid[];
  readonly settledAt: Date | null;
  readonly follows: Uuid | null;
}

/** An order whose reply is owed; `total` is how many there are. */
export interface OwedOrder {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly unitId: Uuid;
  readonly dueAt: Date;
  readonly total: number;
}

const COLUMNS = sql`supervision_order.id, case_id as "caseId", case_file.number, case_file.category_id as "categoryId",
  case_file.area_id as "areaId", ordered_by as "orderedBy", ordered_at as "orderedAt", unit_id as "unitId", text,
  supervision_order.due_at as "dueAt", escalated_at as "escalatedAt", reply, replied_at as "repliedAt", replied_by as "repliedBy",
  attachment_ids as "attachmentIds", settled_at as "settledAt", follows,
  case_file.area_path, case_file.owner_unit_path, case_file.lead_unit_path, case_file.supporting_unit_ids`;

const idList = (ids: readonly Uuid[]): string => `{${ids.join(',')}}`;

function matching(filter: OrderFilter) {
  const conditions = [inScope(filter), filter.isSettled ? sql`settled_at is not null` : sql`settled_at is null`];
  if (filter.orderedBy !== undefined) conditions.push(sql`ordered_by = ${filter.orderedBy}`);
  if (filter.unitIds !== undefined) conditions.push(sql`unit_id = any(${idList(filter.unitIds)}::uuid[]) and replied_at is null`);
  if (filter.overdueAt !== undefined) conditions.push(sql`replied_at is null and supervision_order.due_at < ${filter.overdueAt}`);
  return sql.join(conditions, sql` and `);
}

/** One page, first to fall due first; what is settled stands latest first. One row more than asked tells whether there is another page. */
export async function listOrders(
  db: Kysely<Database>,
  filter: OrderFilter,
  after: { readonly at: Date; readonly id: Uuid } | null,
  limit: number,
): Promise<OrderRow[]> {
  const key = filter.isSettled ? sql`settled_at` : sql`supervision_order.due_at`;
  const rest =
    after === null
      ? sql``
      : filter.isSettled
        ? sql` and (${key}, supervision_order.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
        : sql` and (${key}, supervision_order.id) > (${after.at}::timestamptz, ${after.id}::uuid)`;
  const order = filter.isSettled ? sql`${key} desc, supervision_order.id desc` : sql`${key}, supervision_order.id`;
  const result = await sql<OrderRow>`
    select ${COLUMNS} from supervision_order join case_file on case_file.id = supervision_order.case_id
     where ${matching(filter)}${rest} order by ${order} limit ${limit + 1}`.execute(db);
  return result.rows;
}

export interface OrderTotals {
  readonly given: number;
  readonly answer: number;
  readonly overdue: number;
}

/** What waits: given by me, owed by my units, overdue in reach. */
export async function countOrders(
  db: Kysely<Database>,
  scope: Pick<CommandScope, 'reach' | 'areaPath'>,
  mine: { readonly accountId: Uuid | null; readonly unitIds: readonly Uuid[]; readonly now: Date },
): Promise<OrderTotals> {
  const result = await sql<OrderTotals>`
    select (count(*) filter (where ordered_by = ${mine.accountId}))::integer as given,
           (count(*) filter (where unit_id = any(${idList(mine.unitIds)}::uuid[]) and replied_at is null))::integer as answer,
           (count(*) filter (where replied_at is null and supervision_order.due_at < ${mine.now}))::integer as overdue
      from supervision_order join case_file on case_file.id = supervision_order.case_id
     where settled_at is null and ${inScope(scope)}`.execute(db);
  return result.rows[0] ?? { given: 0, answer: 0, overdue: 0 };
}

/** Replies that my units owe and replies to me that nobody has judged; late are those that are owed past their date. */
export async function countWaitingOrders(
  db: Kysely<Database>,
  scope: Pick<CommandScope, 'reach' | 'areaPath'>,
  mine: { readonly accountId: Uuid | null; readonly unitIds: readonly Uuid[]; readonly now: Date },
): Promise<Waiting> {
  const result = await sql<Waiting>`
    select count(*)::integer as count,
           (count(*) filter (where replied_at is null and supervision_order.due_at < ${mine.now}))::integer as overdue
      from supervision_order join case_file on case_file.id = supervision_order.case_id
     where settled_at is null and ${inScope(scope)}
       and ((unit_id = any(${idList(mine.unitIds)}::uuid[]) and replied_at is null)
         or (ordered_by = ${mine.accountId}::uuid and replied_at is not null))`.execute(db);
  return result.rows[0] ?? NOTHING_WAITS;
}

/** Orders whose reply falls due before a moment, or has, of cases that are open. */
export async function listOwed(
  db: Kysely<Database>,
  scope: Pick<CommandScope, 'reach' | 'areaPath'>,
  before: Date,
  limit: number,
): Promise<OwedOrder[]> {
  const result = await sql<OwedOrder>`
    select supervision_order.id, case_id as "caseId", unit_id as "unitId", supervision_order.due_at as "dueAt",
           (count(*) over ())::integer as total
      from supervision_order join case_file on case_file.id = supervision_order.case_id
     where replied_at is null and ended_at is null and supervision_order.due_at < ${before} and ${inScope(scope)}
     order by supervision_order.due_at, supervision_order.id limit ${limit}`.execute(db);
  return result.rows;
}

export const findOrder = async (trx: Transaction<Database>, caseId: Uuid, orderId: Uuid) =>
  trx
    .selectFrom('supervision_order')
    .select(['unit_id', 'replied_at', 'settled_at'])
    .where('id', '=', orderId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();

/** @returns false when there is no reply to settle, or somebody was faster */
export async function settleOrder(trx: Transaction<Database>, orderId: Uuid, accountId: Uuid, at: Date): Promise<boolean> {
  const updated = await trx
    .updateTable('supervision_order')
    .set({ settled_at: at, settled_by: accountId })
    .where('id', '=', orderId)
    .where('replied_at', 'is not', null)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export interface DueOrder {
  readonly caseId: Uuid;
  readonly unitId: Uuid;
  readonly orderedBy: Uuid;
  readonly dueAt: Date;
  readonly isOpen: boolean;
}

const TAKEN = sql`case_id as "caseId", unit_id as "unitId", ordered_by as "orderedBy", due_at as "dueAt",
  exists (select from case_file where case_file.id = case_id and ended_at is null) as "isOpen"`;

/** Takes the reminders that have come; what another process holds at the moment is left to it. */
export async function takeOrderReminders(trx: Transaction<Database>, now: Date, limit: number): Promise<DueOrder[]> {
  const result = await sql<DueOrder>`
    update supervision_order set remind_at = null
     where id in (select id from supervision_order where replied_at is null and remind_at <= ${now}
                   order by remind_at, id limit ${limit} for update skip locked)
    returning ${TAKEN}`.execute(trx);
  return result.rows;
}

/** Marks the orders whose reply did not come in time, each once. */
export async function takeUnanswered(trx: Transaction<Database>, now: Date, limit: number): Promise<DueOrder[]> {
  const result = await sql<DueOrder>`
    update supervision_order set escalated_at = ${now}
     where id in (select id from supervision_order where replied_at is null and escalated_at is null and due_at < ${now}
                   order by due_at, id limit ${limit} for update skip locked)
    returning ${TAKEN}`.execute(trx);
  return result.rows;
}
