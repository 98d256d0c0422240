import type { CaseDetail } from '@gridward/contract';
import { formatLimit } from '@gridward/core';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../../platform/language.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { useChannelName } from '../../catalogue/catalogue.ts';
import { FactList, Section, type Fact } from './fact-list.tsx';

const COUNTS = ['handovers', 'reworks', 'returns', 'extensions', 'deferrals', 'reopens'] as const;

export function CaseFacts({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useLanguage();
  return (
    <>
      <Section title={t('case.facts')}>
        <p className="description">{detail.description}</p>
        {detail.masked ? <p className="quiet">{t('case.masked')}</p> : null}
        <FactList facts={[...useReportFacts(detail), ...useOutcomeFacts(detail)]} />
      </Section>
      <StandardRow detail={detail} />
      <Related detail={detail} />
    </>
  );
}

function useReportFacts(detail: CaseDetail): Fact[] {
  const { t } = useLanguage();
  const channelName = useChannelName();
  return [
    {
      label: t('filter.category'),
      value: [...detail.categoryTrail.map((name) => t.pick(name)), detail.category.code].join(' / '),
    },
    { label: t('case.kind'), value: t(`kind.${detail.kind}`) },
    { label: t('case.reportedAt'), value: <ExactMoment at={detail.reportedAt} /> },
    {
      label: t('case.awaitsReporter'),
      value: detail.awaitsReporterSince === null ? null : <ExactMoment at={detail.awaitsReporterSince} />,
    },
    { label: t('case.channel'), value: channelName(detail.channel) },
    { label: t('case.urgency'), value: t(`urgency.${detail.urgency}`) },
    { label: t('case.externalId'), value: detail.externalId },
    { label: t('case.leadUnit'), value: detail.leadUnit?.name },
    { label: t('case.supporting'), value: t.list(detail.supportingUnits.map(({ name }) => name)) },
  ];
}

function useOutcomeFacts(detail: CaseDetail): Fact[] {
  const { t } = useLanguage();
  const counts = COUNTS.filter((name) => detail.counts[name] > 0).map(
    (name) => `${t(`case.count.${name}`)} ${detail.counts[name]}`,
  );
  const solved =
    detail.verifiedSolved === null ? null : t(detail.verifiedSolved ? 'case.verifiedSolved' : 'case.verifiedNotSolved');
  return [
    { label: t('case.counts'), value: counts.join(' · ') },
    {
      label: t('case.outcome'),
      value: [
        detail.closureKind === null ? null : t(`closure.${detail.closureKind}`),
        solved,
        detail.exemption === null ? null : t(`case.exemption.${detail.exemption}`),
      ]
        .filter((part) => part !== null)
        .join(' · '),
    },
  ];
}

function StandardRow({ detail }: { readonly detail: CaseDetail }) {
  const { t, locale } = useLanguage();
  const row = detail.standardRow;
  if (row === null) return null;
  return (
    <Section title={t('case.standard')}>
      <FactList
        facts={[
          { label: t('case.filingCondition'), value: t.pick(row.filing) },
          { label: t('case.closingCondition'), value: t.pick(row.closing) },
          { label: t('case.limit'), value: formatLimit(row.limit, locale) },
        ]}
      />
    </Section>
  );
}

function Related({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useLanguage();
  if (detail.links.length === 0) return null;
  return (
    <Section title={t('case.related')}>
      <ul className="plain-list">
        {detail.links.map((link) => (
          <li key={`${link.id}${link.kind}`}>
            <Link to="/cases/$caseId" params={{ caseId: link.id }} className="figures">
              {link.number}
            </Link>{' '}
            <span className="quiet">
              {t(`link.${link.kind}`)} · {t(`state.${link.state}`)}
            </span>{' '}
            {link.description}
          </li>
        ))}
      </ul>
    </Section>
  );
}
