import type { CaseDetail } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../../../platform/language.tsx';
import { patiently } from '../../../platform/patiently.ts';
import { ActButton } from '../../../ui/act-button.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { useMay } from '../../session/me.tsx';
import { revealsQuery } from '../keys.ts';
import { Section } from './fact-list.tsx';

const RevealForm = lazy(() => patiently(() => import('./reveal-form.tsx')).then((module) => ({ default: module.RevealForm })));

/** Who reported stays sealed; a look needs a purpose and stands in a list that everybody on the case can read. */
export function SealedReporter({ detail }: { readonly detail: CaseDetail }) {
  const t = useT();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  if (!detail.sealedReporter && !detail.masked) {
    return (
      <Section title={t('case.sealed')}>
        <p className="quiet">{t('case.notSealed')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('case.sealed')}>
      <p className="quiet">{t('case.sealedHint')}</p>
      {may('reporter.reveal') && !asking ? <ActButton onClick={() => setAsking(true)}>{t('reveal.open')}</ActButton> : null}
      {asking ? (
        <Suspense fallback={null}>
          <RevealForm caseId={detail.id} onDone={() => setAsking(false)} />
        </Suspense>
      ) : null}
      <RevealLog caseId={detail.id} />
    </Section>
  );
}

function RevealLog({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const { data } = useQuery(revealsQuery(caseId));
  if (data === undefined) return null;
  return (
    <>
      <h4>{t('reveal.log')}</h4>
      {data.items.length === 0 ? <p className="quiet">{t('reveal.logEmpty')}</p> : null}
      <ul className="plain-list">
        {data.items.map((look) => (
          <li key={look.id}>
            <ExactMoment at={look.at} /> {look.person?.name}{' '}
            <span className="quiet">{t.list(look.fields.map((field) => t.word('reveal.field', field)))}</span>
            <br />
            {look.purpose}
          </li>
        ))}
      </ul>
    </>
  );
}
