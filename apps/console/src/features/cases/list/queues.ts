import type { PileCounts } from '@gridward/contract';
import type { CaseState, Permission } from '@gridward/core';
import type { CaseFilters } from './filters.ts';

export const QUEUE_IDS = ['mine', 'intake', 'dispatch', 'rulings', 'handling', 'verification', 'closing'] as const;
export type QueueId = (typeof QUEUE_IDS)[number];
export const isQueueId = (text: string): text is QueueId => (QUEUE_IDS as readonly string[]).includes(text);

/** A pile of work: who sees it, what lies on it and the letter that leads there. */
export interface Queue {
  readonly permissions: readonly Permission[];
  readonly letter: string;
  readonly states: readonly CaseState[];
  readonly filters: CaseFilters;
  /** A pile that colleagues share: what one of them takes leaves it for the others. */
  readonly isShared: boolean;
}

const inStates = (...states: readonly CaseState[]): Pick<Queue, 'states' | 'filters' | 'isShared'> => ({
  states,
  isShared: true,
  filters: { state: states.join(',') },
});

/** Every queue lists what runs out first, first. */
export const QUEUES: Readonly<Record<QueueId, Queue>> = {
  mine: { permissions: ['case.read'], letter: 'm', states: [], filters: { mine: 'true' }, isShared: false },
  intake: { permissions: ['case.intake', 'case.file'], letter: 'i', ...inStates('reported', 'registering') },
  dispatch: { permissions: ['case.dispatch'], letter: 'd', ...inStates('filed', 'handled') },
  rulings: {
    permissions: ['case.rule'],
    letter: 'r',
    states: [],
    filters: { request: 'return,extension,deferral,exemption' },
    isShared: false,
  },
  handling: { permissions: ['case.handle'], letter: 'h', ...inStates('assigned', 'handling', 'deferred') },
  verification: { permissions: ['case.check', 'case.pre_check'], letter: 'v', ...inStates('checking', 'pre_check') },
  closing: { permissions: ['case.close'], letter: 'e', ...inStates('pending_close') },
};

/** How much waits, and how much of it is late. */
export interface Waiting {
  readonly count: number;
  readonly overdue: number;
}

/** How many cases lie on a pile; `null` as long as nobody knows. */
export function countOf(id: QueueId, counts: PileCounts | undefined): Waiting | null {
  if (counts === undefined) return null;
  if (id === 'mine') return counts.mine;
  if (id === 'rulings') return { count: counts.requests.reduce((sum, { count }) => sum + count, 0), overdue: 0 };
  const rows = counts.queues.filter(({ state }) => QUEUES[id].states.includes(state));
  return { count: rows.reduce((sum, { count }) => sum + count, 0), overdue: rows.reduce((sum, { overdue }) => sum + overdue, 0) };
}
