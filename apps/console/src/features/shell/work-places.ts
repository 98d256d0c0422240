import type { Permission } from '@gridward/core';
import type { PlainKey } from '@gridward/i18n';
import { QUEUE_IDS, QUEUES, type QueueId } from '../cases/list/queues.ts';

/** An entry of the rail: where it leads, who sees it, the letter after `g`. */
export interface WorkPlace {
  readonly label: PlainKey;
  readonly to: string;
  /** Absent where few go and seldom. */
  readonly letter?: string;
  readonly permissions: readonly Permission[];
  readonly queue?: QueueId;
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

export const WORK_PLACES: readonly WorkPlace[] = [
  ...QUEUE_IDS.map(queuePlace),
  { label: 'nav.batch', to: '/dispatch/batch', letter: 'n', permissions: ['case.dispatch'] },
  { label: 'nav.deferrals', to: '/deferrals', letter: 'l', permissions: ['case.rule', 'case.supervise', 'case.handle'] },
  { label: 'nav.unitDesk', to: '/unit-desk', letter: 'g', permissions: ['case.handle'] },
  { label: 'nav.secondChecks', to: '/second-checks', letter: 'x', permissions: ['case.check'] },
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
  { label: 'nav.outgoing', to: '/admin/outgoing', letter: 'o', permissions: ['system.manage'] },
];
