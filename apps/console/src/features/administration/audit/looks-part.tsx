import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { useMay } from '../../session/me.tsx';
import { PagedList } from '../browsing/paged-list.tsx';
import { AccountFilter } from './account-filter.tsx';

/** Every look at a reporter: who, when, why, which fields, of which case. The reporter reads the same list. */
export function LooksPart() {
  const { t } = useLanguage();
  const may = useMay();
  const [accountId, setAccountId] = useState<string>();
  const list = useInfiniteQuery({
    queryKey: ['audit', 'looks', accountId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.listLooks({ query: { cursor: pageParam, ...(accountId === undefined ? {} : { accountId }) } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p className="quiet">{t('audit.looksHint')}</p>
      <div className="row audit-filters">
        <AccountFilter
          value={accountId}
          name={items.find(({ account }) => account.id === accountId)?.account.name}
          onChange={setAccountId}
        />
      </div>
      <PagedList label={t('audit.looks')} list={list} blank={{ title: t('audit.noLooks'), hint: t('audit.noLooksHint') }}>
        {(looks) => (
          <table className="case-table">
            <thead>
              <tr>
                <th scope="col">{t('audit.at')}</th>
                <th scope="col">{t('audit.account')}</th>
                <th scope="col">{t('audit.purpose')}</th>
                <th scope="col">{t('audit.fields')}</th>
                <th scope="col">{t('audit.caseNumber')}</th>
              </tr>
            </thead>
            <tbody>
              {looks.map((look) => (
                <tr key={look.id}>
                  <td>
                    <ExactMoment at={look.at} />
                  </td>
                  <td>{look.account.name}</td>
                  <td>{look.purpose}</td>
                  <td>{t.list(look.fields.map((field) => t.word('audit.value', field)))}</td>
                  <td className="figures">
                    {may('case.read') ? (
                      <Link to="/cases/$caseId" params={{ caseId: look.case.id }}>
                        {look.case.number}
                      </Link>
                    ) : (
                      look.case.number
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </PagedList>
    </>
  );
}
