import '@gridward/i18n/words/entering';
import type { CaseSummary } from '@gridward/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useCommandKey } from '../../platform/command-key.ts';
import { useDraft } from '../../platform/draft.ts';
import { useSubmitKey } from '../../platform/hotkeys.ts';
import { useLanguage } from '../../platform/language.tsx';
import { PhotoInput } from '../../ui/photo-input.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { AreaPicker } from '../areas/area-picker.tsx';
import { PositionInput, useLocated } from '../areas/position-input.tsx';
import { categoryQuery, useChannels } from '../catalogue/catalogue.ts';
import { CategoryPicker } from '../catalogue/category-picker.tsx';
import { CASES_KEY } from '../cases/keys.ts';
import { useMe } from '../session/me.tsx';
import { BLANK_DRAFT, type NewCaseDraft } from './draft.ts';
import { Duplicates } from './duplicates.tsx';
import type { Saved } from './saved.ts';
import { reportBodyOf, type ReporterValues } from './report-body.ts';
import { ReporterFields } from './reporter-fields.tsx';

interface FormValues extends NewCaseDraft {
  readonly photoIds?: string[];
  readonly reporter?: ReporterValues;
}

interface Report {
  readonly values: FormValues;
  /** The case that this report is about, where it is one that exists. */
  readonly same?: CaseSummary;
}

