import '@gridward/i18n/words/dispatching';
import type { CaseDetail } from '@gridward/contract';
import { Checkbox, Form, Input, Radio } from 'antd';
import { useT } from '../../../platform/language.tsx';
import { DayInput } from '../../../ui/day-input.tsx';
import { lengthRule, LongText } from '../../../ui/long-text.tsx';
import { PhotoInput } from '../../../ui/photo-input.tsx';
import { photosRule, usePhotoUploads, type PhotoUploads } from '../../../ui/photo-uploads.ts';
import { AreaPicker } from '../../areas/area-picker.tsx';
import { CategoryPicker } from '../../catalogue/category-picker.tsx';
import { StandardRowPicker } from '../../catalogue/standard-row-picker.tsx';
import { StaffPicker, UnitPicker, UnitsPicker } from '../../organisation/unit-picker.tsx';
import { LeadUnitPicker } from '../../organisation/lead-unit-picker.tsx';
import { CasePicker } from '../case-picker.tsx';
import { PositionInput } from '../../areas/position-input.tsx';
import { ExtensionReason } from '../../dispatch/extension-reason.tsx';
import { ReadyExplanation, StatutoryChannelInput } from '../../intake/ready-texts.tsx';
import { mostLetters, type VerbField } from './verb-forms.ts';

interface VerbFieldItemProps {
  readonly field: VerbField;
  readonly detail: CaseDetail;
  readonly autoFocus: boolean;
}

/** One field of a verb's form with its label, rule and control. */
export function VerbFieldItem({ field, detail, autoFocus }: VerbFieldItemProps) {
  const t = useT();
  const refused = Form.useWatch('granted') === 'false';
  const name = t(field.label);
  const uploads = usePhotoUploads();
  const form = Form.useFormInstance();
  const missing = t('form.required', { name });
  const isOptional = field.optional === true;
  const most = mostLetters(field);
  const rules =
    field.kind === 'photos'
      ? [
          photosRule({
            uploads,
            unsent: t('photos.unsent'),
            missing: isOptional ? undefined : missing,
            photosNow: (): unknown => form.getFieldValue(field.name),
          }),
        ]
      : [
          ...(isOptional ? [] : [{ required: true, message: missing, whitespace: most !== null }]),
          ...(most === null ? [] : [lengthRule(t, most)]),
        ];
  return (
    <Form.Item
      name={field.name}
      label={isOptional ? t('app.optional', { name }) : name}
      extra={field.hint === undefined ? undefined : t(field.hint)}
      valuePropName={field.kind === 'check' ? 'checked' : 'value'}
      rules={rules}
      hidden={field.ifGranted === true && refused}
    >
      {controlOf(field, detail, autoFocus, t, uploads)}
    </Form.Item>
  );
}

function controlOf(field: VerbField, detail: CaseDetail, autoFocus: boolean, t: ReturnType<typeof useT>, uploads: PhotoUploads) {
  const max = mostLetters(field) ?? 0;
  switch (field.kind) {
    case 'long_text':
      return <LongText max={max} autoFocus={autoFocus} />;
    case 'line':
      return <Input autoFocus={autoFocus} />;
    case 'photos':
      return <PhotoInput purpose={field.purpose ?? 'evidence'} uploads={uploads} />;
    case 'unit':
      return <UnitPicker />;
    case 'lead_unit':
      return <LeadUnitPicker categoryId={detail.category.id} areaId={detail.area.id} isFirstChosen />;
    case 'counter_unit':
      return <LeadUnitPicker categoryId={detail.category.id} areaId={detail.area.id} exceptUnitId={detail.leadUnit?.id} />;
    case 'extension_reason':
      return <ExtensionReason detail={detail} max={max} autoFocus={autoFocus} />;
    case 'ready_explanation':
      return <ReadyExplanation max={max} />;
    case 'statutory_channel':
      return <StatutoryChannelInput autoFocus={autoFocus} />;
    case 'units':
      return <UnitsPicker />;
    case 'person':
      return <StaffPicker unitId={detail.owner?.unit.id ?? detail.leadUnit?.id ?? ''} />;
    case 'standard_row':
      return <StandardRowPicker categoryId={detail.category.id} />;
    case 'case':
      return <CasePicker detail={detail} />;
    case 'category':
      return <CategoryPicker />;
    case 'area':
      return <AreaPicker />;
    case 'position':
      return <PositionInput />;
    case 'check':
      return <Checkbox>{t('app.yes')}</Checkbox>;
    case 'yes_no':
    case 'choice':
      return (
        <Radio.Group
          options={field.options?.map(({ value, label }) => ({ value, label: t(label) }))}
          optionType="button"
          buttonStyle="solid"
        />
      );
    case 'until_day':
      return <DayInput />;
  }
}
