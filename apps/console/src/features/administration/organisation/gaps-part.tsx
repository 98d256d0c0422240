import type { Permission } from '@gridward/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { lastMomentOf } from '../editing/day.ts';
import { keeperOf } from '../editing/read-only.tsx';
import { gapsQuery, type Gap } from './organisation-queries.ts';

/** Who mends what. */
const MENDED_BY: Readonly<Record<Gap['kind'], Permission>> = {
  no_leader: 'role.manage',
  leader_ends_soon: 'role.manage',
  no_worker: 'role.manage',
  no_boundary: 'area.manage',
  provisional_boundary: 'area.manage',
  unit_without_post: 'role.manage',
  desk_missing: 'unit.manage',
};
const SHOWN_AT_ONCE = 200;

/** Everything that is missing; each line leads to the place where it is mended. */
export function GapsPart() {
  const { t } = useLanguage();
  const [kind, setKind] = useState<Gap['kind'] | 'all'>('all');
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const gaps = useQuery(gapsQuery);
  if (gaps.isPending) return <Waiting rows={10} />;
  if (gaps.error !== null) return <PageProblem error={gaps.error} onRetry={() => void gaps.refetch()} />;
  const { items, grids } = gaps.data;
  if (items.length === 0 && grids === 0) return <Blank title={t('gaps.noGrids')} hint={t('gaps.noGridsHint')} />;
  if (items.length === 0) return <Blank title={t('gaps.empty')} hint={t('gaps.emptyHint')} />;
  const kinds = [...new Set(items.map((gap) => gap.kind))];
  const wanted = items.filter((gap) => kind === 'all' || gap.kind === kind);
  return (
    <>
      <p>{t('gaps.intro', { grids, count: items.length })}</p>
      <div className="row">
        <Select<Gap['kind'] | 'all'>
          aria-label={t('gaps.kind')}
          value={kind}
          style={{ minWidth: 240 }}
          onChange={setKind}
          options={[
            { value: 'all', label: t('gaps.all', { count: items.length }) },
            ...kinds.map((value) => ({
              value,
              label: t('gaps.kindCount', { name: t(`gap.${value}`), count: items.filter((gap) => gap.kind === value).length }),
            })),
          ]}
        />
      </div>
      <table className="case-table gap-table" aria-label={t('org.tab.gaps')}>
        <thead>
          <tr>
            <th scope="col">{t('gaps.kind')}</th>
            <th scope="col">{t('gaps.where')}</th>
            <th scope="col">{t('gaps.mend')}</th>
          </tr>
        </thead>
        <tbody>
          {wanted.slice(0, shown).map((gap) => (
            <GapRow key={`${gap.kind} ${gap.area?.id ?? ''} ${gap.unit?.id ?? ''} ${gap.duty ?? ''}`} gap={gap} />
          ))}
        </tbody>
      </table>
      {wanted.length > shown ? (
        <button type="button" className="link-button" onClick={() => setShown((count) => count + SHOWN_AT_ONCE)}>
          {t('app.loadMore')}
        </button>
      ) : null}
    </>
  );
}

function GapRow({ gap }: { readonly gap: Gap }) {
  const { t, format } = useLanguage();
  const may = useMay();
  const permission = MENDED_BY[gap.kind];
  const name = t(`gap.${gap.kind}`);
  const words =
    gap.endsAt !== null
      ? t('gaps.endsAt', { kind: name, day: format.date(lastMomentOf(gap.endsAt)) })
      : gap.duty !== null
        ? t('gaps.duty', { kind: name, duty: t(`deskDuty.${gap.duty}`) })
        : name;
  return (
    <tr>
      <td>{words}</td>
      <td>{gap.area?.name ?? gap.unit?.name}</td>
      <td>
        <MendLink gap={gap} />
        {may(permission) ? null : (
          <span className="quiet"> {t('gaps.mendBy', { who: t(`setup.who.${keeperOf(permission)}`) })}</span>
        )}
      </td>
    </tr>
  );
}

function MendLink({ gap }: { readonly gap: Gap }) {
  const { t } = useLanguage();
  const may = useMay();
  const words = t('gaps.mend');
  const label = [words, t(`gap.${gap.kind}`), gap.area?.name ?? gap.unit?.name ?? ''].join(' ');
  if (gap.kind === 'desk_missing')
    return (
      <Link
        to="/admin/organisation"
        search={{ tab: 'desks', ...(gap.duty === null ? {} : { duty: gap.duty }) }}
        aria-label={label}
      >
        {words}
      </Link>
    );
  if (gap.unit !== null)
    return (
      <Link to="/admin/organisation" search={{ tab: 'units', unit: gap.unit.id }} aria-label={label}>
        {words}
      </Link>
    );
  const areaId = gap.area?.id ?? '';
  const isPost = MENDED_BY[gap.kind] === 'role.manage' && may('role.manage');
  if (isPost && gap.kind !== 'leader_ends_soon')
    return (
      <Link
        to="/admin/organisation"
        search={{ tab: 'people', appoint: gap.kind === 'no_worker' ? 'worker' : 'leader', area: areaId }}
        aria-label={label}
      >
        {words}
      </Link>
    );
  return (
    <Link to="/admin/areas" search={{ area: areaId }} aria-label={label}>
      {words}
    </Link>
  );
}
