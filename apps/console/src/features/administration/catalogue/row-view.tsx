import type { ReactNode } from 'react';
import { useT } from '../../../platform/language.tsx';
import { FactList } from '../../cases/page/fact-list.tsx';
import { datesOf, type StandardRow } from './category.ts';

/** A condition with its limit, in words. */
export function RowView({ row, children }: { readonly row: StandardRow; readonly children?: ReactNode }) {
  const t = useT();
  return (
    <div className="standard-row">
      <FactList
        facts={[
          { label: t('catalogue.filing'), value: t.pick(row.filing) },
          { label: t('catalogue.closing'), value: t.pick(row.closing) },
          { label: t('catalogue.limit'), value: <strong className="figures">{t.pick(row.limit)}</strong> },
          { label: t('catalogue.makeSafe'), value: row.makeSafe === null ? null : t.pick(row.makeSafe) },
          { label: t('catalogue.hazard'), value: row.hazard ? t('catalogue.hazardYes') : null },
          { label: t('catalogue.areaLevel'), value: row.areaLevel },
          { label: t('catalogue.urgency'), value: row.urgency === null ? null : t.word('urgency', row.urgency) },
          { label: t('catalogue.law'), value: row.law },
          { label: t('catalogue.valid'), value: datesOf(row, t) },
        ]}
      />
      {children === null || children === undefined ? null : <div className="standard-row-foot">{children}</div>}
    </div>
  );
}
