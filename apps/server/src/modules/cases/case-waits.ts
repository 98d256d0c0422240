import type { Uuid } from '@gridward/core';
import type { Actor } from '../../http/actor.ts';

/** How much waits for somebody, and how much of it is late. */
export interface Waiting {
  readonly count: number;
  readonly overdue: number;
}

export const NOTHING_WAITS: Waiting = { count: 0, overdue: 0 };

type CountWaiting = (actor: Actor, areaId: Uuid | undefined) => Promise<Waiting>;

/** What else waits for somebody; each number is of what the page of its own module lists. */
export interface OtherWaits {
  readonly secondChecks: CountWaiting;
  readonly deferralReviews: CountWaiting;
  readonly orders: CountWaiting;
  readonly owedParts: CountWaiting;
}
