import { TEXT_LIMITS, type CaseSummary } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form } from 'antd';
import { useState } from 'react';
import { useSubmitKey } from '../../platform/hotkeys.ts';
import { useLanguage } from '../../platform/language.tsx';
import { lengthRule, LongText } from '../../ui/long-text.tsx';
import { PhotoInput } from '../../ui/photo-input.tsx';
import { photosRule, usePhotoUploads } from '../../ui/photo-uploads.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { AreaPicker } from '../areas/area-picker.tsx';
import { PositionInput, useLocated } from '../areas/position-input.tsx';
import { categoryQuery } from '../catalogue/catalogue.ts';
import { CategoryPicker } from '../catalogue/category-picker.tsx';
import { useMe } from '../session/me.tsx';
import { ChannelAndUrgency } from './channel-and-urgency.tsx';
import { CategorySuggestions } from './category-suggestions.tsx';
import { DescriptionInput } from './description-input.tsx';
import { DraftState, LastEntered } from './draft-state.tsx';
import { rememberChannel, type NewCaseDraft } from './draft.ts';
import { Duplicates } from './duplicates.tsx';
import { EmergencyLines, EmergencyNotice } from './emergency-notice.tsx';
import { PlaceInput, type ChosenPlace } from './place-input.tsx';
import { NO_CONTACT } from './report-body.ts';
import { ReporterFields } from './reporter-fields.tsx';
import { OccurredInput, useOccurredAt, useOccurredRule } from './occurred-input.tsx';
import type { Saved } from './saved.ts';
import { useSettled } from './settled.ts';
import { useNewCaseDraft } from './use-new-case-draft.ts';
import { useReport, type FormValues } from './use-report.ts';

