import type { SecondCheck } from '@gridward/contract';
import { useFormat, useT } from '../../platform/language.tsx';

/** What a finished check found; the same words on the case page. */
export function Found({ result }: { readonly result: NonNullable<SecondCheck['result']> }) {
  const t = useT();
  const format = useFormat();
  return (
    <div>
      <p>
        <strong className={result.holds ? undefined : 'hazard-mark'}>{t(result.holds ? 'second.holds' : 'second.fails')}</strong>
      </p>
      <p>{result.finding}</p>
      <p className="quiet">
        {t('second.by', { person: result.checkedBy?.name ?? '', at: format.dateTime(Date.parse(result.checkedAt)) })}
      </p>
    </div>
  );
}
