import { AREA_LEVELS, type AreaLevel } from '@gridward/core';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Select } from 'antd';
import { useT } from '../../platform/language.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { AreaPicker } from '../areas/area-picker.tsx';
import { modelQuery } from '../deployment/deployment.ts';
import {
  nameOfPeriod,
  periodOf,
  SPANS,
  stepTo,
  SUBJECTS,
  type AppraisalSearch,
  type Span,
  type Subject,
} from './appraisal-search.ts';

interface ControlsProps {
  readonly search: AppraisalSearch;
  readonly today: string;
  readonly onChange: (next: Partial<AppraisalSearch>) => void;
}

/** Of whom or what, over which time, where. */
export function Controls({ search, today, onChange }: ControlsProps) {
  const t = useT();
  return (
    <>
      <Select<Subject>
        aria-label={t('appraisal.subject')}
        value={search.subject}
        onChange={(subject) => onChange({ subject })}
        options={SUBJECTS.map((subject) => ({ value: subject, label: t(`appraisal.subject.${subject}`) }))}
        style={{ minWidth: 110 }}
      />
      {search.subject === 'area' ? <LevelSelect level={search.level} onChange={onChange} /> : null}
      <Select<Span>
        aria-label={t('appraisal.span')}
        value={search.span}
        onChange={(span) => onChange({ span, to: undefined })}
        options={SPANS.map((span) => ({ value: span, label: t(`appraisal.span.${span}`) }))}
        style={{ minWidth: 90 }}
      />
      <PeriodChoice search={search} today={today} onChange={onChange} />
      <AreaPicker
        label={t('filter.area')}
        placeholder={t('filter.area')}
        onChange={(areaId) => onChange({ areaId })}
        {...(search.areaId === undefined ? {} : { value: search.areaId })}
      />
      {search.areaId === undefined ? null : (
        <Button type="text" onClick={() => onChange({ areaId: undefined })}>
          {t('appraisal.anyArea')}
        </Button>
      )}
      <Checkbox checked={search.compare === true} onChange={({ target }) => onChange({ compare: target.checked || undefined })}>
        {t('appraisal.compare')}
      </Checkbox>
    </>
  );
}

/** Levels that the model of the place names. */
function LevelSelect({
  level,
  onChange,
}: {
  readonly level: AreaLevel | undefined;
  readonly onChange: ControlsProps['onChange'];
}) {
  const t = useT();
  const { data: model } = useQuery(modelQuery);
  const levels = AREA_LEVELS.flatMap((one) => {
    const label = model?.levels[one];
    return label === undefined ? [] : [{ value: one, label: t.pick(label) }];
  });
  return (
    <Select<AreaLevel>
      aria-label={t('appraisal.level')}
      value={level ?? 'township'}
      onChange={(next) => onChange({ level: next })}
      options={levels}
      loading={model === undefined}
      style={{ minWidth: 130 }}
    />
  );
}

function PeriodChoice({ search, today, onChange }: ControlsProps) {
  const t = useT();
  const { span } = search;
  const period = periodOf(search, today);
  if (span === 'custom')
    return (
      <>
        {(['from', 'to'] as const).map((end) => (
          <span key={end} className="day-field">
            <DayInput
              label={t(`appraisal.${end}`)}
              value={period[end]}
              onChange={(day) => (day === '' ? undefined : onChange({ ...period, [end]: day }))}
            />
          </span>
        ))}
      </>
    );
  return (
    <span className="period-choice">
      <Button type="text" aria-label={t('appraisal.before')} onClick={() => onChange({ from: stepTo(span, period, 'before') })}>
        ‹
      </Button>
      <span className="figures" aria-live="polite">
        {nameOfPeriod(span, period)}
      </span>
      <Button
        type="text"
        aria-label={t('appraisal.after')}
        disabled={period.to >= today}
        onClick={() => onChange({ from: stepTo(span, period, 'after') })}
      >
        ›
      </Button>
    </span>
  );
}
