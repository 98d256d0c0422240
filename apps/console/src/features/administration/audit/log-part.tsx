import { addressOf, type accessRoutes, type RouteAnswer } from '@gridward/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Input, Select } from 'antd';
import { Fragment, useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { CONSOLE_ROUTES } from '../../../platform/routes.ts';
import { Blank } from '../../../ui/blank.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { AccountFilter } from './account-filter.tsx';
import { AUDIT_ACTIONS, AUDIT_GROUPS, groupOf } from './audit-actions.ts';
import type { AuditSearch } from './audit-search.ts';
import { EntryDetail } from './entry-detail.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';

type Entry = RouteAnswer<typeof accessRoutes.listAudit>['items'][number];
const PAGE_SIZE = 100;

/** The log, newest first; each entry opens to what was changed. */
export function LogPart({ search }: { readonly search: AuditSearch }) {
  const { t } = useLanguage();
  const group = groupOf(search.group);
  const stretch = {
    ...(group === undefined ? {} : { actions: [...AUDIT_ACTIONS[group]] }),
    ...(search.account === undefined ? {} : { accountId: search.account }),
    ...(search.object === undefined ? {} : { objectId: search.object }),
    ...(search.from === undefined ? {} : { from: search.from }),
    ...(search.to === undefined ? {} : { to: search.to }),
  };
  const log = useInfiniteQuery({
    queryKey: ['audit', 'log', stretch],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.listAudit({ query: { limit: PAGE_SIZE, before: pageParam, ...stretch } }, { signal })),
    getNextPageParam: (page) => page.nextBefore ?? undefined,
  });
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Filters
        search={search}
        accountName={items.find(({ account }) => account?.id === search.account)?.account?.name}
        exportAddress={addressOf(CONSOLE_ROUTES.exportAudit, { query: stretch })}
      />
      {log.isPending ? <Waiting rows={10} /> : null}
      {log.error === null ? null : <PageProblem error={log.error} onRetry={() => void log.refetch()} />}
      {log.isSuccess && items.length === 0 ? <Blank title={t('audit.empty')} hint={t('audit.emptyHint')} /> : null}
      {items.length === 0 ? null : <Entries items={items} />}
      <LoadMore list={log} />
    </>
  );
}

interface FiltersProps {
  readonly search: AuditSearch;
  readonly accountName: string | undefined;
  readonly exportAddress: string;
}

function Filters({ search, accountName, exportAddress }: FiltersProps) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const change = (next: Partial<Record<keyof AuditSearch, string | undefined>>): void => {
    const merged = Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '/admin/audit', search: Object.fromEntries(merged) });
  };
  const hasFilter = Object.keys(search).some((key) => key !== 'tab');
  return (
    <div className="row audit-filters">
      <Select
        aria-label={t('audit.group')}
        placeholder={t('audit.anyAction')}
        allowClear
        value={groupOf(search.group)}
        options={AUDIT_GROUPS.map((value) => ({ value, label: t(`audit.group.${value}`) }))}
        onChange={(value: string | undefined) => change({ group: value })}
      />
      <AccountFilter value={search.account} name={accountName} onChange={(account) => change({ account })} />
      <DatePicker
        aria-label={t('audit.from')}
        placeholder={search.from ?? t('audit.from')}
        onChange={(_, text) => change({ from: typeof text === 'string' ? text : undefined })}
      />
      <DatePicker
        aria-label={t('audit.to')}
        placeholder={search.to ?? t('audit.to')}
        onChange={(_, text) => change({ to: typeof text === 'string' ? text : undefined })}
      />
      <Input
        aria-label={t('audit.objectId')}
        placeholder={t('audit.objectId')}
        allowClear
        defaultValue={search.object ?? ''}
        key={search.object ?? ''}
        onPressEnter={({ currentTarget }) => change({ object: currentTarget.value.trim() })}
      />
      {hasFilter ? (
        <Button type="text" onClick={() => void navigate({ to: '/admin/audit', search: {} })}>
          {t('audit.clear')}
        </Button>
      ) : null}
      <span className="grow" />
      <a href={exportAddress} download title={t('audit.exportHint')}>
        {t('audit.export')}
      </a>
    </div>
  );
}

function Entries({ items }: { readonly items: readonly Entry[] }) {
  const { t } = useLanguage();
  const [openSeq, setOpenSeq] = useState<number | null>(null);
  return (
    <div className="table-scroll" role="region" aria-label={t('audit.log')} tabIndex={0}>
      <table className="case-table" aria-label={t('audit.title')}>
        <thead>
          <tr>
            {(['audit.at', 'audit.account', 'audit.action', 'audit.object', 'audit.outcome', 'audit.address'] as const).map(
              (key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <Fragment key={entry.seq}>
              <tr>
                <td>
                  <ExactMoment at={entry.at} />
                </td>
                <td>{entry.account?.name ?? t('case.platform')}</td>
                <td>
                  <button
                    type="button"
                    className="link-button"
                    aria-expanded={openSeq === entry.seq}
                    onClick={() => setOpenSeq(openSeq === entry.seq ? null : entry.seq)}
                  >
                    {t.word('audit.act', entry.action)}
                  </button>
                </td>
                <td>{entry.objectKind === null ? '' : t.word('audit.kind', entry.objectKind)}</td>
                <td>{t(`audit.${entry.outcome}`)}</td>
                <td className="figures">{entry.address}</td>
              </tr>
              {openSeq === entry.seq ? (
                <tr>
                  <td colSpan={6}>
                    <EntryDetail entry={entry} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
