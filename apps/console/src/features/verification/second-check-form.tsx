import { TEXT_LIMITS, type SecondCheck } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Radio } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useCommandKey } from '../../platform/command-key.ts';
import { useSubmitKey } from '../../platform/hotkeys.ts';
import { useT } from '../../platform/language.tsx';
import { lengthRule, LongText } from '../../ui/long-text.tsx';
import { PhotoInput } from '../../ui/photo-input.tsx';
import { photosRule, usePhotoUploads } from '../../ui/photo-uploads.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { FormDraftLine, useFormDraft } from '../administration/editing/form-draft.tsx';
import { CASES_KEY } from '../cases/keys.ts';

interface Values {
  readonly holds: boolean;
  readonly finding: string;
  readonly photoIds?: string[];
}

const NOTHING: Partial<Values> = {};

/** What the second look found. Who had a part in the case reads why it is not theirs. */
export function SecondCheckForm({ check, onSaved }: { readonly check: SecondCheck; readonly onSaved: () => void }) {
  const t = useT();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const keyOf = useCommandKey();
  const [form] = Form.useForm<Values>();
  const draft = useFormDraft<Values>(['second-check', check.id], form, NOTHING);
  const uploads = usePhotoUploads();
  const save = useMutation({
    mutationFn: ({ holds, finding, photoIds = [] }: Values) => {
      const body = { holds, finding, photoIds };
      return unwrap(api.recordSecondCheck({ params: { checkId: check.id }, body }, { commandId: keyOf(body) }));
    },
    onSuccess: async () => {
      void message.success(t('second.saved'));
      draft.clear();
      onSaved();
      await queryClient.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
  const sending = useSending(form, (values: Values) => save.mutateAsync(values));
  useSubmitKey(sending.submit);
  if (!check.mayCheck) return <p className="consequence">{t('second.notMine')}</p>;
  const required = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={draft.initial}
      onValuesChange={(changed: Partial<Values>) => draft.change(changed)}
      {...sending.handlers}
    >
      {save.error === null ? null : <ProblemNotice error={save.error} keeps />}
      <Form.Item name="holds" label={t('second.result')} rules={required(t('second.result'))}>
        <Radio.Group>
          <Radio value={true}>{t('second.holds')}</Radio>
          <Radio value={false}>{t('second.fails')}</Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="finding"
        label={t('field.finding')}
        rules={[...required(t('field.finding')), lengthRule(t, TEXT_LIMITS.reason)]}
      >
        <LongText max={TEXT_LIMITS.reason} maxRows={8} />
      </Form.Item>
      <Form.Item
        name="photoIds"
        label={t('app.optional', { name: t('field.photos') })}
        rules={[photosRule({ uploads, unsent: t('photos.unsent'), photosNow: (): unknown => form.getFieldValue('photoIds') })]}
      >
        <PhotoInput purpose="check" uploads={uploads} />
      </Form.Item>
      <p className="quiet">{t('second.consequence')}</p>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={sending.isBusy}>
          {t('second.save')}
        </Button>
        <span className="quiet wide-only">{t('form.submitKey')}</span>
      </div>
      <FormDraftLine savedAt={draft.savedAt} restoredAt={draft.restoredAt} onDiscard={draft.discard} />
    </Form>
  );
}
