import { PERMISSIONS, type Permission } from '@gridward/core';
import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { periodText } from '../editing/period-text.ts';
import { ORGANISATION_KEY, postsQuery } from '../organisation/organisation-queries.ts';
import { LoadMore } from '../../../ui/load-more.tsx';

const holderCountsQuery = queryOptions({
  queryKey: [...ORGANISATION_KEY, 'holders'],
  queryFn: ({ signal }) => unwrap(api.countHolders({}, { signal })),
});

/** How many would see this, as a door to the list of them. */
export function WhoHolds({ permission }: { readonly permission: Permission }) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(holderCountsQuery);
  const counted = data?.items.find((item) => item.permission === permission);
  if (counted === undefined) return null;
  const words = t('roles.whoSees', { accounts: counted.accounts, posts: counted.posts });
  return (
    <>
      <button
        type="button"
        className="link-button figures"
        aria-label={`${t.pick(PERMISSIONS[permission])} ${words}`}
        onClick={() => setOpen(true)}
      >
        {words}
      </button>
      {open ? (
        <Drawer
          open
          size={480}
          title={t('roles.whoTitle', { permission: t.pick(PERMISSIONS[permission]) })}
          onClose={() => setOpen(false)}
        >
          <Holders permission={permission} />
        </Drawer>
      ) : null}
    </>
  );
}

function Holders({ permission }: { readonly permission: Permission }) {
  const { t, format } = useLanguage();
  const list = useInfiniteQuery(postsQuery({ permission }));
  const posts = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isPending) return <Waiting rows={6} />;
  if (list.error !== null) return <PageProblem error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      {posts.length === 0 ? <p>{t('roles.holdersEmpty')}</p> : null}
      <ul className="admin-section-list">
        {posts.map((post) => (
          <li key={post.id}>
            <Link to="/admin/organisation" search={{ tab: 'people', person: post.person.id }}>
              {post.person.name}
            </Link>
            <span>{t.pick(post.role)}</span>
            <span className="quiet">
              {t.list([post.unit?.name, post.area?.name].filter((name) => name !== undefined))} · {periodText(post, t, format)}
            </span>
          </li>
        ))}
      </ul>
      <LoadMore list={list} />
    </>
  );
}
