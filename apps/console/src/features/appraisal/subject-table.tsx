import type { AppraisalValues } from '@gridward/contract';
import { useT } from '../../platform/language.tsx';
import { CompositeText, FigureCell, type OpenList } from './figure-cell.tsx';
import { columnsOf, type Figure, type Indicators } from './indicators.ts';

interface SubjectTableProps {
  readonly values: AppraisalValues;
  readonly catalogue: Indicators;
  readonly onOpen: OpenList;
}

/** One row a unit, area, category or channel, one column an indicator. */
export function SubjectTable({ values, catalogue, onOpen }: SubjectTableProps) {
  const t = useT();
  const shown = shownOf(values);
  const { definitions, without } = columnsOf(shown.rows, catalogue);
  const composites = shown.rows[0]?.composites ?? [];
  const nameOf = (code: string): string => {
    const found = catalogue.composites.find((one) => one.code === code);
    return found === undefined ? code : t.pick(found.name);
  };
  return (
    <>
      <div className="wide-table" role="region" aria-label={t('appraisal.title')} tabIndex={0}>
        <table className="case-table appraisal-table">
          <thead>
            <tr>
              <th scope="col">{t(`appraisal.subject.${values.subject}`)}</th>
              {composites.map(({ code }) => (
                <th key={code} scope="col">
                  {t('appraisal.score', { name: nameOf(code) })}
                </th>
              ))}
              {definitions.map(({ code, name, formula }) => (
                <th key={code} scope="col" className="number" title={t.pick(formula)}>
                  {t.pick(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.label}</th>
                {row.composites.map((composite) => (
                  <td key={composite.code} className="figures">
                    <CompositeText composite={composite} catalogue={catalogue} />
                  </td>
                ))}
                {definitions.map((definition) => {
                  const figure = row.indicators.find(({ code }) => code === definition.code);
                  return figure === undefined ? (
                    <td key={definition.code} />
                  ) : (
                    <FigureCell
                      key={definition.code}
                      figure={figure}
                      definition={definition}
                      rowKey={row.key}
                      label={row.label}
                      compared={values.previous !== null}
                      onOpen={onOpen}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {without === 0 ? null : <p className="quiet">{t('appraisal.without', { count: without })}</p>}
    </>
  );
}

const hasData = ({ denominator }: Figure): boolean => denominator !== null && denominator > 0;

/**
 * Posts do different work: a post is shown by what was counted for it, beside others of its kind, without a score that would weigh what is
 * not its work.
 */
function shownOf(values: AppraisalValues): Pick<AppraisalValues, 'rows'> {
  if (values.subject !== 'post') return values;
  const rows = values.rows.filter(({ indicators }) => indicators.some(hasData));
  const counted = new Set(rows.flatMap(({ indicators }) => indicators.filter(hasData).map(({ code }) => code)));
  const kept = rows.map((row) => ({
    ...row,
    composites: [],
    indicators: row.indicators.filter(({ code }) => counted.has(code)),
  }));
  return { rows: kept };
}
