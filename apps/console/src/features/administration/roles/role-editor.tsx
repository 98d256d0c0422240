import { misplacedPermissions, PERMISSIONS, type AdminKind, type Permission } from '@gridward/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useId } from 'react';
import { api, ProblemError, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { useMay } from '../../session/me.tsx';
import { FormDraftLine } from '../editing/form-draft.tsx';
import { SaveProblem } from '../editing/save-problem.tsx';
import { useSay } from '../editing/said.tsx';
import { ORGANISATION_KEY, rolesQuery } from '../organisation/organisation-queries.ts';
import { PERMISSION_GROUPS, permissionsIn } from './permission-groups.ts';
import { useRoleDraft, type Role, type RoleValues } from './role-draft.ts';
import { WhoHolds } from './who-holds.tsx';

const KINDS: readonly AdminKind[] = ['system', 'security', 'audit'];

interface RoleEditorProps {
  /** Version 0 for one that is being made. */
  readonly role: Role;
  readonly onSaved: (roleId: string) => void;
}

/** A role in words: what it allows, by work, and who would see each thing. Whoever may only look sees the same without boxes to tick. */
export function RoleEditor({ role, onSaved }: RoleEditorProps) {
  const t = useT();
  const may = useMay();
  const id = useId();
  const say = useSay();
  const client = useQueryClient();
  const isNew = role.version === 0;
  const mayEdit = may('role.manage');
  const draft = useRoleDraft(role);
  const { opened, roleId, change } = draft;
  const values = mayEdit ? draft.values : opened;
  const write = async (next: RoleValues, version: number): Promise<Role> => {
    const body = {
      version,
      name: { zh: next.name.zh, en: next.name.en ?? next.name.zh },
      adminKind: next.adminKind,
      permissions: next.permissions,
    };
    const saved = await unwrap(api.saveRole({ params: { roleId }, body }));
    await client.invalidateQueries({ queryKey: ORGANISATION_KEY });
    draft.settle(saved);
    return saved;
  };
  const save = useMutation({
    mutationFn: ({ next, version }: { next: RoleValues; version: number }) => write(next, version),
    onSuccess: (saved) => {
      say(t('roles.saved'), isNew ? undefined : () => write(opened, saved.version));
      onSaved(saved.id);
    },
  });
  const misplaced = misplacedPermissions(values.adminKind, values.permissions);
  const isChanged = JSON.stringify(bare(values)) !== JSON.stringify(bare(opened));
  const toggle = (permission: Permission, isOn: boolean): void =>
    change({ permissions: isOn ? [...values.permissions, permission] : values.permissions.filter((one) => one !== permission) });
  return (
    <section className="section" aria-label={isNew ? t('roles.new') : t.pick(role.name)}>
      <h2>
        {isNew ? t('roles.new') : t.pick(role.name)}
        {role.builtIn ? <span className="section-extra quiet">{t('roles.builtIn')}</span> : null}
      </h2>
      <FormDraftLine savedAt={null} restoredAt={draft.restoredAt} onDiscard={draft.discard} />
      {mayEdit ? (
        <div className="permission-groups">
          {isNew ? (
            <div>
              <label htmlFor={`${id}-id`}>{t('roles.id')}</label>
              <Input id={`${id}-id`} value={roleId} maxLength={60} onChange={(event) => change({ id: event.target.value })} />
            </div>
          ) : null}
          <div>
            <label htmlFor={`${id}-zh`}>{t('roles.nameZh')}</label>
            <Input
              id={`${id}-zh`}
              value={values.name.zh}
              maxLength={60}
              onChange={(event) => change({ name: { ...values.name, zh: event.target.value } })}
            />
          </div>
          <div>
            <label htmlFor={`${id}-en`}>{t('roles.nameEn')}</label>
            <Input
              id={`${id}-en`}
              value={values.name.en ?? ''}
              maxLength={60}
              onChange={(event) => change({ name: { ...values.name, en: event.target.value } })}
            />
          </div>
          {role.builtIn ? (
            <p>{t.pair(t('roles.adminKind'), t(`roles.adminKind.${values.adminKind ?? 'none'}`))}</p>
          ) : (
            <div>
              <label htmlFor={`${id}-kind`}>{t('roles.adminKind')}</label>
              <Select<AdminKind | 'none'>
                id={`${id}-kind`}
                style={{ width: '100%' }}
                value={values.adminKind ?? 'none'}
                onChange={(kind) => change({ adminKind: kind === 'none' ? null : kind })}
                options={(['none', ...KINDS] as const).map((value) => ({ value, label: t(`roles.adminKind.${value}`) }))}
              />
            </div>
          )}
        </div>
      ) : null}
      {values.adminKind === null && misplaced.length === 0 ? null : <p className="warns">{t('roles.separation')}</p>}
      {PERMISSION_GROUPS.map((group) => (
        <PermissionLines key={group} group={group} held={values.permissions} onToggle={mayEdit ? toggle : undefined} />
      ))}
      {misplaced.length === 0 ? null : (
        <p className="hazard-mark" role="alert">
          {t('roles.misplaced', { names: t.list(misplaced.map((permission) => t.pick(PERMISSIONS[permission]))) })}
        </p>
      )}
      <Refusal error={save.error} />
      <SaveProblem<RoleValues>
        error={save.error}
        mine={values}
        fields={[
          { label: t('roles.nameZh'), read: ({ name }) => name.zh },
          { label: t('roles.nameEn'), read: ({ name }) => name.en ?? '' },
          {
            label: t('try.permissions'),
            read: ({ permissions }) => t.list(permissions.toSorted().map((permission) => t.pick(PERMISSIONS[permission]))),
          },
        ]}
        theirsOf={(current) => current as Role}
        onKeepMine={(current) => save.mutate({ next: values, version: (current as Role).version })}
        onTakeTheirs={(current) => {
          draft.settle(current as Role);
          save.reset();
        }}
      />
      {mayEdit ? (
        <div className="row">
          <Button
            type="primary"
            loading={save.isPending}
            disabled={!isChanged || misplaced.length > 0 || values.name.zh.trim() === '' || roleId === ''}
            onClick={() => save.mutate({ next: values, version: draft.version })}
          >
            {t('setup.save')}
          </Button>
          <Button disabled={!isChanged} onClick={draft.discard}>
            {t('app.cancel')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

const bare = ({ name, adminKind, permissions }: RoleValues) => ({ name, adminKind, permissions: permissions.toSorted() });

/** Why the three administrators may not be mixed, where that was the reason. */
function Refusal({ error }: { readonly error: Error | null }) {
  const t = useT();
  if (!(error instanceof ProblemError) || error.problem.code !== 'admin_kinds_exclude') return null;
  return (
    <p className="warns" role="alert">
      {t('roles.refused')} {t('roles.separation')}
    </p>
  );
}

interface PermissionLinesProps {
  readonly group: (typeof PERMISSION_GROUPS)[number];
  readonly held: readonly Permission[];
  readonly onToggle: ((permission: Permission, isOn: boolean) => void) | undefined;
}

function PermissionLines({ group, held, onToggle }: PermissionLinesProps) {
  const t = useT();
  const shown = permissionsIn(group).filter((permission) => onToggle !== undefined || held.includes(permission));
  if (shown.length === 0) return null;
  return (
    <fieldset className="permission-group">
      <legend>{t(`roles.group.${group}`)}</legend>
      {shown.map((permission) => (
        <div key={permission} className="permission-line">
          {onToggle === undefined ? (
            <span>{t.pick(PERMISSIONS[permission])}</span>
          ) : (
            <Checkbox checked={held.includes(permission)} onChange={(event) => onToggle(permission, event.target.checked)}>
              {t.pick(PERMISSIONS[permission])}
            </Checkbox>
          )}
          <WhoHolds permission={permission} />
        </div>
      ))}
    </fieldset>
  );
}

export const useRoles = () => useQuery(rolesQuery);
