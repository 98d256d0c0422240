import '@gridward/i18n/words/command';
import '../command.css';
import type { CommandBoard } from '@gridward/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useFormat, useT } from '../../../platform/language.tsx';
import { useRefreshEveryMs } from '../../../platform/live.ts';
import { useNow } from '../../../platform/now.ts';
import { Blank } from '../../../ui/blank.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { usePlace } from '../../shell/place.ts';
import { BoardMap } from './board-map.tsx';
import { BoardNumbers } from './board-numbers.tsx';
import { boardQuery } from './board-query.ts';
import type { BoardSearch } from './board-search.ts';
import { Breakdowns } from './breakdowns.tsx';
import { FirstReply } from './first-reply.tsx';
import { Oldest } from './oldest.tsx';
import { Stuck } from './stuck.tsx';

/** Older than this and the page says so. */
const OLD_AFTER_MS = 120_000;

/** What is open, where, with whom, and why it does not move. Every number opens its list. */
export function CommandPage({ search }: { readonly search: BoardSearch }) {
  const may = useMay();
  return may('case.supervise') ? <Board search={search} /> : <NoPermission permission="case.supervise" />;
}

function Board({ search }: { readonly search: BoardSearch }) {
  const place = usePlace();
  const areaId = search.areaId ?? place.areaId ?? undefined;
  const { data, error, isPending, refetch, dataUpdatedAt } = useQuery({
    ...boardQuery(areaId),
    placeholderData: keepPreviousData,
    refetchInterval: useRefreshEveryMs(),
  });
  if (isPending) return <Waiting rows={12} />;
  if (data === undefined)
    return error === null ? <Waiting rows={12} /> : <PageProblem error={error} onRetry={() => void refetch()} />;
  return (
    <div className="page board">
      <BoardHead board={data} search={search} updatedAt={dataUpdatedAt} />
      <BoardNumbers board={data} />
      <div className="board-columns">
        <div className="board-main">
          {data.counts.open === 0 ? <Nothing /> : <Breakdowns board={data} search={search} />}
          <BoardMap board={data} search={search} />
        </div>
        <div className="board-side">
          <Stuck board={data} />
          <Oldest cases={data.oldest} />
          <FirstReply firstReply={data.firstReply} />
        </div>
      </div>
    </div>
  );
}

function Nothing() {
  const t = useT();
  return <Blank title={t('board.empty')} hint={t('board.emptyHint')} />;
}

interface HeadProps {
  readonly board: CommandBoard;
  readonly search: BoardSearch;
  readonly updatedAt: number;
}

function BoardHead({ board, search, updatedAt }: HeadProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const at = format.dateTime(Date.parse(board.at));
  const isOld = now - updatedAt > OLD_AFTER_MS;
  return (
    <header className="queue-head">
      <h1>{t('board.title')}</h1>
      <Trail board={board} search={search} />
      <span className={isOld ? 'late' : 'quiet'} role={isOld ? 'alert' : undefined}>
        {t(isOld ? 'board.old' : 'board.at', { at })}
      </span>
      <nav className="row board-links" aria-label={t('board.title')}>
        <Link to="/command/orders">{t('orders.title')}</Link>
        <Link to="/command/handover">{t('handover.title')}</Link>
        <Link to="/wall" search={board.place === null ? {} : { areaId: board.place.id }}>
          {t('wall.open')}
        </Link>
      </nav>
    </header>
  );
}

/** From the widest place of my reach down to this one; each leads back up. */
function Trail({ board, search }: Pick<HeadProps, 'board' | 'search'>) {
  const t = useT();
  const navigate = useNavigate();
  const { place, trail } = board;
  if (place === null) return <span>{t('board.everywhere')}</span>;
  return (
    <span className="board-trail">
      {trail.map((one) =>
        one.id === place.id ? (
          <strong key={one.id} aria-current="location">
            {one.name}
          </strong>
        ) : (
          <span key={one.id}>
            <button
              type="button"
              className="as-link"
              onClick={() => void navigate({ to: '/command', search: { ...search, areaId: one.id } })}
            >
              {one.name}
            </button>
            {' › '}
          </span>
        ),
      )}
    </span>
  );
}