/** One screen for a report by telephone, at the desk or on paper: what, where, when, which matter, photos and, sealed, who. */
export function NewCaseForm({ onSaved }: { readonly onSaved: (saved: Saved) => void }) {
  const { t } = useLanguage();
  const { accountId } = useMe();
  const draft = useNewCaseDraft(accountId);
  const [form] = Form.useForm<FormValues>();
  const category = useQuery({ ...categoryQuery(draft.value.categoryId ?? ''), enabled: draft.value.categoryId !== undefined });
  const located = useLocated(draft.value.position);
  const written = useSettled(draft.value);
  const occurredAt = useOccurredAt();
  const occurredRule = useOccurredRule();
  const uploads = usePhotoUploads();
  const [handled, setHandled] = useState(draft.value.handledResult !== '');
  const gridId = located.data?.area?.id ?? draft.value.areaId;

  const report = useReport(handled, (saved) => {
    if (draft.value.channel !== undefined) rememberChannel(accountId, draft.value.channel);
    draft.clear();
    onSaved(saved);
  });
  const sending = useSending(form, (values: FormValues) => report.mutateAsync({ values }));
  const set = (values: Partial<NewCaseDraft>): void => {
    form.setFieldsValue(values);
    draft.change(values);
  };
  const choosePlace = (chosen: ChosenPlace): void => set({ ...chosen });
  /** What the other case already says need not be filled in again. */
  const join = async (same: CaseSummary): Promise<void> => {
    if (!sending.start()) return;
    const areSent = await uploads.areSent();
    const values = form.getFieldsValue();
    if (!areSent || 'fault' in occurredAt(values.occurredAt)) {
      sending.stop();
      const wrong = areSent ? 'occurredAt' : 'photoIds';
      form.scrollToField(wrong, { focus: areSent });
      return void form.validateFields([wrong]).catch(() => undefined);
    }
    const joined = {
      ...values,
      place: values.place === '' ? same.place : values.place,
      position: values.position ?? same.position ?? undefined,
      channel: values.channel ?? same.channel,
      areaId: values.areaId ?? same.area.id,
      categoryId: values.categoryId ?? same.category.id,
    };
    sending.send(() => report.mutateAsync({ values: joined, same }));
  };
  useSubmitKey(sending.submit);
  const required = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  return (
    <div className="page new-case-page">
      <header className="queue-head">
        <h1>{t('new.title')}</h1>
        <DraftState
          draft={draft}
          onDiscard={() => {
            draft.clear();
            form.setFieldsValue({ ...draft.blank, reporter: NO_CONTACT });
          }}
        />
        <LastEntered />
      </header>
      <EmergencyLines />
      <Form<FormValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...draft.value, reporter: draft.contact ?? NO_CONTACT }}
        className="new-case-form"
        onValuesChange={(_, { reporter, ...kept }) => {
          draft.change(kept);
          draft.holdContact(reporter);
        }}
        {...sending.handlers}
        scrollToFirstError={{ focus: true }}
      >
        <div className="new-case-what">
          <EmergencyNotice words={written.description} line={category.data?.category.emergencyLine ?? null} />
          <Form.Item
            className="description-item"
            name="description"
            label={t('new.what')}
            extra={t('desk.whatHint')}
            rules={[...required(t('new.what')), lengthRule(t, TEXT_LIMITS.description)]}
          >
            <DescriptionInput />
          </Form.Item>
          <Form.Item name="categoryId" label={t('new.category')} rules={required(t('new.category'))}>
            <CategoryPicker />
          </Form.Item>
          <CategorySuggestions
            description={written.description}
            areaId={gridId}
            chosenId={draft.value.categoryId}
            onChoose={(categoryId) => set({ categoryId })}
          />
          <Form.Item name="place" label={t('desk.where')} extra={t('desk.whereExtra')} rules={[lengthRule(t, TEXT_LIMITS.place)]}>
            <PlaceInput onChoose={choosePlace} />
          </Form.Item>
          <ChannelAndUrgency required={required} />
          <div className="field-row">
            <Form.Item
              name="occurredAt"
              label={t('desk.when')}
              tooltip={t('desk.whenHint')}
              rules={[occurredRule]}
              validateTrigger="onBlur"
            >
              <OccurredInput />
            </Form.Item>
            <Form.Item
              name="photoIds"
              label={t('field.photos')}
              rules={[
                photosRule({ uploads, unsent: t('photos.unsent'), photosNow: (): unknown => form.getFieldValue('photoIds') }),
              ]}
            >
              <PhotoInput purpose="report" pasteAnywhere uploads={uploads} />
            </Form.Item>
          </div>
          <ReporterFields isOpen={draft.contact !== undefined} />
          <Form.Item name="hazard" valuePropName="checked" noStyle>
            <Checkbox>
              {t('field.hazard')} <span className="quiet">{t('field.hazardHint')}</span>
            </Checkbox>
          </Form.Item>
          <Checkbox checked={handled} onChange={(event) => setHandled(event.target.checked)}>
            {t('new.handled')} <span className="quiet">{t('new.handledHint')}</span>
          </Checkbox>
          {handled ? (
            <Form.Item
              name="handledResult"
              label={t('field.result')}
              rules={[...required(t('field.result')), lengthRule(t, TEXT_LIMITS.handledOnSpot)]}
            >
              <LongText max={TEXT_LIMITS.handledOnSpot} minRows={2} />
            </Form.Item>
          ) : null}
        </div>
        <div className="new-case-where">
          <Form.Item name="position" label={t('field.position')}>
            <PositionInput />
          </Form.Item>
          {draft.value.position === undefined ? (
            <Form.Item name="areaId" label={t('field.area')} rules={required(t('field.position'))}>
              <AreaPicker />
            </Form.Item>
          ) : null}
          <Duplicates draft={written} areaId={gridId} joining={sending.isBusy} onJoin={(same) => void join(same)} />
        </div>
        <div className="new-case-foot">
          {report.error === null ? null : <ProblemNotice error={report.error} keeps />}
          <Button type="primary" htmlType="submit" size="large" loading={sending.isBusy}>
            {t('new.submit')}
          </Button>
          <span className="quiet wide-only">{t('form.submitKey')}</span>
        </div>
      </Form>
    </div>
  );
}
