import { useT } from '../../platform/language.tsx';
import { definitionOf, type Indicators } from './indicators.ts';

/** Every formula in words, and why something has no data. */
export function Definitions({ catalogue, codes }: { readonly catalogue: Indicators; readonly codes: readonly string[] }) {
  const t = useT();
  const definitions = codes.flatMap((code) => definitionOf(catalogue, code) ?? []);
  return (
    <details className="definitions">
      <summary>{t('appraisal.definitions', { version: catalogue.version })}</summary>
      <table className="case-table">
        <thead>
          <tr>
            <th scope="col">{t('appraisal.indicator')}</th>
            <th scope="col">{t('appraisal.formula')}</th>
            <th scope="col">{t('appraisal.direction')}</th>
            <th scope="col">{t('appraisal.remark')}</th>
          </tr>
        </thead>
        <tbody>
          {definitions.map(({ code, name, formula, direction, noSource, countsPast }) => (
            <tr key={code}>
              <th scope="row">{t.pick(name)}</th>
              <td>{t.pick(formula)}</td>
              <td>{t(`appraisal.${direction}`)}</td>
              <td>
                {noSource === null
                  ? t(countsPast ? 'appraisal.withPast' : 'appraisal.withoutPast')
                  : t.pair(t('appraisal.noData'), t.pick(noSource))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
