import '@gridward/i18n/words/listing';
import './bulk.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useMay } from '../../session/me.tsx';
import { bulkOptions, type BulkCase, type BulkOption } from './bulk-verbs.ts';
import type { BulkVerb } from './bulk-work.ts';
import { useBulkName } from './use-bulk-name.ts';
import { caseVerbsQuery } from './use-case-verbs.ts';
import { patiently } from '../../../platform/patiently.ts';

/** Forms and pickers come with the first use. */
const BulkPanel = lazy(() => patiently(() => import('./bulk-panel.tsx')).then((module) => ({ default: module.BulkPanel })));
const OrderDrawer = lazy(() =>
  patiently(() => import('../../command/orders/order-drawer.tsx')).then((module) => ({ default: module.OrderDrawer })),
);

interface BulkBarProps {
  readonly cases: readonly BulkCase[];
  readonly onClear: () => void;
  /** Cases that were done; they are no longer chosen. */
  readonly onDone: (doneIds: readonly string[]) => void;
}

/** What may be done now with the chosen cases, and with how many of them. */
export function BulkBar({ cases, onClear, onDone }: BulkBarProps) {
  const t = useT();
  const [verb, setVerb] = useState<BulkVerb | null>(null);
  const { data: fresh, error, refetch } = useQuery(caseVerbsQuery(cases.map(({ id }) => id)));
  const options = fresh === undefined ? [] : bulkOptions(cases, fresh);
  const open = useSupervised(cases);
  const hindrances = [...new Set(options.flatMap(({ hindrance }) => hindrance ?? []))];
  return (
    <section className="bulk-bar" aria-label={t('bulk.actions')}>
      <strong className="figures" role="status">
        {t('pick.count', { count: cases.length })}
      </strong>
      {options
        .filter(({ hindrance }) => hindrance === null)
        .map((option) => (
          <Button key={option.verb} onClick={() => setVerb(option.verb)}>
            <OptionLabel option={option} all={cases.length} />
          </Button>
        ))}
      {open === null ? null : <Supervise key={open.id} one={open} />}
      <Button type="text" onClick={onClear}>
        {t('pick.none')}
      </Button>
      {fresh !== undefined && options.length === 0 && open === null ? (
        <span className="quiet">
          {t('bulk.none')} {t('bulk.oneByOne')}
        </span>
      ) : null}
      {hindrances.map((hindrance) => (
        <span key={hindrance} className="quiet">
          {t(`bulk.${hindrance}`)}
        </span>
      ))}
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {verb === null ? null : (
        <Suspense fallback={null}>
          <BulkPanel
            cases={cases}
            verb={verb}
            onDone={(doneIds) => {
              setVerb(null);
              onDone(doneIds);
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

/** The one case that an order may be about; an order on several is bulk work like every other. */
function useSupervised(cases: readonly BulkCase[]): BulkCase | null {
  const may = useMay();
  const [first] = cases;
  return first === undefined || cases.length > 1 || first.owner === null || !may('case.supervise') ? null : first;
}

function Supervise({ one: { id, number } }: { readonly one: BulkCase }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('supervision.order')}</Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <OrderDrawer caseId={id} number={number} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function OptionLabel({ option: { verb, able }, all }: { readonly option: BulkOption; readonly all: number }) {
  const t = useT();
  const name = useBulkName()(verb);
  return <>{able.length === all ? name : t('bulk.verb', { verb: name, count: `${able.length}/${all}` })}</>;
}
