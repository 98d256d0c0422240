import type { HeldPost } from '@gridward/contract';
import { TEAM_ROLES, TEAM_ROLE_NAMES, type TeamRole } from '@gridward/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { AreaPicker } from '../../areas/area-picker.tsx';
import { UnitPicker } from '../../organisation/unit-picker.tsx';
import { AREAS_KEY } from '../areas/area-queries.ts';
import { beginningOf, endOf } from '../editing/day.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { useSay } from '../editing/said.tsx';
import { needsPlace } from './place-rule.ts';
import { ORGANISATION_KEY, rolesQuery } from './organisation-queries.ts';
import { PersonPicker } from '../people/person-picker.tsx';

/** What is known already of a post that is to be granted. */
export interface GrantStart {
  readonly personId?: string | undefined;
  readonly roleId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly areaId?: string | undefined;
  readonly teamRole?: TeamRole | undefined;
  /** The post that somebody stands in for. */
  readonly substituteFor?: Pick<HeldPost, 'id' | 'person' | 'role'> | undefined;
}

interface GrantValues {
  readonly personId: string;
  readonly roleId: string;
  readonly unitId?: string;
  readonly areaId?: string;
  readonly teamRole?: TeamRole;
  readonly title?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The role that usually goes with a place in a team. */
const USUAL_ROLE: Readonly<Partial<Record<TeamRole, string>>> = { leader: 'community_worker', worker: 'grid_worker' };

/** Gives somebody a post with its days, or lets somebody stand in for another. */
export function GrantDrawer({ start, onClose }: { readonly start: GrantStart; readonly onClose: () => void }) {
  const { t, format } = useLanguage();
  const say = useSay();
  const client = useQueryClient();
  const today = format.date(useNow());
  const [form] = Form.useForm<GrantValues>();
  const stood = start.substituteFor;
  const keyFor = useCommandKey();
  const grant = useMutation({
    mutationFn: ({ from, to, title, ...values }: GrantValues) => {
      const [validFrom, validTo] = [beginningOf(from, today, format.timeZone), endOf(to, format.timeZone)];
      const body = {
        ...values,
        ...(title === undefined || title.trim() === '' ? {} : { title }),
        ...(validFrom === undefined ? {} : { validFrom }),
        ...(validTo === undefined ? {} : { validTo }),
        ...(stood === undefined ? {} : { substituteFor: stood.id }),
      };
      return unwrap(api.grantPost({ body }, { commandId: keyFor(body) }));
    },
    onSuccess: async (post) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ORGANISATION_KEY }),
        client.invalidateQueries({ queryKey: AREAS_KEY }),
      ]);
      const role = client.getQueryData(rolesQuery.queryKey)?.items.find(({ id }) => id === post.roleId);
      say(t('posts.granted', { name: post.person.name, role: role === undefined ? post.roleId : t.pick(role.name) }));
      onClose();
    },
  });
  const { personId, unitId, areaId, teamRole } = start;
  const roleId = start.roleId ?? (teamRole === undefined ? undefined : USUAL_ROLE[teamRole]);
  const given = Object.entries({ personId, roleId, unitId, areaId, teamRole }).filter(([, value]) => value !== undefined);
  // Fields that a substitute does not see go along as they are.
  const known: Partial<GrantValues> = Object.fromEntries(given);
  return (
    <EditDrawer
      title={
        stood === undefined
          ? t('posts.grantTitle')
          : t('posts.substituteOf', { name: stood.person.name, role: t.pick(stood.role) })
      }
      draft={['post', ...[stood?.id, personId, areaId, unitId, teamRole].map((part) => part ?? 'any')]}
      form={form}
      initial={known}
      verb={stood === undefined ? t('posts.grant') : t('posts.substitute')}
      sent={grant}
      problem={
        <>
          {stood === undefined ? null : <p className="warns">{t('posts.substituteHint')}</p>}
          {grant.error === null ? null : <ProblemNotice error={grant.error} keeps />}
        </>
      }
      onSave={(values) => grant.mutateAsync({ ...known, ...values })}
      onClose={onClose}
    >
      <Form.Item
        name="personId"
        label={t('posts.person')}
        rules={[{ required: true, message: t('form.required', { name: t('posts.person') }) }]}
      >
        <PersonPicker />
      </Form.Item>
      {stood === undefined ? <PlaceFields /> : null}
      <Form.Item name="from" label={t('setup.firstDay')}>
        <DayInput />
      </Form.Item>
      <Form.Item name="to" label={t('setup.lastDay')}>
        <DayInput />
      </Form.Item>
    </EditDrawer>
  );
}

function PlaceFields() {
  const { t } = useLanguage();
  const roles = useQuery(rolesQuery);
  return (
    <>
      <Form.Item
        name="roleId"
        label={t('posts.role')}
        rules={[{ required: true, message: t('form.required', { name: t('posts.role') }) }]}
      >
        <Select
          loading={roles.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          options={roles.data?.items.map(({ id, name }) => ({ value: id, label: t.pick(name) }))}
        />
      </Form.Item>
      <Form.Item name="unitId" label={t('posts.unit')} dependencies={['areaId']} rules={[needsPlace(t)]}>
        <UnitPicker />
      </Form.Item>
      <Form.Item
        name="areaId"
        label={t('posts.area')}
        extra={t('posts.placeHint')}
        dependencies={['teamRole']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, areaId: unknown) =>
              areaId === undefined && getFieldValue('teamRole') !== undefined
                ? Promise.reject(new Error(t('posts.needsArea')))
                : Promise.resolve(),
          }),
        ]}
      >
        <AreaPicker />
      </Form.Item>
      <Form.Item name="teamRole" label={t('posts.teamRole')}>
        <Select allowClear options={TEAM_ROLE_NAMES.map((value) => ({ value, label: t.pick(TEAM_ROLES[value]) }))} />
      </Form.Item>
      <Form.Item name="title" label={t('posts.jobTitle')}>
        <Input maxLength={100} />
      </Form.Item>
    </>
  );
}
