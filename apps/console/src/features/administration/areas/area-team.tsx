import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../../platform/language.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { periodText } from '../editing/period-text.ts';
import { ReadOnlyNotice } from '../editing/read-only.tsx';
import { teamQuery } from './area-queries.ts';

/** Who stands in the team of an area, how many there should be, and what is missing. */
export function AreaTeam({ areaId }: { readonly areaId: string }) {
  const { t, format } = useLanguage();
  const may = useMay();
  const team = useQuery(teamQuery(areaId));
  if (team.isPending) return <Waiting rows={4} />;
  if (team.error !== null) return <PageProblem error={team.error} onRetry={() => void team.refetch()} />;
  const { leader, posts, roles, gaps } = team.data;
  const present = roles.filter(({ id, atLeast }) => atLeast > 0 || posts.some(({ teamRole }) => teamRole === id));
  return (
    <section className="section" aria-label={t('areas.team')}>
      <h2>{t('areas.team')}</h2>
      <p>{t.pair(t('areas.answers'), leader?.name ?? t('areas.nobody'))}</p>
      {gaps.length === 0 ? null : (
        <ul className="admin-section-list">
          {gaps.map(({ kind }) => (
            <li key={kind}>
              <strong>{t(`gap.${kind}`)}</strong>
            </li>
          ))}
        </ul>
      )}
      {present.map(({ id, name, atLeast }) => {
        const held = posts.filter(({ teamRole }) => teamRole === id);
        const now = held.filter(({ validNow, substituteFor }) => validNow && substituteFor === null).length;
        return (
          <div key={id}>
            <h3>
              {t.pick(name)}
              {atLeast > 0 ? <span className="quiet"> {t('areas.needed', { count: atLeast, now })}</span> : null}
            </h3>
            <ul className="admin-section-list">
              {held.map((post) => (
                <li key={post.id}>
                  <Link to="/admin/organisation" search={{ tab: 'people', person: post.person.id }}>
                    {post.person.name}
                  </Link>
                  {post.substituteFor === null ? null : <span className="state-tag">{t('areas.substitutes')}</span>}
                  <span className="quiet figures">{periodText(post, t, format)}</span>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {may('role.manage') ? (
        <p className="row">
          {roles
            .filter(({ atLeast }) => atLeast > 0)
            .map(({ id, name }) => (
              <Link key={id} to="/admin/organisation" search={{ tab: 'people', appoint: id, area: areaId }}>
                {t('areas.appoint', { role: t.pick(name) })}
              </Link>
            ))}
        </p>
      ) : (
        <ReadOnlyNotice permission="role.manage" />
      )}
    </section>
  );
}
