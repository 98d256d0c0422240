import type { AppraisalValues } from '@gridward/contract';
import { useT } from '../../platform/language.tsx';
import { FigureCell, type OpenList } from './figure-cell.tsx';
import { columnsOf, type Indicators } from './indicators.ts';

interface TotalTableProps {
  readonly values: AppraisalValues;
  readonly catalogue: Indicators;
  readonly onOpen: OpenList;
}

/** Everything together: one row an indicator, with its formula. */
export function TotalTable({ values, catalogue, onOpen }: TotalTableProps) {
  const t = useT();
  const { definitions, without } = columnsOf(values.rows, catalogue);
  const [row] = values.rows;
  if (row === undefined) return null;
  return (
    <>
      <table className="case-table numbers total-table" aria-label={t('appraisal.title')}>
        <thead>
          <tr>
            <th scope="col">{t('appraisal.indicator')}</th>
            <th scope="col">{t('appraisal.formula')}</th>
            <th scope="col" className="number">
              {t('appraisal.rate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {definitions.map((definition) => {
            const figure = row.indicators.find(({ code }) => code === definition.code);
            return figure === undefined ? null : (
              <tr key={definition.code}>
                <th scope="row">{t.pick(definition.name)}</th>
                <td className="quiet">{t.pick(definition.formula)}</td>
                <FigureCell
                  figure={figure}
                  definition={definition}
                  rowKey={row.key}
                  label={row.label}
                  compared={values.previous !== null}
                  onOpen={onOpen}
                />
              </tr>
            );
          })}
        </tbody>
      </table>
      {without === 0 ? null : <p className="quiet">{t('appraisal.without', { count: without })}</p>}
    </>
  );
}
