import type { Instant } from '../kernel/index.ts';

/** As for cases: a reminder when four fifths of the time have gone. */
const REMIND_SHARE = 0.8;

/** When the unit is reminded of a reply that it owes. */
export const orderReminderAt = (orderedAt: Instant, dueAt: Instant): Instant =>
  Math.round(orderedAt + (dueAt - orderedAt) * REMIND_SHARE);

/** Where an order of supervision stands. A reply that came is looked at by whoever asked: accepted, or asked for anew. */
export const ORDER_STATES = ['waiting', 'overdue', 'answered', 'settled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** @returns `settled` also for an order whose question was asked anew: the new order goes on */
export function orderState(
  order: { readonly dueAt: Instant; readonly repliedAt: Instant | null; readonly settledAt: Instant | null },
  now: Instant,
): OrderState {
  if (order.settledAt !== null) return 'settled';
  if (order.repliedAt !== null) return 'answered';
  return order.dueAt < now ? 'overdue' : 'waiting';
}
