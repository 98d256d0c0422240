import type { AppraisalValues } from '@gridward/contract';
import { useT } from '../../platform/language.tsx';
import { CompositeText, FigureCell, type OpenList } from './figure-cell.tsx';
import { columnsOf, type Indicators } from './indicators.ts';

interface SubjectTableProps {
  readonly values: AppraisalValues;
  readonly catalogue: Indicators;
  readonly onOpen: OpenList;
}

/** One row a unit, area, category or channel, one column an indicator. */
export function SubjectTable({ values, catalogue, onOpen }: SubjectTableProps) {
  const t = useT();
  const { definitions, without } = columnsOf(values.rows, catalogue);
  const composites = values.rows[0]?.composites ?? [];
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
            {values.rows.map((row) => (
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
