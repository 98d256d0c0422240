import '@gridward/i18n/words/entering';
import type { CaseSummary } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import { useT } from '../../platform/language.tsx';
import { ClockCell } from '../../ui/lamp.tsx';
import { shortNumber } from '../cases/case-number.ts';
import { useUnitLoads, type DispatchGroup } from './dispatch-queries.ts';
import { UnitLoadText } from './unit-load-text.tsx';

interface BatchGroupProps {
  readonly group: DispatchGroup;
  readonly isCurrent: boolean;
  readonly chosen: readonly CaseSummary[];
  readonly onToggle: (caseId: string) => void;
  readonly onSend: () => void;
}

/** One pile: what is alike, to whom it would go and how much that unit has, and each case with a box to leave it out. */
export function BatchGroup({ group, isCurrent, chosen, onToggle, onSend }: BatchGroupProps) {
  const t = useT();
  const load = useUnitLoads()?.get(group.lead.id);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isCurrent) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const title = `${t.pick(group.category)} · ${group.area.name}`;
  return (
    <section ref={box} className={isCurrent ? 'batch-group is-current' : 'batch-group'} aria-label={title}>
      <header>
        <h2>
          {title} <span className="quiet">{t('batch.same', { count: group.cases.length })}</span>
        </h2>
        <Button type={isCurrent ? 'primary' : 'default'} disabled={chosen.length === 0} onClick={onSend}>
          {t('batch.send', { count: chosen.length })} {isCurrent ? <kbd>d</kbd> : null}
        </Button>
      </header>
      <p>
        <strong>{group.lead.name}</strong> <span className="quiet">{t(`suggest.${group.reason}`)}</span>
        {group.componentOwner === null ? '' : ` · ${t('advice.byOwner', { unit: group.componentOwner.name })}`}
        {group.supportingUnits.length === 0
          ? ''
          : ` · ${t('advice.supporting', { units: t.list(group.supportingUnits.map(({ name }) => name)) })}`}
        {load === undefined ? null : (
          <>
            {' · '}
            <UnitLoadText load={load} />
          </>
        )}
      </p>
      <ul className="batch-cases">
        {group.cases.map((item) => (
          <li key={item.id}>
            <Checkbox
              checked={chosen.some(({ id }) => id === item.id)}
              onChange={() => onToggle(item.id)}
              aria-label={t('batch.choose', { number: item.number })}
            />
            <Link to="/cases/$caseId" params={{ caseId: item.id }} className="figures">
              {shortNumber(item.number)}
            </Link>
            <span className="ellipsis grow">
              {item.place === '' ? item.area.name : item.place} <span className="quiet">{item.description}</span>
            </span>
            <ClockCell clock={item.clock} />
          </li>
        ))}
      </ul>
    </section>
  );
}
