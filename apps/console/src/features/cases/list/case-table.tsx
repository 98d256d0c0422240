import type { CaseSummary } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { useT } from '../../../platform/language.tsx';
import { ClockCell } from '../../../ui/lamp.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { StateTag } from '../state-tag.tsx';

interface CaseTableProps {
  readonly ref: Ref<HTMLTableElement>;
  readonly items: readonly CaseSummary[];
  readonly at: number;
  readonly onOpen: (item: CaseSummary) => void;
}

/** Number, matter, place, owner, clock – in that order, as everywhere. */
export function CaseTable({ ref, items, at, onOpen }: CaseTableProps) {
  const t = useT();
  return (
    <table ref={ref} className="case-table" aria-label={t('list.results')}>
      <thead>
        <tr>
          <th scope="col">{t('list.number')}</th>
          <th scope="col">{t('list.matter')}</th>
          <th scope="col">{t('list.place')}</th>
          <th scope="col">{t('list.owner')}</th>
          <th scope="col">{t('list.clock')}</th>
          <th scope="col">{t('list.state')}</th>
          <th scope="col">{t('list.reportedAt')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <CaseTableRow key={item.id} item={item} selected={index === at} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

interface CaseTableRowProps {
  readonly item: CaseSummary;
  readonly selected: boolean;
  readonly onOpen: (item: CaseSummary) => void;
}

function CaseTableRow({ item, selected, onOpen }: CaseTableRowProps) {
  const t = useT();
  return (
    <tr
      className={selected ? 'is-selected' : undefined}
      aria-current={selected ? 'true' : undefined}
      onDoubleClick={() => onOpen(item)}
    >
      <td className="figures">
        <Link to="/cases/$caseId" params={{ caseId: item.id }}>
          {item.number}
        </Link>
      </td>
      <td>
        <div className="cell">
          {item.hazard && !item.madeSafe ? <span className="hazard-mark">{t('case.hazard')} </span> : null}
          <strong>{t.pick(item.category.name)}</strong> <span className="quiet">{item.description}</span>
        </div>
      </td>
      <td>
        <div className="cell">{item.place === '' ? item.area.name : item.place}</div>
      </td>
      <td>
        <div className="cell">{item.owner?.unit.name ?? <span className="quiet">{item.leadUnit?.name}</span>}</div>
      </td>
      <td>
        <ClockCell clock={item.clock} />
      </td>
      <td>
        <StateTag item={item} />
      </td>
      <td>
        <ExactMoment at={item.reportedAt} />
      </td>
    </tr>
  );
}
