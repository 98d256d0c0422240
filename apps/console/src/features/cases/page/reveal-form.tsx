import { TEXT_LIMITS } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { draftKey, useDraft } from '../../../platform/draft.ts';
import { useT } from '../../../platform/language.tsx';
import { lengthRule, LongText } from '../../../ui/long-text.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useMe } from '../../session/me.tsx';
import { revealsQuery } from '../keys.ts';
import { FactList } from './fact-list.tsx';

const FIELDS = ['name', 'phone', 'address', 'original_text'] as const;
type RevealedField = (typeof FIELDS)[number];

interface RevealValues {
  readonly purpose: string;
  readonly fields: RevealedField[];
}

const UNWRITTEN = { purpose: '' };

/** A look needs a purpose, which is kept while it is being written; what it shows stays until it is closed. */
export function RevealForm({ caseId, onDone }: { readonly caseId: string; readonly onDone: () => void }) {
  const t = useT();
  const keyOf = useCommandKey();
  const queryClient = useQueryClient();
  const draft = useDraft(draftKey(useMe().accountId, caseId, 'reveal'), UNWRITTEN);
  const reveal = useMutation({
    mutationFn: (body: RevealValues) => unwrap(api.revealReporter({ params: { caseId }, body }, { commandId: keyOf(body) })),
    onSuccess: () => {
      draft.clear();
      return queryClient.invalidateQueries({ queryKey: revealsQuery(caseId).queryKey });
    },
    gcTime: 0,
  });
  if (reveal.data !== undefined) {
    const { name, phone, address, originalText } = reveal.data;
    return (
      <>
        <FactList
          facts={[
            { label: t('reveal.field.name'), value: name },
            { label: t('reveal.field.phone'), value: phone },
            { label: t('reveal.field.address'), value: address },
            { label: t('reveal.field.original_text'), value: originalText },
          ]}
        />
        <Button onClick={onDone}>{t('app.close')}</Button>
      </>
    );
  }
  const required = (label: string) => [{ required: true, message: t('form.required', { name: label }) }];
  return (
    <Form<RevealValues>
      layout="vertical"
      requiredMark={false}
      initialValues={{ fields: ['phone'], ...draft.value }}
      onValuesChange={({ purpose }: Partial<RevealValues>) => (purpose === undefined ? undefined : draft.change({ purpose }))}
      onFinish={(values) => reveal.mutate(values)}
    >
      {reveal.error === null ? null : <ProblemNotice error={reveal.error} keeps />}
      <Form.Item name="fields" label={t('reveal.fields')} rules={required(t('reveal.fields'))}>
        <Checkbox.Group options={FIELDS.map((field) => ({ value: field, label: t(`reveal.field.${field}`) }))} />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={t('reveal.purpose')}
        rules={[...required(t('reveal.purpose')), lengthRule(t, TEXT_LIMITS.purpose)]}
      >
        <LongText max={TEXT_LIMITS.purpose} minRows={2} autoFocus />
      </Form.Item>
      <div className="row">
        <Button htmlType="submit" type="primary" loading={reveal.isPending}>
          {t('reveal.submit')}
        </Button>
        <Button onClick={onDone}>{t('app.cancel')}</Button>
      </div>
    </Form>
  );
}
