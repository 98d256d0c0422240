import type { AccessDeps } from './access-deps.ts';
import { deleteEndedSessions } from './sessions/session.repository.ts';

/** Work that somebody must start again and again; safe to run in several processes at once. */
export interface RecurringJob {
  readonly name: string;
  /** When, as a cron expression. */
  readonly cron: string;
  run(): Promise<void>;
}

export const accessJobs = (deps: AccessDeps): readonly RecurringJob[] => [
  {
    name: 'access.clean_sessions',
    cron: '*/10 * * * *',
    async run() {
      const ended = await deleteEndedSessions(deps.store.db, new Date(deps.clock.now()));
      if (ended > 0) deps.log.info({ ended }, 'ended sessions deleted');
    },
  },
];
