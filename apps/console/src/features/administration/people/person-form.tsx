import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { SaveProblem } from '../editing/save-problem.tsx';
import { useSay } from '../editing/said.tsx';
import { ORGANISATION_KEY, type Person } from '../organisation/organisation-queries.ts';

interface PersonValues {
  readonly name: string;
  readonly number?: string | null;
  readonly workPhone?: string | null;
  readonly workEmail?: string | null;
}

const FIELDS = ['name', 'number', 'workPhone', 'workEmail'] as const;
const LABEL = { name: 'people.name', number: 'people.number', workPhone: 'people.phone', workEmail: 'people.email' } as const;

const filled = (text: string | null | undefined): string | null => (text == null || text.trim() === '' ? null : text);
const bodyOf = (values: PersonValues) => ({
  name: values.name,
  number: filled(values.number),
  workPhone: filled(values.workPhone),
  workEmail: filled(values.workEmail),
});

export function EditPersonDrawer({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const client = useQueryClient();
  const [opened] = useState(person);
  const [form] = Form.useForm<PersonValues>();
  const refresh = () => client.invalidateQueries({ queryKey: ORGANISATION_KEY });
  const write = async (values: PersonValues, version: number): Promise<Person> => {
    const saved = await unwrap(api.updatePerson({ params: { personId: opened.id }, body: { ...bodyOf(values), version } }));
    await refresh();
    return saved;
  };
  const save = useMutation({
    mutationFn: ({ values, version }: { values: PersonValues; version: number }) => write(values, version),
    onSuccess: (saved) => {
      say(t('setup.saved', { name: saved.name }), () => write(opened, saved.version));
      onClose();
    },
  });
  return (
    <EditDrawer
      title={t('people.editTitle', { name: opened.name })}
      draft={['person', opened.id]}
      form={form}
      initial={opened}
      verb={t('setup.save')}
      busy={save.isPending}
      problem={
        <SaveProblem<PersonValues>
          error={save.error}
          mine={save.variables?.values ?? opened}
          fields={FIELDS.map((field) => ({ label: t(LABEL[field]), read: (value) => value[field] ?? '' }))}
          theirsOf={(current) => current as Person}
          onKeepMine={(current) => save.mutate({ values: form.getFieldsValue(), version: (current as Person).version })}
          onTakeTheirs={() => {
            void refresh();
            onClose();
          }}
        />
      }
      onSave={(values) => save.mutate({ values, version: opened.version })}
      onClose={onClose}
    >
      <PersonFields />
    </EditDrawer>
  );
}

interface CreatePersonProps {
  readonly onMade: (personId: string) => void;
  readonly onClose: () => void;
}

export function CreatePersonDrawer({ onMade, onClose }: CreatePersonProps) {
  const t = useT();
  const say = useSay();
  const client = useQueryClient();
  const [form] = Form.useForm<PersonValues>();
  const create = useMutation({
    mutationFn: (values: PersonValues) => unwrap(api.createPerson({ body: bodyOf(values) })),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ORGANISATION_KEY });
      say(t('setup.done', { name: made.name }));
      onMade(made.id);
    },
  });
  return (
    <EditDrawer
      title={t('people.create')}
      draft={['person-new']}
      form={form}
      initial={{}}
      verb={t('people.create')}
      busy={create.isPending}
      problem={create.error === null ? null : <ProblemNotice error={create.error} keeps />}
      onSave={(values) => create.mutate(values)}
      onClose={onClose}
    >
      <PersonFields />
    </EditDrawer>
  );
}

const MOST = { name: 100, number: 60, workPhone: 40, workEmail: 200 } as const;

function PersonFields() {
  const t = useT();
  return FIELDS.map((field) => (
    <Form.Item
      key={field}
      name={field}
      label={t(LABEL[field])}
      rules={
        field === 'name' ? [{ required: true, whitespace: true, message: t('form.required', { name: t(LABEL[field]) }) }] : []
      }
    >
      <Input maxLength={MOST[field]} inputMode={field === 'workPhone' ? 'tel' : undefined} />
    </Form.Item>
  ));
}
