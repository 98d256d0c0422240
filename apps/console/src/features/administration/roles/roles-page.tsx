import '@gridward/i18n/words/organising';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useT } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import '../editing/administration.css';
import { PartLinks } from '../browsing/part-links.tsx';
import { ReadOnlyNotice } from '../editing/read-only.tsx';
import { SaidFrame } from '../editing/said.tsx';
import { PostList } from '../organisation/post-list.tsx';
import type { Role } from './role-draft.ts';
import { RoleEditor, useRoles } from './role-editor.tsx';
import { TryAs } from './try-as.tsx';

const PARTS = ['roles', 'try'] as const;
const NEW = 'new';
const BLANK_ROLE: Role = { id: '', name: { zh: '', en: '' }, adminKind: null, permissions: [], builtIn: false, version: 0 };

export type RolesSearch = Partial<Record<'tab' | 'role' | 'person', string>>;

/** What each role allows, in words, who holds it, and what somebody would see. */
export function RolesPage({ search }: { readonly search: RolesSearch }) {
  const t = useT();
  const may = useMay();
  const here = PARTS.find((part) => part === search.tab) ?? 'roles';
  if (!may('unit.read')) return <NoPermission permission="unit.read" />;
  return (
    <div className="page admin-page">
      <header className="queue-head">
        <h1>{t('roles.title')}</h1>
      </header>
      <PartLinks
        label={t('roles.tabs')}
        to="/admin/roles"
        parts={PARTS.filter((part) => part === 'roles' || may('role.manage')).map((id) => ({ id, name: t(`roles.tab.${id}`) }))}
        here={here}
      />
      <SaidFrame>
        {here === 'try' ? (
          <TryAs personId={search.person} />
        ) : (
          <>
            <ReadOnlyNotice permission="role.manage" />
            <Roles roleId={search.role ?? null} />
          </>
        )}
      </SaidFrame>
    </div>
  );
}

function Roles({ roleId }: { readonly roleId: string | null }) {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  const roles = useRoles();
  const choose = (role: string): void => void navigate({ to: '/admin/roles', search: { tab: 'roles', role } });
  if (roles.isPending) return <Waiting rows={10} />;
  if (roles.error !== null) return <PageProblem error={roles.error} onRetry={() => void roles.refetch()} />;
  const chosen = roleId === NEW ? BLANK_ROLE : roles.data.items.find(({ id }) => id === roleId);
  return (
    <div className="admin-split">
      <div className="admin-side">
        {may('role.manage') ? <Button onClick={() => choose(NEW)}>{t('roles.new')}</Button> : null}
        <div className="admin-side-list">
          <ul className="pick-list" aria-label={t('roles.list')}>
            {roles.data.items.map((role) => (
              <li key={role.id}>
                <button type="button" aria-current={role.id === roleId} onClick={() => choose(role.id)}>
                  {t.pick(role.name)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div className="admin-main">
        {chosen === undefined ? (
          <Blank title={t('roles.choose')} hint={t('roles.chooseHint')} />
        ) : (
          <>
            <RoleEditor key={roleId} role={chosen} onSaved={choose} />
            {chosen.version === 0 ? null : (
              <PostList
                key={`held ${chosen.id}`}
                title={t('roles.holders')}
                filter={{ roleId: chosen.id }}
                start={{ roleId: chosen.id }}
              />
            )}
          </>
        )}
      </div>
    </div>
  );
}
