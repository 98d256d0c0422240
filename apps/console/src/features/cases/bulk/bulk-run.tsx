import { Link } from '@tanstack/react-router';
import { PROBLEMS } from '@gridward/contract';
import { Button, Progress } from 'antd';
import { useT } from '../../../platform/language.tsx';
import { countsOf, type BulkItem, type BulkWork } from './bulk-work.ts';
import { useBulkName } from './use-bulk-name.ts';

interface BulkRunProps {
  readonly work: BulkWork;
  readonly isRunning: boolean;
  readonly onStop: () => void;
  readonly onGoOn: () => void;
  readonly onRetry: () => void;
}

/** How far the work is, and what became of each case; whatever failed stands first and can be tried again. */
export function BulkRun({ work, isRunning, onStop, onGoOn, onRetry }: BulkRunProps) {
  const t = useT();
  const nameOf = useBulkName();
  const { total, done, waiting, failed } = countsOf(work);
  const settled = done + failed;
  const percent = total === 0 ? 100 : Math.floor((settled / total) * 100);
  const first = ['refused', 'unsent', 'waiting', 'done'] as const;
  const items = work.items.toSorted((one, other) => first.indexOf(one.state) - first.indexOf(other.state));
  return (
    <section className="bulk-run" aria-label={nameOf(work.verb)}>
      <Progress
        percent={percent}
        status="normal"
        strokeColor="var(--brand)"
        showInfo={false}
        aria-label={t('bulk.progress', { settled, total })}
      />
      <p role="status" className="figures">
        {settled === total ? t('bulk.result', { done, failed }) : t('bulk.progress', { settled, total })}
        {!isRunning && waiting > 0 ? ` · ${t('bulk.stopped', { count: waiting })}` : ''}
      </p>
      <div className="row">
        {isRunning && waiting > 0 ? <Button onClick={onStop}>{t('bulk.stop')}</Button> : null}
        {!isRunning && waiting > 0 ? (
          <Button type="primary" onClick={onGoOn}>
            {t('bulk.goOn', { count: waiting })}
          </Button>
        ) : null}
        {!isRunning && failed > 0 ? <Button onClick={onRetry}>{t('bulk.retry', { count: failed })}</Button> : null}
      </div>
      <table className="bulk-results">
        <thead>
          <tr>
            <th scope="col">{t('bulk.case')}</th>
            <th scope="col">{t('bulk.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.caseId}>
              <td className="figures">
                <Link to="/cases/$caseId" params={{ caseId: item.caseId }} target="_blank">
                  {item.number}
                </Link>
              </td>
              <td>
                <Outcome item={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Outcome({ item: { state, code } }: { readonly item: BulkItem }) {
  const t = useT();
  if (state !== 'refused') return <>{t(`bulk.${state}`)}</>;
  return <strong>{code === undefined || !(code in PROBLEMS) ? code : t.pick(PROBLEMS[code])}</strong>;
}
