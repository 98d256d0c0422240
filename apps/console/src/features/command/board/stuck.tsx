import type { CommandBoard } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useFormat, useT } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { patiently } from '../../../platform/patiently.ts';
import { allStuck } from './board-query.ts';
import { CaseDoor } from './case-door.tsx';

const OrderDrawer = lazy(() =>
  patiently(() => import('../orders/order-drawer.tsx')).then((module) => ({ default: module.OrderDrawer })),
);

type StuckCase = CommandBoard['stuck'][number];

/** What does not move by itself: why, and who must decide. An order of supervision is one press away. */
export function Stuck({ board }: { readonly board: CommandBoard }) {
  const t = useT();
  const [ordering, setOrdering] = useState<StuckCase['case'] | null>(null);
  return (
    <section className="section" aria-labelledby="board-stuck">
      <h2 id="board-stuck">{t('board.stuck')}</h2>
      {board.stuckCount === 0 && board.overloaded.length === 0 ? (
        <p className="quiet">
          {t('board.stuckNone')} {t('board.stuckNoneHint')}
        </p>
      ) : (
        <p className="quiet">
          <Link to="/cases" search={allStuck(board.place)}>
            {t('board.stuckCount', { count: board.stuckCount })}
          </Link>
        </p>
      )}
      <ul className="plain-list stuck-list" tabIndex={0} aria-labelledby="board-stuck">
        {board.overloaded.map(({ unit, open, capacity, decider }) => (
          <li key={unit.id}>
            <Link to="/cases" search={{ ownerUnitId: unit.id, order: 'due' }}>
              {t('board.overloaded', { unit: unit.name, open, capacity })}
            </Link>
            <div className="quiet">{t('board.decider', { unit: decider.name })}</div>
          </li>
        ))}
        {board.stuck.map((item) => (
          <StuckItem key={item.case.id} item={item} onOrder={() => setOrdering(item.case)} />
        ))}
      </ul>
      {ordering === null ? null : (
        <Suspense fallback={null}>
          <OrderDrawer caseId={ordering.id} number={ordering.number} onClose={() => setOrdering(null)} />
        </Suspense>
      )}
    </section>
  );
}

function StuckItem({ item, onOrder }: { readonly item: StuckCase; readonly onOrder: () => void }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const reason = ({ reason: why, since }: StuckCase['points'][number]): string =>
    since === null
      ? t(`stuck.${why}`)
      : t('stuck.since', { reason: t(`stuck.${why}`), at: format.shortDateTime(Date.parse(since), now) });
  const { case: one, points, supervised } = item;
  const [first] = points;
  return (
    <li>
      <div className="row stuck-head">
        <CaseDoor item={one} />
        {supervised ? (
          <span className="quiet">{t('board.supervised')}</span>
        ) : (
          <Button size="small" onClick={onOrder} aria-label={t('orders.superviseCase', { number: one.number })}>
            {t('orders.supervise')}
          </Button>
        )}
      </div>
      <div>
        <strong className="late">{t.list(points.map(reason))}</strong>
        {first === undefined ? null : <span className="quiet"> · {t('board.decider', { unit: first.decider.name })}</span>}
      </div>
    </li>
  );
}
