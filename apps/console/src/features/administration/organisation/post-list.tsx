import type { HeldPost } from '@gridward/contract';
import { TEAM_ROLES } from '@gridward/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { AREAS_KEY } from '../areas/area-queries.ts';
import { endOf } from '../editing/day.ts';
import { EndDrawer } from '../editing/end-drawer.tsx';
import { periodText } from '../editing/period-text.ts';
import { ReadOnlyNotice } from '../editing/read-only.tsx';
import { GrantDrawer, type GrantStart } from './grant-drawer.tsx';
import { ORGANISATION_KEY, postsQuery, type PostFilter } from './organisation-queries.ts';

interface PostListProps {
  readonly title: string;
  readonly filter: PostFilter;
  /** What a new post here begins with; without it none is granted from here. */
  readonly start?: GrantStart;
}

type Doing = { readonly kind: 'grant'; readonly start: GrantStart } | { readonly kind: 'end'; readonly post: HeldPost } | null;

/** The posts of a person, a unit or a role as a timeline, the newest first. */
export function PostList({ title, filter, start }: PostListProps) {
  const { t } = useLanguage();
  const may = useMay();
  const [past, setPast] = useState(false);
  const [doing, setDoing] = useState<Doing>(null);
  const list = useInfiniteQuery(postsQuery({ ...filter, past: past ? 'true' : 'false' }));
  const posts = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const mayGrant = may('role.manage');
  return (
    <section className="section" aria-label={title}>
      <h2>{title}</h2>
      <div className="row">
        <Checkbox checked={past} onChange={(event) => setPast(event.target.checked)}>
          {t('org.past')}
        </Checkbox>
        {mayGrant && start !== undefined ? (
          <Button onClick={() => setDoing({ kind: 'grant', start })}>{t('posts.grant')}</Button>
        ) : null}
      </div>
      {list.isPending ? <Waiting rows={3} /> : null}
      {list.error === null ? null : <PageProblem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && posts.length === 0 ? <p className="quiet">{t('org.postsEmpty')}</p> : null}
      <ol className="admin-section-list">
        {posts.map((post) => (
          <PostRow
            key={post.id}
            post={post}
            mayGrant={mayGrant}
            onSubstitute={() => setDoing({ kind: 'grant', start: standIn(post) })}
            onEnd={() => setDoing({ kind: 'end', post })}
          />
        ))}
      </ol>
      {list.hasNextPage ? (
        <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('posts.more')}
        </Button>
      ) : null}
      {mayGrant ? null : <ReadOnlyNotice permission="role.manage" />}
      {doing?.kind === 'grant' ? <GrantDrawer start={doing.start} onClose={() => setDoing(null)} /> : null}
      {doing?.kind === 'end' ? <EndPostDrawer post={doing.post} onClose={() => setDoing(null)} /> : null}
    </section>
  );
}

/** A substitute has the same role, the same places and the same place in the team. */
const standIn = (post: HeldPost): GrantStart => ({
  roleId: post.roleId,
  unitId: post.unit?.id,
  areaId: post.area?.id,
  teamRole: post.teamRole ?? undefined,
  substituteFor: post,
});

interface PostRowProps {
  readonly post: HeldPost;
  readonly mayGrant: boolean;
  readonly onSubstitute: () => void;
  readonly onEnd: () => void;
}

function PostRow({ post, mayGrant, onSubstitute, onEnd }: PostRowProps) {
  const { t, format } = useLanguage();
  const now = useNow();
  const isLater = Date.parse(post.validFrom) > now;
  const isOver = !post.validNow && !isLater;
  const place = [post.unit?.name, post.area?.name].filter((name) => name !== undefined);
  return (
    <li className={post.validNow ? 'timeline-now' : undefined}>
      <Link to="/admin/organisation" search={{ tab: 'people', person: post.person.id }}>
        {post.person.name}
      </Link>
      <span>{t.pick(post.role)}</span>
      {post.teamRole === null ? null : <span>{t.pick(TEAM_ROLES[post.teamRole])}</span>}
      <span className="quiet">{t.list(place)}</span>
      <span className="quiet figures">{periodText(post, t, format)}</span>
      <span className="state-tag">{t(post.validNow ? 'posts.now' : isLater ? 'posts.later' : 'posts.over')}</span>
      {post.substituteFor === null ? null : <span className="state-tag">{t('posts.isSubstitute')}</span>}
      {mayGrant && !isOver ? (
        <span className="row">
          <Button size="small" onClick={onSubstitute}>
            {t('posts.substitute')}
          </Button>
          <Button size="small" onClick={onEnd}>
            {t(isLater ? 'posts.takeBack' : 'posts.end')}
          </Button>
        </span>
      ) : null}
    </li>
  );
}

function EndPostDrawer({ post, onClose }: { readonly post: HeldPost; readonly onClose: () => void }) {
  const { t, format } = useLanguage();
  const client = useQueryClient();
  const now = useNow();
  const isLater = Date.parse(post.validFrom) > now;
  const words = { name: post.person.name, role: t.pick(post.role) };
  return (
    <EndDrawer
      title={t('posts.endTitle', words)}
      draft={['post-end', post.id]}
      verb={t(isLater ? 'posts.takeBack' : 'posts.end')}
      thing={post}
      periodOf={(one) => periodText(one, t, format)}
      day={isLater ? null : { label: t('setup.retireDay') }}
      end={(day, version) => {
        const body = { version, validTo: endOf(day, format.timeZone) };
        return unwrap(api.endPost({ params: { postId: post.id }, body }));
      }}
      refresh={() => Promise.all([ORGANISATION_KEY, AREAS_KEY].map((queryKey) => client.invalidateQueries({ queryKey })))}
      said={t('posts.ended', words)}
      onClose={onClose}
    >
      <p className="warns">{t('posts.endWarns')}</p>
    </EndDrawer>
  );
}
