import type { AccessPreview } from '@gridward/contract';
import { PERMISSIONS } from '@gridward/core';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Radio, Select } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { needsPlace } from '../organisation/place-rule.ts';
import { useT } from '../../../platform/language.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { AreaPicker } from '../../areas/area-picker.tsx';
import { countOf } from '../../cases/list/queues.ts';
import { UnitPicker } from '../../organisation/unit-picker.tsx';
import { useMay } from '../../session/me.tsx';
import { ADMIN_PLACES, WORK_PLACES } from '../../shell/work-places.ts';
import { PersonPicker } from '../people/person-picker.tsx';
import { useRoles } from './role-editor.tsx';
import { WhoHolds } from './who-holds.tsx';

interface TryValues {
  readonly personId?: string;
  readonly roleId?: string;
  readonly unitId?: string;
  readonly areaId?: string;
}

/** What a person, or a role at a place, would see: menu, permissions, reach and how much waits. Nobody becomes anybody else. */
export function TryAs({ personId }: { readonly personId: string | undefined }) {
  const t = useT();
  const may = useMay();
  const roles = useRoles();
  const [by, setBy] = useState<'person' | 'role'>('person');
  const [form] = Form.useForm<TryValues>();
  const look = useMutation({
    mutationFn: ({ personId: person, roleId, unitId, areaId }: TryValues) =>
      unwrap(
        api.previewAccess({
          body: by === 'person' ? { personId: person } : { roleId, unitId, areaId },
        }),
      ),
  });
  if (!may('role.manage')) return <NoPermission permission="role.manage" />;
  const required = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  const roleName = roles.data?.items.find(({ id }) => id === form.getFieldValue('roleId'))?.name;
  return (
    <>
      <p>{t('try.intro')}</p>
      <Form<TryValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="section narrow"
        initialValues={personId === undefined ? {} : { personId }}
        onFinish={(values) => look.mutate(values)}
      >
        <Form.Item label={t('try.by')}>
          <Radio.Group
            aria-label={t('try.by')}
            value={by}
            onChange={(event) => {
              setBy(event.target.value === 'role' ? 'role' : 'person');
              look.reset();
            }}
            options={[
              { value: 'person', label: t('try.byPerson') },
              { value: 'role', label: t('try.byRole') },
            ]}
          />
        </Form.Item>
        {by === 'person' ? (
          <Form.Item key="person" name="personId" label={t('try.person')} rules={required(t('try.person'))}>
            <PersonPicker />
          </Form.Item>
        ) : (
          <>
            <Form.Item key="role" name="roleId" label={t('try.role')} rules={required(t('try.role'))}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={roles.data?.items.map(({ id, name }) => ({ value: id, label: t.pick(name) }))}
              />
            </Form.Item>
            <Form.Item key="unit" name="unitId" label={t('try.unit')} dependencies={['areaId']} rules={[needsPlace(t)]}>
              <UnitPicker />
            </Form.Item>
            <Form.Item key="area" name="areaId" label={t('try.area')} extra={t('posts.placeHint')}>
              <AreaPicker />
            </Form.Item>
          </>
        )}
        <Button type="primary" htmlType="submit" loading={look.isPending}>
          {t('try.look')}
        </Button>
      </Form>
      {look.error === null ? null : <ProblemNotice error={look.error} keeps />}
      {look.data === undefined ? null : (
        <Result
          preview={look.data}
          name={look.data.person?.name ?? (roleName === undefined ? t('try.role') : t.pick(roleName))}
        />
      )}
    </>
  );
}

function Result({ preview, name }: { readonly preview: AccessPreview; readonly name: string }) {
  const t = useT();
  const { person, account, posts } = preview;
  return (
    <section className="section" aria-label={t('try.result', { name })}>
      <h2>{t('try.result', { name })}</h2>
      {person !== null && account === null ? <p className="warns">{t('try.noAccount')}</p> : null}
      {account?.disabled === true ? <p className="warns">{t('try.disabled')}</p> : null}
      <h3>{t('try.posts')}</h3>
      <ul className="admin-section-list">
        {posts.length === 0 ? <li>{t('try.noPosts')}</li> : null}
        {posts.map(({ role, unit, area }) => (
          <li key={`${role.zh} ${unit?.id ?? ''} ${area?.id ?? ''}`}>
            <span>{t.pick(role)}</span>
            <span className="quiet">{t.list([unit?.name, area?.name].filter((place) => place !== undefined))}</span>
          </li>
        ))}
      </ul>
      <h3>{t('try.rail')}</h3>
      <RailPreview preview={preview} />
      <h3>{t('try.permissions')}</h3>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('try.permissions')}>
        <table className="case-table">
          <thead>
            <tr>
              <th scope="col">{t('try.permission')}</th>
              <th scope="col">{t('try.reach')}</th>
              <th scope="col">{t('try.who')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.permissions.map(({ permission, areas, units, isWhole }) => (
              <tr key={permission}>
                <th scope="row">{t.pick(PERMISSIONS[permission])}</th>
                <td>
                  {isWhole
                    ? t('try.everywhere')
                    : t.list([
                        ...areas.map((area) => t('try.inArea', { name: area.name })),
                        ...units.map((unit) => t('try.ofUnit', { name: unit.name })),
                      ])}
                </td>
                <td>
                  <WhoHolds permission={permission} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The same rail as theirs, in words: nothing in it can be followed. */
function RailPreview({ preview }: { readonly preview: AccessPreview }) {
  const t = useT();
  const held = new Set(preview.permissions.map(({ permission }) => permission));
  const places = [...WORK_PLACES, ...ADMIN_PLACES].filter(({ permissions }) => permissions.some((one) => held.has(one)));
  if (places.length === 0) return <p>{t('try.railEmpty')}</p>;
  return (
    <ul className="rail-preview" aria-label={t('try.rail')}>
      {places.map(({ to, label, queue }) => {
        const waiting = queue === undefined ? null : countOf(queue, preview.queues ?? undefined);
        return (
          <li key={to}>
            <span>{t(label)}</span>
            {waiting === null ? null : <span className="figures">{t('try.queues', { count: waiting.count })}</span>}
          </li>
        );
      })}
    </ul>
  );
}
