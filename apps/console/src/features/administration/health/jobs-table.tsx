import type { notifyRoutes, RouteAnswer } from '@gridward/contract';
import { useLanguage } from '../../../platform/language.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { Section } from '../../cases/page/fact-list.tsx';
import { jobWords } from './job-words.ts';

type Job = RouteAnswer<(typeof notifyRoutes)['readWork']>['jobs'][number];

/** Work that comes back by the clock: when it ran, how it went, when it comes again. */
export function JobsTable({ jobs }: { readonly jobs: readonly Job[] }) {
  const { t } = useLanguage();
  return (
    <Section level={2} title={t('health.jobs')}>
      <div className="table-scroll" role="group" aria-label={t('health.jobs')} tabIndex={0}>
        <table className="case-table">
          <thead>
            <tr>
              <th scope="col">{t('health.job')}</th>
              <th scope="col">{t('health.lastRun')}</th>
              <th scope="col">{t('health.outcome')}</th>
              <th scope="col">{t('health.detail')}</th>
              <th scope="col">{t('health.nextDue')}</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <tr key={job.name}>
                <th scope="row">{t.word('health.job', job.name)}</th>
                <td>{job.lastRunAt === null ? t('health.never') : <ExactMoment at={job.lastRunAt} />}</td>
                <td className={job.lastOutcome === 'failed' ? 'hazard-mark' : undefined}>
                  {job.lastOutcome === null ? '' : t(`health.${job.lastOutcome}`)}
                </td>
                <td className="outbox-error">{jobWords(job.detail, t)}</td>
                <td>{job.nextDueAt === null ? '' : <ExactMoment at={job.nextDueAt} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
