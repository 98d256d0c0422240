import type { CaseMoved, CaseSummary } from '@gridward/contract';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useHotkeys } from '../../../platform/hotkeys.ts';
import { KEYS } from '../../../platform/keys.ts';
import { useT } from '../../../platform/language.tsx';
import { ActButton } from '../../../ui/act-button.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { usePlace } from '../../shell/place.ts';
import { CaseView } from '../page/case-view.tsx';
import { useHeldRows } from '../../live/use-held-rows.ts';
import { CaseRows } from './case-rows.tsx';
import { OtherQueues } from './other-queues.tsx';
import { QUEUES, type QueueId } from './queues.ts';
import { useCaseList } from './use-case-list.ts';
import { LoadMore } from '../../../ui/load-more.tsx';

interface QueuePageProps {
  readonly queue: QueueId;
  readonly caseId: string | null;
}

/** List left, case right. After an action the next case opens by itself. */
export function QueuePage({ queue, caseId }: QueuePageProps) {
  const may = useMay();
  const { permissions } = QUEUES[queue];
  if (!may(...permissions)) return <NoPermission permission={permissions[0] ?? 'case.read'} />;
  return <Queue key={queue} queue={queue} caseId={caseId} />;
}

function Queue({ queue, caseId }: QueuePageProps) {
  const t = useT();
  const navigate = useNavigate();
  const { areaId } = usePlace();
  const [done, setDone] = useState(0);
  const { filters, isShared, states } = QUEUES[queue];
  const [withTaken, setWithTaken] = useWithTaken();
  const isFree = isShared && !withTaken;
  const [part, setPart] = useState<QueuePart>('all');
  const list = useCaseList({
    ...filters,
    order: 'due',
    ...(areaId === null ? {} : { areaId }),
    ...(isFree ? { free: 'true' } : {}),
    ...PARTS[part],
  });
  const { hasNextPage, fetchNextPage } = list;
  const { rows: items, news } = useHeldRows(list.items, caseId, `${areaId ?? ''} ${isFree} ${part}`);
  const at = items.findIndex((item) => item.id === caseId);
  const lastAt = useRef(0);
  if (at >= 0) lastAt.current = at;

  const isClosed = useRef(false);
  const select = (id: string | null, replace = false): void => {
    isClosed.current = id === null;
    void navigate({ to: '/queue/$queue', params: { queue }, search: id === null ? {} : { case: id }, replace });
  };
  const move = (step: number): void => {
    const next = items[Math.min(Math.max((at < 0 ? -1 : at) + step, 0), items.length - 1)];
    if (next !== undefined) select(next.id, true);
    if (hasNextPage && at + step >= items.length - 5) void fetchNextPage();
  };
  const open = (): void => (caseId === null ? move(1) : void navigate({ to: '/cases/$caseId', params: { caseId } }));
  useHotkeys({
    [KEYS.down]: () => move(1),
    [KEYS.up]: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: open,
    [KEYS.open]: open,
    Escape: () => select(null),
  });
  const router = useRouter();
  // Whoever is on the way to another page is not called back to the first case.
  const isHere = (): boolean => router.latestLocation.pathname === `/queue/${queue}`;
  useFirstOnWideScreens(items, caseId, isClosed, (id) => (isHere() ? select(id, true) : undefined));

  const stays = ({ state, allowedVerbs }: CaseMoved): boolean =>
    queue === 'rulings' ? allowedVerbs.some((verb) => verb.startsWith('rule_')) : states.length === 0 || states.includes(state);
  /** A case that stays on this pile stays open; one that has left makes room for the next. */
  const afterMove = (moved: CaseMoved): void => {
    setDone((count) => count + 1);
    // The answer was long in coming, and the reader is at another case or on another page by now.
    const isStillOpen = isHere() && new URLSearchParams(router.latestLocation.searchStr).get('case') === caseId;
    if (stays(moved) || !isStillOpen) return;
    const here = new Set(list.items.map(({ id }) => id));
    const next =
      items.slice(at + 1).find(({ id }) => here.has(id)) ?? items.slice(0, Math.max(at, 0)).findLast(({ id }) => here.has(id));
    select(next?.id ?? null, true);
  };

  if (list.isPending) return <Waiting rows={12} />;
  if (list.isError && items.length === 0) return <PageProblem error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className={caseId === null ? 'queue' : 'queue has-case'}>
      <section className="queue-list" aria-label={t(`nav.${queue}`)}>
        <header className="queue-head">
          <h1>{t(`nav.${queue}`)}</h1>
          <span className="quiet figures">
            {at < 0
              ? t(hasNextPage ? 'list.shown' : 'list.shownAll', { count: items.length })
              : t(hasNextPage ? 'queue.progressMore' : 'queue.progress', { at: at + 1, total: items.length })}
            {done === 0 ? '' : ` · ${t('queue.done', { count: done })}`}
          </span>
          {queue === 'verification' ? <Link to="/verification/map">{t('queue.onMap')}</Link> : null}
          {queue === 'handling' ? <QueueParts part={part} onChoose={setPart} /> : null}
          {isShared ? (
            <label className="queue-all">
              <input type="checkbox" checked={withTaken} onChange={(event) => setWithTaken(event.target.checked)} />
              {t('live.all')}
            </label>
          ) : null}
          {queue === 'dispatch' ? <Link to="/dispatch/batch">{t('nav.batch')}</Link> : null}
        </header>
        {items.length === 0 ? (
          <Blank title={t('queue.emptyTitle')} hint={t(`queue.empty.${queue}`)}>
            {queue === 'mine' ? <OtherQueues /> : null}
          </Blank>
        ) : (
          <CaseRows items={items} news={news} selectedId={caseId} onSelect={(item) => select(item.id, caseId !== null)} />
        )}
        <LoadMore list={list} />
      </section>
      <section className="queue-case" aria-label={t('queue.case')}>
        {caseId === null ? (
          items.length > 0 && <Blank title={t('queue.pick')} />
        ) : (
          <>
            <div className="queue-case-bar">
              <ActButton tone="link" className="narrow-only" onClick={() => select(null)}>
                {t('queue.backToList')}
              </ActButton>
              <Link to="/cases/$caseId" params={{ caseId }}>
                {t('queue.openPage')} <kbd>o</kbd>
              </Link>
            </div>
            <CaseView key={caseId} caseId={caseId} onMoved={afterMove} />
          </>
        )}
      </section>
    </div>
  );
}

