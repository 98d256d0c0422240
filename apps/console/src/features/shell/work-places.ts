import type { Permission } from '@gridward/core';
import type { PlainKey } from '@gridward/i18n';
import { QUEUE_IDS, QUEUES, type QueueId } from '../cases/list/queues.ts';

/** An entry of the rail: where it leads, who sees it, the letter after `g`. */
export interface WorkPlace {
  readonly label: PlainKey;
  readonly to: string;
  readonly letter: string;
  readonly permissions: readonly Permission[];
  readonly queue?: QueueId;
}

const queuePlace = (id: QueueId): WorkPlace => ({
  label: `nav.${id}`,
  to: `/queue/${id}`,
  letter: QUEUES[id].letter,
  permissions: QUEUES[id].permissions,
  queue: id,
});

export const WORK_PLACES: readonly WorkPlace[] = [
  ...QUEUE_IDS.map(queuePlace),
  { label: 'nav.secondChecks', to: '/second-checks', letter: 'x', permissions: ['case.check', 'catalogue.manage'] },
  { label: 'nav.cases', to: '/cases', letter: 'c', permissions: ['case.read'] },
  { label: 'nav.statistics', to: '/statistics', letter: 's', permissions: ['statistics.read'] },
  { label: 'nav.appraisal', to: '/appraisal', letter: 'k', permissions: ['statistics.read'] },
];

export const ADMIN_PLACES: readonly WorkPlace[] = [
  { label: 'nav.imports', to: '/admin/imports', letter: 'p', permissions: ['import.run'] },
  { label: 'nav.outgoing', to: '/admin/outgoing', letter: 'o', permissions: ['system.manage'] },
  { label: 'nav.audit', to: '/admin/audit', letter: 'a', permissions: ['audit.read'] },
];
