import { EMERGENCY_LINES, type EmergencyLine } from '@gridward/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { SaveProblem } from '../editing/save-problem.tsx';
import { useSay } from '../editing/said.tsx';
import type { CategoryDetail } from './category.ts';

interface CategoryFormProps {
  readonly detail: CategoryDetail;
  /** `create` makes a local category below this one. */
  readonly mode: 'edit' | 'create';
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

interface CategoryValues {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly namesSeen: readonly string[];
  readonly assistOnly: boolean;
  readonly emergencyLine?: EmergencyLine;
}

const fieldsOf = (values: CategoryValues) => ({
  name: { zh: values.name, en: values.nameEn === undefined || values.nameEn.trim() === '' ? null : values.nameEn },
  assistOnly: values.assistOnly,
  emergencyLine: values.emergencyLine ?? null,
});

/** A category of this place below another, or the names and marks of one. */
export function CategoryForm({ detail, mode, onClose, onMade }: CategoryFormProps) {
  const t = useT();
  const say = useSay();
  const keyFor = useCommandKey();
  const client = useQueryClient();
  const [form] = Form.useForm<CategoryValues>();
  const values = Form.useWatch<CategoryValues | undefined>([], form);
  // The page reads the category anew while the form is open; what is typed belongs to the version it was opened with.
  const [{ category, namesSeen }] = useState(detail);
  const isNew = mode === 'create';
  const save = useMutation({
    mutationFn: ({ given, version }: { given: CategoryValues; version: number }) => {
      const key = { commandId: keyFor({ given, version }) };
      return isNew
        ? unwrap(api.createCategory({ body: { ...fieldsOf(given), parentId: category.id, code: given.code } }, key))
        : unwrap(
            api.updateCategory(
              { params: { categoryId: category.id }, body: { ...fieldsOf(given), namesSeen: [...given.namesSeen], version } },
              key,
            ),
          );
    },
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['categories'] });
      const before = { name: category.name, assistOnly: category.assistOnly, emergencyLine: category.emergencyLine, namesSeen };
      const undo = async (): Promise<void> => {
        const body = { ...before, version: saved.category.version };
        await unwrap(api.updateCategory({ params: { categoryId: category.id }, body }));
        await client.invalidateQueries({ queryKey: ['categories'] });
      };
      if (isNew) say(t('catalogue.made', { name: t.pick(saved.category.name) }));
      else say(t('setup.saved', { name: t.pick(saved.category.name) }), undo);
      onClose();
      if (isNew) onMade(saved.category.id);
    },
  });
  const send = (given: CategoryValues, version = category.version): Promise<unknown> => save.mutateAsync({ given, version });
  const initial: Partial<CategoryValues> = isNew
    ? { assistOnly: false, namesSeen: [] }
    : {
        name: category.name.zh,
        nameEn: category.name.en ?? '',
        namesSeen,
        assistOnly: category.assistOnly,
        ...(category.emergencyLine === null ? {} : { emergencyLine: category.emergencyLine }),
      };
  const needed = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  return (
    <EditDrawer<CategoryValues>
      title={isNew ? t('catalogue.addBelowOf', { name: t.pick(category.name) }) : t('setup.edit')}
      draft={[isNew ? 'category-in' : 'category', category.id]}
      form={form}
      initial={initial}
      verb={t('setup.save')}
      sent={save}
      problem={
        <SaveProblem<{ name: string; assistOnly: boolean }>
          error={save.error}
          mine={{ name: values?.name ?? '', assistOnly: values?.assistOnly ?? false }}
          fields={[
            { label: t('catalogue.name'), read: ({ name }) => name },
            { label: t('catalogue.assistOnly'), read: ({ assistOnly }) => (assistOnly ? t('catalogue.assistOnlyYes') : '') },
          ]}
          theirsOf={(current) => {
            const theirs = current as { nameZh?: string; assistOnly?: boolean };
            return { name: theirs.nameZh ?? '', assistOnly: theirs.assistOnly ?? false };
          }}
          onKeepMine={(current) => send(form.getFieldsValue(true) as CategoryValues, (current as { version: number }).version)}
          onTakeTheirs={() => void client.invalidateQueries({ queryKey: ['categories'] }).then(onClose)}
        />
      }
      onSave={(given) => send(given)}
      onClose={onClose}
    >
      {isNew ? (
        <Form.Item
          name="code"
          label={t('catalogue.code')}
          rules={[...needed(t('catalogue.code')), { pattern: /^[0-9A-Za-z-]{1,20}$/, message: t('catalogue.codeRule') }]}
        >
          <Input maxLength={20} />
        </Form.Item>
      ) : null}
      <Form.Item name="name" label={t('catalogue.name')} rules={needed(t('catalogue.name'))}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="nameEn" label={t('catalogue.nameEn')}>
        <Input maxLength={100} />
      </Form.Item>
      {isNew ? null : (
        <Form.Item name="namesSeen" label={t('catalogue.otherNames')} extra={t('catalogue.otherNamesHint')}>
          <Select mode="tags" open={false} suffixIcon={null} />
        </Form.Item>
      )}
      <Form.Item name="emergencyLine" label={t('catalogue.emergencyLine')} extra={t('catalogue.emergencyLineHint')}>
        <Select allowClear options={EMERGENCY_LINES.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="assistOnly" valuePropName="checked">
        <Checkbox>{t('catalogue.assistOnlyYes')}</Checkbox>
      </Form.Item>
    </EditDrawer>
  );
}
