import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useLanguage, useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { unitsQuery } from '../../organisation/units.ts';
import { endOf } from '../editing/day.ts';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { EndDrawer } from '../editing/end-drawer.tsx';
import { periodText } from '../editing/period-text.ts';
import { RecordDrawer } from '../editing/record-drawer.tsx';
import type { ComparedField } from '../editing/save-problem.tsx';
import { useSay } from '../editing/said.tsx';
import { ORGANISATION_KEY, unitQuery, type UnitDetail } from './organisation-queries.ts';
import { bodyOf, UnitFields, valuesOf, type UnitValues } from './unit-fields.tsx';

/** Reads units anew, everywhere they are named. */
function useFreshUnits(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: unitsQuery.queryKey }),
      client.invalidateQueries({ queryKey: ORGANISATION_KEY }),
    ]);
}

export function EditUnitDrawer({ unit, onClose }: { readonly unit: UnitDetail; readonly onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const refresh = useFreshUnits();
  const fields: readonly ComparedField<UnitValues>[] = [
    { label: t('org.name'), read: ({ name }) => name },
    { label: t('org.shortName'), read: ({ shortName }) => shortName ?? '' },
    { label: t('org.code'), read: ({ code }) => code ?? '' },
    { label: t('org.kind'), read: ({ kind }) => t(`unitKind.${kind}`) },
    { label: t('org.capacity'), read: ({ capacityOpen }) => String(capacityOpen ?? '') },
    { label: t('org.namesSeen'), read: ({ namesSeen }) => t.list(namesSeen ?? []) },
    { label: t('org.externalIds'), read: ({ externalIds }) => externalIds ?? '' },
  ];
  return (
    <RecordDrawer
      title={t('org.editTitle', { name: unit.name })}
      draft={['unit', unit.id]}
      record={unit}
      valuesOf={valuesOf}
      fields={fields}
      nameOf={({ name }) => name}
      write={async (values, version) => {
        const saved = await unwrap(api.updateUnit({ params: { unitId: unit.id }, body: { ...bodyOf(values), version } }));
        client.setQueryData(unitQuery(saved.id).queryKey, saved);
        return saved;
      }}
      refresh={() => void refresh()}
      onClose={onClose}
    >
      <UnitFields />
    </RecordDrawer>
  );
}

interface CreateUnitProps {
  readonly parent: UnitDetail | null;
  readonly onMade: (unitId: string) => void;
  readonly onClose: () => void;
}

export function CreateUnitDrawer({ parent, onMade, onClose }: CreateUnitProps) {
  const t = useT();
  const say = useSay();
  const refresh = useFreshUnits();
  const [form] = Form.useForm<UnitValues>();
  const keyFor = useCommandKey();
  const create = useMutation({
    mutationFn: (values: UnitValues) => {
      const body = { ...bodyOf(values), parentId: parent?.id ?? null };
      return unwrap(api.createUnit({ body }, { commandId: keyFor(body) }));
    },
    onSuccess: async (made) => {
      await refresh();
      say(t('setup.done', { name: made.name }));
      onMade(made.id);
    },
  });
  return (
    <EditDrawer
      title={parent === null ? t('org.createRoot') : t('org.createIn', { name: parent.name })}
      draft={['unit-in', parent?.id ?? 'root']}
      form={form}
      initial={{ kind: 'department' }}
      verb={parent === null ? t('org.createRoot') : t('org.create')}
      sent={create}
      problem={create.error === null ? null : <ProblemNotice error={create.error} keeps />}
      onSave={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <UnitFields />
    </EditDrawer>
  );
}

export function RetireUnitDrawer({ unit, onClose }: { readonly unit: UnitDetail; readonly onClose: () => void }) {
  const { t, format } = useLanguage();
  const refresh = useFreshUnits();
  const title = t('org.retireTitle', { name: unit.name });
  return (
    <EndDrawer
      title={title}
      draft={['unit-end', unit.id]}
      verb={t('setup.retire')}
      thing={unit}
      periodOf={(one) => periodText(one, t, format)}
      day={{ label: t('setup.retireDay') }}
      end={(day, version) => {
        const body = { version, validTo: endOf(day, format.timeZone) };
        return unwrap(api.retireUnit({ params: { unitId: unit.id }, body }));
      }}
      refresh={refresh}
      said={t('setup.done', { name: title })}
      onClose={onClose}
    >
      <p className="warns">{t('org.retireWarns')}</p>
    </EndDrawer>
  );
}
