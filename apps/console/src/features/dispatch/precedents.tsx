import type { RulingBrief } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useT } from '../../platform/language.tsx';
import { ExactMoment } from '../../ui/moment.tsx';

interface PrecedentsProps {
  readonly precedents: RulingBrief['precedents'];
  readonly onUse: (isGranted: boolean, reason: string) => void;
}

/** Earlier rulings, nearest first; each opens its case and lends its reason. */
export function Precedents({ precedents, onUse }: PrecedentsProps) {
  const t = useT();
  return (
    <>
      <h4>{t('ruling.precedents')}</h4>
      {precedents.length === 0 ? <p className="quiet">{t('ruling.noPrecedent')}</p> : null}
      <ul className="precedents">
        {precedents.map((precedent) => (
          <li key={`${precedent.caseId} ${precedent.at}`}>
            <strong>{t(precedent.granted ? 'ruling.granted' : 'ruling.refused')}</strong>
            {precedent.ruledUnit === null ? '' : ` ${t('ruling.toUnit', { unit: precedent.ruledUnit.name })}`} ·{' '}
            <Link to="/cases/$caseId" params={{ caseId: precedent.caseId }} className="figures">
              {precedent.number}
            </Link>{' '}
            <span className="quiet">
              {t(precedent.sameMatter ? 'ruling.sameMatter' : 'ruling.sameClass')} · {precedent.area.name} ·{' '}
              {precedent.unit === null ? '' : `${precedent.unit.name} · `}
              <ExactMoment at={precedent.at} />
            </span>
            <p>
              {precedent.reason}{' '}
              <Button size="small" type="link" onClick={() => onUse(precedent.granted, precedent.reason)}>
                {t('ruling.useReason')}
              </Button>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