const PARTS = { all: {}, leading: { supporting: 'false' }, supporting: { supporting: 'true' } } as const;
type QueuePart = keyof typeof PARTS;

/** What a unit leads, and what it helps others with. */
function QueueParts({ part, onChoose }: { readonly part: QueuePart; readonly onChoose: (part: QueuePart) => void }) {
  const t = useT();
  return (
    <span className="queue-parts" role="group" aria-label={t('queue.part')}>
      {(['all', 'leading', 'supporting'] as const).map((name) => (
        <button key={name} type="button" aria-pressed={part === name} onClick={() => onChoose(name)}>
          {t(`queue.part.${name}`)}
        </button>
      ))}
    </span>
  );
}

const WITH_TAKEN = 'gridward.queue.with-taken';

/** Whether this desk also shows what colleagues have taken, as whoever leads it may wish. Remembered on this computer. */
function useWithTaken(): readonly [boolean, (next: boolean) => void] {
  const [isWith, setWith] = useState(() => localStorage.getItem(WITH_TAKEN) === 'true');
  const set = (next: boolean): void => {
    localStorage.setItem(WITH_TAKEN, String(next));
    setWith(next);
  };
  return [isWith, set];
}

const WIDE = '(min-width: 1024px)';

/** Where list and case stand side by side, the first case opens for whoever comes to the pile, also from itself, and has closed none. */
function useFirstOnWideScreens(
  items: readonly CaseSummary[],
  caseId: string | null,
  isClosed: RefObject<boolean>,
  select: (id: string) => void,
): void {
  const first = items[0]?.id;
  const open = useRef(select);
  useEffect(() => {
    open.current = select;
  });
  useEffect(() => {
    if (caseId !== null || first === undefined || isClosed.current) return;
    if (window.matchMedia(WIDE).matches) open.current(first);
  }, [first, caseId, isClosed]);
}
