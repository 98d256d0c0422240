import '@gridward/i18n/words/command';
import '../command.css';
import type { commandRoutes, RouteAnswer } from '@gridward/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useRef, useState } from 'react';
import { api, photoAddress, unwrap } from '../../../platform/api.ts';
import { useFormat, useT } from '../../../platform/language.tsx';
import { useWalk } from '../../../platform/use-walk.ts';
import { Blank } from '../../../ui/blank.tsx';
import { Overtaken } from '../../../ui/overtaken.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { shortNumber } from '../../cases/case-number.ts';
import { CASES_KEY } from '../../cases/keys.ts';
import { useMay } from '../../session/me.tsx';
import { atPlace, usePlace } from '../../shell/place.ts';
import { OrderActs } from './order-acts.tsx';
import { OrderReply } from './order-reply.tsx';
import type { OrdersSearch, OrdersView } from './orders-search.ts';
import { LoadMore } from '../../../ui/load-more.tsx';

type Orders = RouteAnswer<(typeof commandRoutes)['listOrders']>;
type Order = Orders['items'][number];
type Query = Parameters<typeof api.listOrders>[0]['query'];

const QUERY_OF: Readonly<Record<OrdersView, Query>> = {
  given: { view: 'given' },
  answer: { view: 'answer' },
  reach: { view: 'reach' },
  overdue: { view: 'reach', overdue: 'true' },
  settled: { view: 'reach', settled: 'true' },
};
const REFRESH_EVERY_MS = 30_000;
const PAGE_SIZE = 30;

/** Orders of supervision: given, owed, overdue. Who owes a reply gives it here. */
export function OrdersPage({ search }: { readonly search: OrdersSearch }) {
  const may = useMay();
  if (!may('case.read')) return <NoPermission permission="case.read" />;
  return <OrderList view={search.view ?? (may('case.supervise') ? 'given' : 'answer')} />;
}

function OrderList({ view }: { readonly view: OrdersView }) {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  const { areaId } = usePlace();
  const lines = useRef<HTMLUListElement>(null);
  useWalk(lines);
  const list = useInfiniteQuery({
    queryKey: [...CASES_KEY, 'orders', view, areaId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.listOrders(
          {
            query: {
              ...QUERY_OF[view],
              ...atPlace(areaId),
              limit: PAGE_SIZE,
              ...(pageParam === undefined ? {} : { cursor: pageParam }),
            },
          },
          { signal },
        ),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: REFRESH_EVERY_MS,
    placeholderData: (before) => before,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const totals = list.data?.pages[0]?.totals;
  const views: readonly OrdersView[] = may('case.supervise')
    ? ['given', 'answer', 'overdue', 'reach', 'settled']
    : ['answer', 'overdue', 'reach', 'settled'];
  const labelOf = (one: OrdersView): string => {
    const count = one === 'reach' || one === 'settled' ? undefined : totals?.[one];
    return count === undefined ? t(`orders.${one}`) : `${t(`orders.${one}`)} ${count}`;
  };
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('orders.title')}</h1>
        {may('case.supervise') ? <Link to="/command">{t('board.title')}</Link> : null}
      </header>
      <div className="table-scroll">
        <Segmented<OrdersView>
          aria-label={t('orders.view')}
          value={view}
          onChange={(next) => void navigate({ to: '/command/orders', search: { view: next } })}
          options={views.map((value) => ({ value, label: labelOf(value) }))}
        />
      </div>
      {list.isPending ? <Waiting rows={8} /> : null}
      {list.isError && items.length === 0 ? <PageProblem error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 ? <Blank title={t('orders.empty')} hint={t('orders.emptyHint')} /> : null}
      <Overtaken isOvertaken={list.isPlaceholderData}>
        <ul ref={lines} className="plain-list orders">
          {items.map((order) => (
            <OrderItem key={order.id} order={order} />
          ))}
        </ul>
        <LoadMore list={list} />
      </Overtaken>
    </div>
  );
}

function OrderItem({ order }: { readonly order: Order }) {
  const t = useT();
  const format = useFormat();
  const at = (moment: string): string => format.dateTime(Date.parse(moment));
  return (
    <li className="section">
      <div className="row">
        <Link to="/cases/$caseId" params={{ caseId: order.case.id }}>
          {t.pick(order.case.category)}{' '}
          <span className="figures" title={order.case.number}>
            {shortNumber(order.case.number)}
          </span>
        </Link>
        <span className="quiet grow">{order.case.area.name}</span>
        <strong className={order.state === 'overdue' ? 'late' : undefined}>{t(`orders.state.${order.state}`)}</strong>
      </div>
      <p className="quiet">
        {t('orders.toUnit', { person: order.orderedBy?.name ?? '', unit: order.unit.name, at: at(order.dueAt) })}
        {order.follows === null ? '' : ` · ${t('orders.again')}`}
        {order.escalatedAt === null ? '' : ` · ${t('orders.escalated', { at: at(order.escalatedAt) })}`}
      </p>
      <p>{order.text}</p>
      <OrderReply order={order} />
      <ReplyPhotos ids={order.attachmentIds} />
      <OrderActs caseId={order.case.id} order={order} />
    </li>
  );
}

function ReplyPhotos({ ids }: { readonly ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <ul className="photos">
      {ids.map((id, index) => (
        <li key={id}>
          <ReplyPhoto id={id} n={index + 1} />
        </li>
      ))}
    </ul>
  );
}

/** A photo that is still being looked through is shown to nobody yet. */
function ReplyPhoto({ id, n }: { readonly id: string; readonly n: number }) {
  const t = useT();
  const [isHeldBack, setHeldBack] = useState(false);
  if (isHeldBack) return <span className="quiet">{t('case.photoScreening')}</span>;
  return (
    <a href={photoAddress(id, 'full')} target="_blank" rel="noreferrer">
      <img src={photoAddress(id, 'preview')} alt={t('photos.alt', { n })} width={120} onError={() => setHeldBack(true)} />
    </a>
  );
}
