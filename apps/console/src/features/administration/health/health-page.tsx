import '@gridward/i18n/words/organising';
import '@gridward/i18n/words/upkeep';
import '../editing/administration.css';
import './health.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { SaidFrame } from '../editing/said.tsx';
import { FindingsPart } from './findings-part.tsx';
import { JobsTable } from './jobs-table.tsx';
import { OutboxPart } from './outbox-part.tsx';
import { MachinePart } from './machine-part.tsx';

const REFRESH_EVERY_MS = 30_000;

/** Is everything well, and what is to be done where it is not: checks, work in the background, messages on their way, the machine. */
export function HealthPage() {
  const may = useMay();
  return may('system.manage') ? <Health /> : <NoPermission permission="system.manage" />;
}

function Health() {
  const { t } = useLanguage();
  const doctor = useQuery({
    queryKey: ['system', 'doctor'],
    queryFn: ({ signal }) => unwrap(api.doctor({}, { signal })),
  });
  const work = useQuery({
    queryKey: ['system', 'work'],
    queryFn: ({ signal }) => unwrap(api.readWork({}, { signal })),
    refetchInterval: REFRESH_EVERY_MS,
  });
  const error = doctor.error ?? work.error;
  const again = (): void => void Promise.all([doctor.refetch(), work.refetch()]);
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('health.title')}</h1>
        {doctor.data === undefined ? null : (
          <span className="quiet">
            {t('health.checkedAt')} <ExactMoment at={doctor.data.checkedAt} />
          </span>
        )}
        <Button loading={doctor.isFetching} onClick={again}>
          {t('health.checkAgain')}
        </Button>
      </header>
      {error === null ? null : <PageProblem error={error} onRetry={again} />}
      <SaidFrame>
        {doctor.data === undefined ? <Waiting rows={6} /> : <FindingsPart findings={doctor.data.findings} />}
        {work.data === undefined ? null : (
          <>
            <OutboxPart counts={work.data.outbox} />
            <JobsTable jobs={work.data.jobs} />
          </>
        )}
        <MachinePart />
      </SaidFrame>
    </div>
  );
}
