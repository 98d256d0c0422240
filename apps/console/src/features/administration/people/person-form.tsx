import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { RecordDrawer } from '../editing/record-drawer.tsx';
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
  const client = useQueryClient();
  return (
    <RecordDrawer<PersonValues, Person>
      title={t('people.editTitle', { name: person.name })}
      draft={['person', person.id]}
      record={person}
      valuesOf={(one) => one}
      fields={FIELDS.map((field) => ({ label: t(LABEL[field]), read: (value) => value[field] ?? '' }))}
      nameOf={({ name }) => name}
      write={(values, version) =>
        unwrap(api.updatePerson({ params: { personId: person.id }, body: { ...bodyOf(values), version } }))
      }
      refresh={() => client.invalidateQueries({ queryKey: ORGANISATION_KEY })}
      onClose={onClose}
    >
      <PersonFields />
    </RecordDrawer>
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
  const keyFor = useCommandKey();
  const create = useMutation({
    mutationFn: (values: PersonValues) => {
      const body = bodyOf(values);
      return unwrap(api.createPerson({ body }, { commandId: keyFor(body) }));
    },
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
      sent={create}
      problem={create.error === null ? null : <ProblemNotice error={create.error} keeps />}
      onSave={(values) => create.mutateAsync(values)}
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
