import { CASE_STATES, CLOSURE_KINDS, STAGES } from '@gridward/core';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useT } from '../../../platform/language.tsx';
import { AreaPicker } from '../../areas/area-picker.tsx';
import { useChannels } from '../../catalogue/catalogue.ts';
import { CategoryPicker } from '../../catalogue/category-picker.tsx';
import { UnitPicker } from '../../organisation/unit-picker.tsx';
import { CHIPS, LABEL_OF, type CaseFilters, type ChipName } from './filters.ts';

/** Values that are words of ours, with the group that words them. */
export const CHOICES = {
  state: { group: 'state', values: CASE_STATES },
  stage: { group: 'stage', values: STAGES },
  kind: { group: 'kind', values: ['event', 'component', 'service'] },
  lamp: { group: 'lamp', values: ['amber', 'red'] },
  due: { group: 'due', values: ['today', 'week'] },
  request: { group: 'request', values: ['return', 'extension', 'deferral', 'exemption'] },
  closureKind: { group: 'closure', values: CLOSURE_KINDS },
} as const satisfies Readonly<Partial<Record<ChipName, { readonly group: string; readonly values: readonly string[] }>>>;

export const choicesOf = (chip: ChipName): { readonly group: string; readonly values: readonly string[] } | null =>
  chip in CHOICES ? CHOICES[chip as keyof typeof CHOICES] : null;

interface FilterEditorProps {
  readonly chip: ChipName;
  readonly filters: CaseFilters;
  /** The filters of this chip as they were filled in; nothing in them takes the chip away. */
  readonly onDone: (values: CaseFilters) => void;
}

/** One control for one filter, with its value of now in it. */
export function FilterEditor({ chip, filters, onDone }: FilterEditorProps) {
  const t = useT();
  const label = t(LABEL_OF[chip]);
  const name = chip === 'period' || chip === 'near' ? 'q' : chip;
  const value = filters[name];
  const done = (next: string | undefined): void => onDone({ [name]: next ?? '' });
  switch (CHIPS[chip]) {
    case 'many':
      return <ManyOf chip={chip} label={label} value={value} onDone={done} />;
    case 'one':
      return <OneOfChip chip={chip} label={label} value={value} onDone={done} />;
    case 'yes_no':
      return (
        <OneOf
          label={label}
          value={value}
          options={[
            { value: 'true', label: t('app.yes') },
            { value: 'false', label: t('app.no') },
          ]}
          onDone={done}
        />
      );
    case 'category':
      return <CategoryPicker label={label} onChange={done} />;
    case 'area':
      return <AreaPicker label={label} onChange={done} />;
    case 'unit':
      return <UnitPicker label={label} onChange={done} />;
    case 'words':
      return (
        <Input
          aria-label={label}
          autoFocus
          defaultValue={value}
          maxLength={100}
          placeholder={t('filterChip.typeWords')}
          style={{ width: 320 }}
          onPressEnter={(event) => done(event.currentTarget.value.trim())}
        />
      );
    case 'period':
      return <Period filters={filters} label={label} onDone={onDone} />;
    case 'flag':
    case 'given':
      return null;
  }
}

const dayOrNull = (day: string | undefined) => (day === undefined ? null : dayjs(day));

function Period({
  filters,
  label,
  onDone,
}: {
  readonly filters: CaseFilters;
  readonly label: string;
  readonly onDone: FilterEditorProps['onDone'];
}) {
  const t = useT();
  return (
    <DatePicker.RangePicker
      aria-label={label}
      autoFocus
      allowEmpty={[true, true]}
      defaultValue={[dayOrNull(filters.reportedFrom), dayOrNull(filters.reportedUntil)]}
      placeholder={[t('filterName.reportedFrom'), t('filterName.reportedUntil')]}
      onChange={(_dates, written) => {
        const [reportedFrom, reportedUntil] = written ?? ['', ''];
        onDone({ reportedFrom, reportedUntil });
      }}
    />
  );
}

interface ChoiceProps {
  readonly chip: ChipName;
  readonly label: string;
  readonly value: string | undefined;
  readonly onDone: (value: string) => void;
}

function useOptions(chip: ChipName): { value: string; label: string }[] {
  const t = useT();
  const channels = useChannels();
  const choices = choicesOf(chip);
  if (choices !== null) return choices.values.map((value) => ({ value, label: t.word(choices.group, value) }));
  return channels.data?.items.map((channel) => ({ value: channel.id, label: t.pick(channel.name) })) ?? [];
}

function OneOfChip({ chip, ...rest }: ChoiceProps) {
  return <OneOf {...rest} options={useOptions(chip)} />;
}

interface OneOfProps extends Omit<ChoiceProps, 'chip'> {
  readonly options: { value: string; label: string }[];
}

/** Open from the start: who adds a filter has already said which one. */
function OneOf({ label, value, options, onDone }: OneOfProps) {
  return (
    <Select<string>
      aria-label={label}
      autoFocus
      defaultOpen
      defaultValue={value}
      options={options}
      onChange={onDone}
      style={{ minWidth: 160 }}
    />
  );
}

function ManyOf({ chip, label, value, onDone }: ChoiceProps) {
  const t = useT();
  const options = useOptions(chip);
  const [chosen, setChosen] = useState<string[]>(value?.split(',') ?? []);
  return (
    <>
      <Select<string[]>
        aria-label={label}
        mode="multiple"
        autoFocus
        defaultOpen
        options={options}
        value={chosen}
        onChange={setChosen}
        style={{ minWidth: 240 }}
      />
      <Button onClick={() => onDone(chosen.join(','))}>{t('filter.apply')}</Button>
    </>
  );
}
