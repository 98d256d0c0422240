import '@gridward/i18n/words/checking';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../../platform/language.tsx';
import { Found } from '../../verification/second-check-found.tsx';
import { secondChecksOfCase } from '../../verification/second-checks.ts';
import { Section } from './fact-list.tsx';

/** What somebody found who looked once more after the case was closed; nothing while nobody did. */
export function SecondCheckResults({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const { data } = useQuery(secondChecksOfCase(caseId));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t('second.title')}>
      {data.items.map((result) => (
        <Found key={result.checkedAt} result={result} />
      ))}
    </Section>
  );
}
