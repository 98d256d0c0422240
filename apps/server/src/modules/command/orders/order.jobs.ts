import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../../platform/deps.ts';
import type { CommandDoors } from '../command-doors.ts';
import { takeOrderReminders, takeUnanswered, type DueOrder } from './order.repository.ts';

const BATCH = 200;

/**
 * Reminds units of replies that they owe, and tells whoever asked and the unit above when a reply did not come. The marks are set where the
 * notices are written, under row locks that others skip, so two processes at once tell everybody once.
 */
export async function tickOrders(
  platform: Platform,
  doors: Pick<CommandDoors, 'units' | 'tell'>,
): Promise<{ readonly reminded: number; readonly escalated: number }> {
  const { store, clock } = platform;
  const all = async (work: (trx: Transaction<Database>, now: Date) => Promise<number>): Promise<number> => {
    let total = 0;
    for (;;) {
      const count = await store.inTransaction((trx) => work(trx, new Date(clock.now())));
      total += count;
      if (count < BATCH) return total;
    }
  };
  const reminded = await all(async (trx, now) => {
    const orders = await takeOrderReminders(trx, now, BATCH);
    for (const order of orders.filter(({ isOpen }) => isOpen)) await remind(order, now, trx);
    return orders.length;
  });
  const escalated = await all(async (trx, now) => {
    const orders = await takeUnanswered(trx, now, BATCH);
    const units = await doors.units.tree(trx);
    for (const order of orders.filter(({ isOpen }) => isOpen))
      await escalate(order, units.byId(order.unitId)?.parentId ?? null, now, trx);
    return orders.length;
  });
  return { reminded, escalated };

  function remind({ caseId, unitId, dueAt }: DueOrder, at: Date, trx: Transaction<Database>): Promise<void> {
    const facts = { dueAt: dueAt.toISOString() };
    return doors.tell(trx, { id: platform.ids.next(), unitId, caseId, kind: 'supervision_due', facts, at });
  }

  async function escalate(order: DueOrder, above: Uuid | null, at: Date, trx: Transaction<Database>): Promise<void> {
    const { caseId, unitId, orderedBy, dueAt } = order;
    const notice = { caseId, kind: 'supervision_late', facts: { dueAt: dueAt.toISOString(), unitId }, at } as const;
    await doors.tell(trx, { ...notice, id: platform.ids.next(), unitId: null, accountId: orderedBy });
    if (above !== null) await doors.tell(trx, { ...notice, id: platform.ids.next(), unitId: above });
  }
}
