import '@gridward/i18n/words/command';
import './wall.css';
import type { WallBoard } from '@gridward/contract';
import { BOARD_NUMBERS, MINUTE_MS, type BoardCounts } from '@gridward/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../../../platform/api.ts';
import { useFormat, useT } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { CASES_KEY } from '../../cases/keys.ts';
import { useMay } from '../../session/me.tsx';
import { WallMap } from './wall-map.tsx';

const REFRESH_EVERY_MS = 30_000;
/** Older than this and the screen says so in big letters. */
const OLD_AFTER_MS = 3 * MINUTE_MS;
/** What stands in the columns beside the total: the rest would be too small from three metres. */
const COLUMNS = ['open', 'dueToday', 'overdue'] as const;
const ROWS = 8;

/** For a screen on the wall: numbers and names of places, and nothing of any single case. It needs no hand and moves nothing by itself. */
export function WallPage({ areaId }: { readonly areaId: string | undefined }) {
  const may = useMay();
  return may('statistics.read') ? <Wall areaId={areaId} /> : <NoPermission permission="statistics.read" />;
}

function Wall({ areaId }: { readonly areaId: string | undefined }) {
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: [...CASES_KEY, 'wall', areaId ?? null],
    queryFn: ({ signal }) => unwrap(api.readWallBoard({ query: areaId === undefined ? {} : { areaId } }, { signal })),
    refetchInterval: REFRESH_EVERY_MS,
    refetchIntervalInBackground: true,
  });
  if (data === undefined)
    return error === null ? <Waiting rows={12} /> : <PageProblem error={error} onRetry={() => void refetch()} />;
  return (
    <div className="wall">
      <WallHead wall={data} updatedAt={dataUpdatedAt} />
      <ul className="wall-numbers">
        {BOARD_NUMBERS.map((number) => (
          <Big key={number} name={number} count={data.counts[number]} />
        ))}
      </ul>
      <div className="wall-tables">
        <Rows title="wall.areas" rows={data.areas.toSorted((a, b) => b.counts.open - a.counts.open).slice(0, ROWS)} />
        <Rows title="wall.matters" rows={data.matters.slice(0, ROWS)} />
        <div className="wall-side">
          <Today wall={data} />
          {data.grids.length === 0 ? null : <WallMap grids={data.grids} />}
        </div>
      </div>
    </div>
  );
}

function WallHead({ wall, updatedAt }: { readonly wall: WallBoard; readonly updatedAt: number }) {
  const t = useT();
  const may = useMay();
  const format = useFormat();
  const now = useNow();
  const ageMs = now - updatedAt;
  const isOld = ageMs > OLD_AFTER_MS;
  return (
    <header className="wall-head">
      <h1>
        {wall.place} {t('wall.title')}
      </h1>
      <time dateTime={new Date(now).toISOString()}>{format.dateTime(now)}</time>
      <span className={isOld ? 'wall-old' : 'wall-fresh'} role={isOld ? 'alert' : undefined}>
        {isOld
          ? t('wall.old', { minutes: Math.floor(ageMs / MINUTE_MS) })
          : t('wall.fresh', { at: format.dateTime(Date.parse(wall.at)).slice(11) })}
      </span>
      <Link to={may('case.supervise') ? '/command' : '/'}>{t('wall.leave')}</Link>
    </header>
  );
}

function Big({ name, count }: { readonly name: keyof BoardCounts; readonly count: number }) {
  const t = useT();
  const format = useFormat();
  return (
    <li className={name === 'overdue' && count > 0 ? 'wall-late' : undefined}>
      <span>{t(`board.${name}`)}</span>
      <strong>{format.number(count)}</strong>
    </li>
  );
}

function Rows({ title, rows }: { readonly title: 'wall.areas' | 'wall.matters'; readonly rows: WallBoard['areas'] }) {
  const t = useT();
  return (
    <section aria-label={t(title)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(title)}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`board.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, counts }) => (
            <tr key={name.zh}>
              <th scope="row">{t.pick(name)}</th>
              {COLUMNS.map((column) => (
                <td key={column} className={column === 'overdue' && counts.overdue > 0 ? 'wall-late' : undefined}>
                  {counts[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Today({ wall }: { readonly wall: WallBoard }) {
  const t = useT();
  const format = useFormat();
  return (
    <section aria-label={t('wall.today')} className="wall-today">
      <dl>
        <div>
          <dt>{t('wall.received')}</dt>
          <dd>{format.number(wall.today.received)}</dd>
        </div>
        <div>
          <dt>{t('wall.closed')}</dt>
          <dd>{format.number(wall.today.closed)}</dd>
        </div>
        <div>
          <dt>{t('board.firstReply')}</dt>
          <dd>{wall.firstReplyMs === null ? '–' : format.amount(wall.firstReplyMs, null)}</dd>
        </div>
      </dl>
    </section>
  );
}
