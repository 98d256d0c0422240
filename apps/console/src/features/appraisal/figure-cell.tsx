import { Button } from 'antd';
import { useLanguage } from '../../platform/language.tsx';
import type { AppraisalSearch, Side } from './appraisal-search.ts';
import { SMALL_SAMPLE, type Composite, type Definition, type Figure, type Indicators } from './indicators.ts';

export type OpenList = (open: Pick<AppraisalSearch, 'code' | 'side' | 'key'>) => void;

interface FigureCellProps {
  readonly figure: Figure;
  readonly definition: Definition;
  readonly rowKey: string;
  readonly label: string;
  readonly compared: boolean;
  readonly onOpen: OpenList;
}

/** The rate with its fraction, of which both numbers open what they count. Nothing counted is no rate, and not 0 %. */
export function FigureCell({ figure, definition, rowKey, label, compared, onOpen }: FigureCellProps) {
  const { t, format } = useLanguage();
  const { code, numerator, denominator, exempted, previous } = figure;
  const open = (side: Side) => onOpen({ code, side, key: rowKey });
  const name = `${label} ${t.pick(definition.name)}`;
  return (
    <td className="number figures">
      {numerator === null || denominator === null || denominator === 0 ? (
        <span className="quiet">{t('appraisal.noData')}</span>
      ) : (
        <>
          <strong>{format.rate(numerator, denominator)}</strong>
          {denominator < SMALL_SAMPLE ? (
            <span className="quiet" title={t('stats.small')}>
              *
            </span>
          ) : null}
          <div>
            <CountDoor count={numerator} name={`${name} ${t('appraisal.numerator')}`} onOpen={() => open('numerator')} />
            {' / '}
            <CountDoor count={denominator} name={`${name} ${t('appraisal.denominator')}`} onOpen={() => open('denominator')} />
          </div>
          {exempted > 0 ? <div className="quiet">{t('appraisal.exempted', { count: exempted })}</div> : null}
        </>
      )}
      {compared ? <Before previous={previous} /> : null}
    </td>
  );
}

function CountDoor({ count, name, onOpen }: { readonly count: number; readonly name: string; readonly onOpen: () => void }) {
  const { t, format } = useLanguage();
  const number = format.number(count);
  if (count <= 0) return number;
  return (
    <Button type="link" className="door" aria-label={t('stats.openList', { name: `${name} ${number}` })} onClick={onOpen}>
      {number}
    </Button>
  );
}

function Before({ previous }: { readonly previous: Figure['previous'] }) {
  const { t, format } = useLanguage();
  const { numerator, denominator } = previous ?? { numerator: null, denominator: null };
  const rate = numerator === null || denominator === null ? null : format.rate(numerator, denominator);
  return (
    <div className="quiet">
      {t('appraisal.previous', { rate: rate === null ? t('appraisal.noData') : `${rate} (${numerator}/${denominator})` })}
    </div>
  );
}

/** Score and grade, with how much of the weights had data: a score over half of the weights says less. */
export function CompositeText({ composite, catalogue }: { readonly composite: Composite; readonly catalogue: Indicators }) {
  const { t, format } = useLanguage();
  if (composite.score === null) return <span className="quiet">{t('appraisal.noData')}</span>;
  const grade = catalogue.grades.find(({ code }) => code === composite.grade);
  return (
    <>
      <strong>{format.decimal(composite.score)}</strong> {grade === undefined ? null : t.pick(grade.name)}
      <div className="quiet">{t('appraisal.covered', { share: format.rate(composite.weightCovered, 1) ?? '' })}</div>
    </>
  );
}
