import '@gridward/i18n/words/dispatching';
import './dispatch.css';
import type { RouteAnswer, dispatchRoutes } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useT } from '../../platform/language.tsx';
import { useRefreshEveryMs } from '../../platform/live.ts';
import { Blank } from '../../ui/blank.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { CaseRows } from '../cases/list/case-rows.tsx';
import { useMay } from '../session/me.tsx';
import { usePlace } from '../shell/place.ts';
import { unitDeskQuery } from './dispatch-queries.ts';
import { IN_HAND } from './unit-load-text.tsx';

type UnitDesk = RouteAnswer<(typeof dispatchRoutes)['getUnitDesk']>;

/** What a unit owes to others, and who of its people has how much. Its own cases are the handling queue. */
export function UnitDeskPage() {
  const may = useMay();
  return may('case.handle') ? <Desk /> : <NoPermission permission="case.handle" />;
}

function Desk() {
  const t = useT();
  const navigate = useNavigate();
  const { areaId } = usePlace();
  const { data, error, isPending, refetch } = useQuery({ ...unitDeskQuery(areaId), refetchInterval: useRefreshEveryMs() });
  if (isPending) return <Waiting rows={8} />;
  if (data === undefined)
    return error === null ? <Waiting rows={8} /> : <PageProblem error={error} onRetry={() => void refetch()} />;
  const names = t.list(data.units.map(({ name }) => name));
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{names === '' ? t('desk.title') : names}</h1>
        <Link to="/queue/$queue" params={{ queue: 'handling' }} search={{}}>
          {t('desk.toQueue', { count: data.open })}
        </Link>
      </header>
      <section aria-labelledby="desk-parts">
        <h2 id="desk-parts">
          {t('desk.parts')} <span className="quiet figures">{data.parts.length}</span>
        </h2>
        <p className="quiet">{t('desk.partsHint')}</p>
        {data.parts.length === 0 ? (
          <Blank title={t('desk.noParts')} hint={t('desk.noPartsHint')} />
        ) : (
          <CaseRows
            items={data.parts}
            selectedId={null}
            onSelect={(item) => void navigate({ to: '/cases/$caseId', params: { caseId: item.id } })}
          />
        )}
      </section>
      <section aria-labelledby="desk-staff">
        <h2 id="desk-staff">{t('desk.staff')}</h2>
        {data.staff.length === 0 ? <p className="quiet">{t('desk.noStaff')}</p> : <Staff desk={data} />}
      </section>
    </div>
  );
}

const COLUMNS = [
  ['open', {}],
  ['dueToday', { due: 'today' }],
  ['overdue', { lamp: 'red' }],
] as const;

function Staff({ desk: { staff, units } }: { readonly desk: UnitDesk }) {
  const t = useT();
  const [unit, second] = units;
  const within = unit !== undefined && second === undefined ? { unitId: unit.id } : {};
  return (
    <table className="staff-loads figures">
      <thead>
        <tr>
          <th scope="col">{t('desk.person')}</th>
          {COLUMNS.map(([column]) => (
            <th key={column} scope="col">
              {t(`desk.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {staff.map(({ person, ...figures }) => (
          <tr key={person?.id ?? '-'}>
            <th scope="row">{person?.name ?? t('desk.nobody')}</th>
            {COLUMNS.map(([column, filters]) => (
              <td key={column}>
                {figures[column] === 0 ? (
                  0
                ) : (
                  <Link
                    to="/cases"
                    search={{ ...within, ownerAccountId: person?.id ?? 'none', ...IN_HAND, ...filters }}
                    aria-label={t('desk.ofPerson', {
                      person: person?.name ?? t('desk.nobody'),
                      column: t(`desk.${column}`),
                      count: figures[column],
                    })}
                  >
                    {figures[column]}
                  </Link>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
