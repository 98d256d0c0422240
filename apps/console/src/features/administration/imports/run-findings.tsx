import type { ImportProgress } from '@gridward/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';

type Severity = 'all' | 'error' | 'warning' | 'note';

/** What is wrong with which line, the errors apart from the remarks. */
export function RunFindings({ run }: { readonly run: ImportProgress }) {
  const { t, format } = useLanguage();
  const [severity, setSeverity] = useState<Severity>('all');
  const countOf = (wanted: Severity): number =>
    run.findings.reduce((sum, one) => sum + (wanted === 'all' || one.severity === wanted ? one.count : 0), 0);
  const list = useInfiniteQuery({
    queryKey: ['imports', 'findings', run.id, severity, run.state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.listImportFindings(
          { params: { importId: run.id }, query: { cursor: pageParam, ...(severity === 'all' ? {} : { severity }) } },
          { signal },
        ),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  return (
    <section className="section" aria-label={t('imports.findings')}>
      <h3>{t('imports.findings')}</h3>
      <Segmented<Severity>
        aria-label={t('imports.findings')}
        value={severity}
        onChange={setSeverity}
        options={(['all', 'error', 'warning', 'note'] as const).map((value) => ({
          value,
          label: `${t(`imports.severity.${value}`)} ${format.number(countOf(value))}`,
        }))}
      />
      {list.error === null ? null : <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      <ul className="admin-section-list">
        {(list.data?.pages.flatMap((page) => page.items) ?? []).map((finding, i) => (
          <li key={`${finding.line} ${finding.code} ${i}`}>
            <span className="figures">{t('imports.line', { line: finding.line })}</span>
            <span>{t(`imports.severity.${finding.severity}`)}</span>
            <span>{t.pick(finding.message)}</span>
            <span className="quiet">{[finding.column, finding.value].filter((part) => part !== null).join(' ')}</span>
          </li>
        ))}
      </ul>
      <LoadMore list={list} />
    </section>
  );
}
