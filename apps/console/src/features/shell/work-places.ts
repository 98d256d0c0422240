import type { caseRoutes, PileCounts, RouteAnswer } from '@gridward/contract';
import type { Permission } from '@gridward/core';
import type { PlainKey } from '@gridward/i18n';
import { countOf, QUEUE_IDS, QUEUES, type QueueId, type Waiting } from '../cases/list/queues.ts';

/** Everything that waits for somebody, in one answer. */
type QueueCounts = RouteAnswer<(typeof caseRoutes)['countQueues']>;

/** An entry of the rail: where it leads, who sees it, the letter after `g`. */
export interface WorkPlace {
  readonly label: PlainKey;
  readonly to: string;
  /** Absent where few go and seldom. */
  readonly letter?: string;
  readonly permissions: readonly Permission[];
  readonly queue?: QueueId;
  /** What is counted there, where it is no queue of cases. */
  readonly waits?: Exclude<keyof QueueCounts, keyof PileCounts>;
  /** Another entry stands below this one's address, so that only the very address is "here". */
  readonly isExact?: boolean;
}

const queuePlace = (id: QueueId): WorkPlace => ({
  label: `nav.${id}`,
  to: `/queue/${id}`,
  letter: QUEUES[id].letter,
  permissions: QUEUES[id].permissions,
  queue: id,
});

/** An order is asked of whoever has the case: a desk as well as a handling unit. */
const MAY_OWE_OR_GIVE_ORDERS: readonly Permission[] = [
  'case.supervise',
  'case.handle',
  'case.intake',
  'case.dispatch',
  'case.check',
  'case.pre_check',
];

export const WORK_PLACES: readonly WorkPlace[] = [
  ...QUEUE_IDS.map(queuePlace),
  { label: 'nav.batch', to: '/dispatch/batch', letter: 'n', permissions: ['case.dispatch'] },
  {
    label: 'nav.deferrals',
    to: '/deferrals',
    letter: 'l',
    permissions: ['case.rule', 'case.supervise', 'case.handle'],
    waits: 'deferralReviews',
  },
  { label: 'nav.unitDesk', to: '/unit-desk', letter: 'g', permissions: ['case.handle'], waits: 'owedParts' },
  { label: 'nav.secondChecks', to: '/second-checks', letter: 'x', permissions: ['case.check'], waits: 'secondChecks' },
  { label: 'nav.orders', to: '/command/orders', letter: 'o', permissions: MAY_OWE_OR_GIVE_ORDERS, waits: 'orders' },
  { label: 'nav.command', to: '/command', letter: 'b', permissions: ['case.supervise'], isExact: true },
  { label: 'nav.handover', to: '/command/handover', letter: 'w', permissions: ['case.supervise'] },
  { label: 'nav.cases', to: '/cases', letter: 'c', permissions: ['case.read'] },
  { label: 'nav.statistics', to: '/statistics', letter: 's', permissions: ['statistics.read'] },
  { label: 'nav.appraisal', to: '/appraisal', letter: 'k', permissions: ['statistics.read'] },
];

/** Whoever signs in begins at the first place that is theirs: the auditor at the log, not at the roles. */
export const ADMIN_PLACES: readonly WorkPlace[] = [
  { label: 'nav.areas', to: '/admin/areas', letter: 'q', permissions: ['area.manage', 'role.manage', 'import.run'] },
  { label: 'nav.organisation', to: '/admin/organisation', letter: 'u', permissions: ['unit.manage', 'role.manage'] },
  { label: 'nav.audit', to: '/admin/audit', letter: 'a', permissions: ['audit.read'] },
  { label: 'nav.roles', to: '/admin/roles', letter: 'z', permissions: ['role.manage', 'account.manage', 'audit.read'] },
  { label: 'nav.accounts', to: '/admin/accounts', permissions: ['account.manage'] },
  { label: 'nav.landmarks', to: '/admin/landmarks', permissions: ['import.run'] },
  { label: 'nav.catalogue', to: '/admin/catalogue', letter: 't', permissions: ['catalogue.manage'] },
  { label: 'nav.responsibility', to: '/admin/responsibility', letter: 'y', permissions: ['catalogue.manage'] },
  { label: 'nav.settings', to: '/admin/settings', letter: 'j', permissions: ['catalogue.manage'] },
  { label: 'nav.imports', to: '/admin/imports', letter: 'p', permissions: ['import.run'] },
  { label: 'nav.baseMap', to: '/admin/base-map', permissions: ['system.manage'] },
  { label: 'nav.health', to: '/admin/health', letter: 'f', permissions: ['system.manage'] },
  { label: 'nav.outgoing', to: '/admin/outgoing', permissions: ['system.manage'] },
];

/** How much waits at a place; `null` where nothing is counted, or nobody knows yet. */
export function waitingAt({ queue, waits }: WorkPlace, counts: QueueCounts | undefined): Waiting | null {
  if (queue !== undefined) return countOf(queue, counts);
  return waits === undefined || counts === undefined ? null : counts[waits];
}

const BOARD = '/command';

/** Whoever supervises and has no pile of cases to work off. */
export const leads = (places: readonly WorkPlace[]): boolean =>
  places.some(({ to }) => to === BOARD) && places.every(({ queue }) => queue === undefined || queue === 'mine');

/**
 * Where somebody begins who may go to these places: a leader at the board, everybody else at the first that has something waiting. Where
 * nothing waits, or nobody could be asked in time, not at the tasks of one's own, which begin empty.
 */
export function homeOf(places: readonly WorkPlace[], counts: QueueCounts | undefined): string | undefined {
  if (leads(places)) return BOARD;
  const busy = places.find((place) => (waitingAt(place, counts)?.count ?? 0) > 0);
  return (busy ?? places.find(({ queue }) => queue !== 'mine') ?? places[0])?.to;
}