export function NewCaseForm({ onSaved }: { readonly onSaved: (saved: Saved) => void }) {
  const { t, format } = useLanguage();
  const { accountId } = useMe();
  const draft = useDraft<NewCaseDraft>(`gridward.new-case.${accountId}`, BLANK_DRAFT);
  const [form] = Form.useForm<FormValues>();
  const queryClient = useQueryClient();
  const keyOf = useCommandKey();
  const mergeKeyOf = useCommandKey();
  const channels = useChannels();
  const category = useQuery({ ...categoryQuery(draft.value.categoryId ?? ''), enabled: draft.value.categoryId !== undefined });
  const located = useLocated(draft.value.position);
  const written = useDeferredValue(draft.value);
  const [handled, setHandled] = useState(draft.value.handledResult !== '');

  const report = useMutation({
    mutationFn: async ({ values, same }: Report) => {
      const body = reportBodyOf(values, handled, same?.id);
      const answer = await unwrap(api.reportCase({ body }, { commandId: keyOf(body) }));
      const matter = same?.category.name ?? category.data?.category.name;
      const saved = {
        ...answer,
        place: values.place,
        matter: matter === undefined ? '' : t.pick(matter),
        joined: same?.number ?? null,
      };
      // Whoever may merge does it at once; otherwise the two stay linked and intake decides.
      if (same !== undefined && answer.case.allowedVerbs.includes('merge')) {
        const merge = { version: answer.case.version, payload: { intoCaseId: same.id } };
        await unwrap(api.merge({ params: { caseId: answer.case.id }, body: merge }, { commandId: mergeKeyOf(merge) }));
      }
      return saved;
    },
    onSuccess: async (saved) => {
      draft.clear();
      onSaved(saved);
      await queryClient.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
  /** What the other case already says need not be filled in again. */
  const join = (same: CaseSummary): void => {
    const values = form.getFieldsValue();
    const place = values.place === '' ? same.place : values.place;
    const position = values.position ?? same.position ?? undefined;
    const channel = values.channel ?? same.channel;
    report.mutate({
      values: {
        ...values,
        place,
        position,
        areaId: values.areaId ?? same.area.id,
        channel,
        categoryId: values.categoryId ?? same.category.id,
      },
      same,
    });
  };
  useSubmitKey(form.submit);
  const required = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  const line = category.data?.category.emergencyLine ?? null;
  return (
    <div className="page new-case-page">
      <header className="queue-head">
        <h1>{t('new.title')}</h1>
        <span className="quiet" aria-live="polite">
          {draft.savedAt === null ? null : t('new.draftKept', { at: format.dateTime(draft.savedAt).slice(11) })}
          {draft.savedAt === null && draft.restoredAt !== null
            ? t('new.draftRestored', { at: format.dateTime(draft.restoredAt) })
            : null}
        </span>
        {draft.savedAt === null && draft.restoredAt === null ? null : (
          <Button
            type="link"
            onClick={() => {
              draft.clear();
              form.setFieldsValue({ ...BLANK_DRAFT, photoIds: [], reporter: undefined });
            }}
          >
            {t('new.draftDiscard')}
          </Button>
        )}
      </header>
      <Form<FormValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft.value}
        className="new-case-form"
        onValuesChange={(_, { photoIds: _photos, reporter: _reporter, ...kept }) => draft.change(kept)}
        onFinish={(values) => report.mutate({ values })}
        scrollToFirstError={{ focus: true }}
      >
        <div className="new-case-what">
          {line === null ? null : (
            <Alert
              type="warning"
              showIcon
              role="alert"
              title={t('new.emergency', { line })}
              description={t('new.emergencyHint', { line })}
            />
          )}
          <Form.Item name="description" label={t('new.what')} extra={t('new.whatHint')} rules={required(t('new.what'))}>
            <Input.TextArea autoSize={{ minRows: 5, maxRows: 14 }} maxLength={4000} autoFocus className="large-text" />
          </Form.Item>
          <Form.Item name="categoryId" label={t('new.category')} rules={required(t('new.category'))}>
            <CategoryPicker />
          </Form.Item>
          <Form.Item name="photoIds" label={t('field.photos')}>
            <PhotoInput purpose="report" pasteAnywhere />
          </Form.Item>
          <div className="field-row">
            <Form.Item name="channel" label={t('new.channel')} rules={required(t('new.channel'))}>
              <Select<string>
                placeholder={t('form.choose')}
                loading={channels.isPending}
                options={channels.data?.items
                  .filter(({ active }) => active)
                  .map(({ id, name }) => ({ value: id, label: t.pick(name) }))}
              />
            </Form.Item>
            <Form.Item name="urgency" label={t('field.urgency')}>
              <Radio.Group
                optionType="button"
                options={(['normal', 'urgent', 'critical'] as const).map((value) => ({ value, label: t(`urgency.${value}`) }))}
              />
            </Form.Item>
          </div>
          <Form.Item name="hazard" valuePropName="checked">
            <Checkbox>
              {t('field.hazard')} <span className="quiet">{t('field.hazardHint')}</span>
            </Checkbox>
          </Form.Item>
          <Checkbox checked={handled} onChange={(event) => setHandled(event.target.checked)}>
            {t('new.handled')} <span className="quiet">{t('new.handledHint')}</span>
          </Checkbox>
          {handled ? (
            <Form.Item name="handledResult" label={t('field.result')} rules={required(t('field.result'))}>
              <Input.TextArea rows={2} maxLength={2000} />
            </Form.Item>
          ) : null}
          <ReporterFields />
        </div>
        <div className="new-case-where">
          <Form.Item name="place" label={t('new.where')}>
            <Input maxLength={300} placeholder={t('new.placeHint')} />
          </Form.Item>
          <Form.Item name="position" label={t('field.position')}>
            <PositionInput />
          </Form.Item>
          {draft.value.position === undefined ? (
            <Form.Item name="areaId" label={t('field.area')} rules={required(t('field.position'))}>
              <AreaPicker />
            </Form.Item>
          ) : null}
          <Duplicates draft={written} areaId={located.data?.area?.id} joining={report.isPending} onJoin={join} />
        </div>
        <div className="new-case-foot">
          {report.error === null ? null : <ProblemNotice error={report.error} keeps />}
          <Button type="primary" htmlType="submit" size="large" loading={report.isPending}>
            {t('new.submit')}
          </Button>
          <span className="quiet wide-only">{t('form.submitKey')}</span>
        </div>
      </Form>
    </div>
  );
}
