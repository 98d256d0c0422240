import type { CaseDetail, RulingBrief } from '@gridward/contract';
import { formatLimit } from '@gridward/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useLanguage } from '../../platform/language.tsx';
import { FactList } from '../cases/page/fact-list.tsx';
import { UnitLoadText } from './unit-load-text.tsx';
import { patiently } from '../../platform/patiently.ts';

const CasePhotos = lazy(() =>
  patiently(() => import('../cases/page/case-photos.tsx')).then((module) => ({ default: module.CasePhotos })),
);

interface SideProps {
  readonly brief: RulingBrief;
  readonly detail: CaseDetail;
}

/** What is asked, why, with what evidence. */
export function UnitSays({ brief: { asked }, detail }: SideProps) {
  const { t, format } = useLanguage();
  const photos = detail.attachments.filter(({ id }) => asked.photoIds.includes(id));
  const at = format.dateTime(Date.parse(asked.at));
  return (
    <section aria-label={t('ruling.unitSays')}>
      <h4>{t('ruling.unitSays')}</h4>
      <p className="quiet">{t('ruling.asked', { unit: asked.unit.name, person: asked.person?.name ?? '', at })}</p>
      <FactList
        facts={[
          { label: t('field.reason'), value: asked.reason },
          { label: t('field.evidence'), value: asked.evidence },
          { label: t('field.exitCondition'), value: asked.exitCondition },
          { label: t('ruling.until'), value: asked.untilAt === null ? null : format.date(Date.parse(asked.untilAt)) },
          { label: t('ruling.proposes'), value: asked.counterUnit?.name },
        ]}
      />
      {photos.length === 0 ? null : (
        <Suspense fallback={null}>
          <CasePhotos attachments={photos} />
        </Suspense>
      )}
    </section>
  );
}

/** What the list, the row under which the case is filed, the past and the loads say. */
export function RecordsSay({ brief, detail }: SideProps) {
  const { t, format, locale } = useLanguage();
  const { kind, learned, loads } = brief;
  const row = detail.standardRow;
  const shares = learned.map(({ unit, share }) => `${unit.name} ${format.rate(share, 1) ?? ''}`);
  const dueAt = detail.clock?.dueAt ?? detail.handlingDueAt;
  const { extensions, reworks, returns } = detail.counts;
  return (
    <section aria-label={t('ruling.recordsSay')}>
      <h4>{t('ruling.recordsSay')}</h4>
      {kind === 'return' ? <ListSays rows={brief.rows} /> : null}
      <FactList
        facts={[
          { label: t('ruling.history'), value: t.list(shares) },
          { label: t('ruling.filing'), value: row === null ? null : t.pick(row.filing) },
          { label: t('ruling.limit'), value: row === null ? null : formatLimit(row.limit, locale) },
          { label: t('ruling.due'), value: dueAt === null ? null : format.dateTime(Date.parse(dueAt)) },
          { label: t('ruling.soFar'), value: t('ruling.counts', { extensions, reworks, returns }) },
          ...loads.map((load) => ({
            label: t('ruling.load'),
            value: (
              <>
                {load.unit.name}
                {' · '}
                <UnitLoadText load={load} />
              </>
            ),
          })),
        ]}
      />
    </section>
  );
}

function ListSays({ rows }: { readonly rows: RulingBrief['rows'] }) {
  const { t } = useLanguage();
  if (rows.length === 0) return <p>{t('ruling.noRow')}</p>;
  return (
    <ul className="ruling-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <strong>{row.leadUnit.name}</strong> ·{' '}
          {row.precedent === null ? (
            t(`ruling.origin.${row.origin}`)
          ) : (
            <>
              {t(`ruling.origin.${row.origin}`)}{' '}
              <Link to="/cases/$caseId" params={{ caseId: row.precedent.id }} className="figures">
                {row.precedent.number}
              </Link>
            </>
          )}{' '}
          <span className="quiet">
            {t.pick(row.category)} · {row.area?.name ?? t('ruling.everywhere')}
            {row.componentOwner === null ? '' : ` · ${t('advice.byOwner', { unit: row.componentOwner.name })}`}
            {row.supportingUnits.length === 0
              ? ''
              : ` · ${t('advice.supporting', { units: t.list(row.supportingUnits.map(({ name }) => name)) })}`}
            {row.legalBasis === null ? '' : ` · ${row.legalBasis}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
