import { CASE_STATES, CLOSURE_KINDS } from '@gridward/core';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { AreaPicker } from '../../areas/area-picker.tsx';
import { categoryQuery, useChannelName, useChannels } from '../../catalogue/catalogue.ts';
import { CategoryPicker } from '../../catalogue/category-picker.tsx';
import { UnitPicker } from '../../organisation/unit-picker.tsx';
import { useUnitNames } from '../../organisation/units.ts';
import { FILTER_NAMES, LABEL_OF, type CaseFilters, type FilterName } from './filters.ts';

interface FilterChipsProps {
  readonly filters: CaseFilters;
  readonly onChange: (filters: CaseFilters) => void;
}

const ADDABLE = [
  'state',
  'lamp',
  'categoryId',
  'areaId',
  'unitId',
  'channel',
  'request',
  'closureKind',
  'reportedFrom',
  'reportedUntil',
  'q',
] as const satisfies readonly FilterName[];
type Addable = (typeof ADDABLE)[number];

/** What the list is filtered by, in words, each removable; and one button that adds. */
export function FilterChips({ filters, onChange }: FilterChipsProps) {
  const t = useT();
  const [adding, setAdding] = useState<Addable | null>(null);
  const active = FILTER_NAMES.filter((name) => name !== 'order' && filters[name] !== undefined);
  const set = (name: FilterName, value: string | undefined): void => {
    const rest = Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name));
    setAdding(null);
    onChange(value === undefined || value === '' ? rest : { ...rest, [name]: value });
  };
  return (
    <div className="chips" role="group" aria-label={t('filter.label')}>
      {active.map((name) => (
        <Chip key={name} name={name} value={filters[name] ?? ''} onRemove={() => set(name, undefined)} />
      ))}
      {adding === null ? (
        <MenuButton
          label={`＋ ${t('filter.add')}`}
          items={ADDABLE.filter((name) => filters[name] === undefined).map((name) => ({
            key: name,
            label: t(LABEL_OF[name]),
            onSelect: () => setAdding(name),
          }))}
        />
      ) : (
        <span className="chip-editor">
          <FilterEditor name={adding} onDone={(value) => set(adding, value)} />
          <Button type="text" onClick={() => setAdding(null)}>
            {t('app.cancel')}
          </Button>
        </span>
      )}
      {active.length > 1 ? (
        <Button type="link" onClick={() => onChange({})}>
          {t('list.clear')}
        </Button>
      ) : null}
    </div>
  );
}

function Chip({ name, value, onRemove }: { readonly name: FilterName; readonly value: string; readonly onRemove: () => void }) {
  const t = useT();
  const label = t(LABEL_OF[name]);
  const words = useFilterWords(name, value);
  const text = words === '' ? label : t.pair(label, words);
  return (
    <span className="chip">
      {text}
      <button type="button" onClick={onRemove} aria-label={t('filter.remove', { name: text })}>
        ✕
      </button>
    </span>
  );
}

const GROUP_OF: Readonly<Partial<Record<FilterName, string>>> = {
  state: 'state',
  stage: 'stage',
  lamp: 'lamp',
  request: 'request',
  closureKind: 'closure',
};

/** The value of a filter in words; ids get their names from what is already known or asked for once. */
function useFilterWords(name: FilterName, value: string): string {
  const t = useT();
  const unitName = useUnitNames();
  const channelName = useChannelName();
  const category = useQuery({ ...categoryQuery(value), enabled: name === 'categoryId' });
  const area = useQuery({
    queryKey: ['areas', 'one', value],
    queryFn: ({ signal }) => unwrap(api.getArea({ params: { areaId: value } }, { signal })),
    enabled: name === 'areaId',
    staleTime: Infinity,
  });
  const group = GROUP_OF[name];
  if (group !== undefined) return t.list(value.split(',').map((part) => t.word(group, part)));
  if (name === 'categoryId') return category.data === undefined ? '…' : t.pick(category.data.category.name);
  if (name === 'areaId') return area.data?.name ?? '…';
  if (name === 'unitId' || name === 'leadUnitId' || name === 'ownerUnitId') return unitName(value) ?? '…';
  if (name === 'channel') return channelName(value);
  if (name === 'closedOnTime' || name === 'overdue') return t(value === 'true' ? 'app.yes' : 'app.no');
  return name === 'mine' ? '' : value;
}

function FilterEditor({ name, onDone }: { readonly name: Addable; readonly onDone: (value: string | undefined) => void }) {
  const t = useT();
  const channels = useChannels();
  const label = t(LABEL_OF[name]);
  const many = (group: string, values: readonly string[]) => (
    <ManyOf label={label} options={values.map((value) => ({ value, label: t.word(group, value) }))} onDone={onDone} />
  );
  switch (name) {
    case 'state':
      return many('state', CASE_STATES);
    case 'request':
      return many('request', ['return', 'extension', 'deferral']);
    case 'closureKind':
      return many('closure', CLOSURE_KINDS);
    case 'lamp':
      return (
        <OneOf
          label={label}
          options={(['amber', 'red'] as const).map((lamp) => ({ value: lamp, label: t(`lamp.${lamp}`) }))}
          onDone={onDone}
        />
      );
    case 'channel':
      return (
        <OneOf
          label={label}
          options={channels.data?.items.map((channel) => ({ value: channel.id, label: t.pick(channel.name) })) ?? []}
          onDone={onDone}
        />
      );
    case 'categoryId':
      return <CategoryPicker label={label} onChange={onDone} />;
    case 'areaId':
      return <AreaPicker label={label} onChange={onDone} />;
    case 'unitId':
      return <UnitPicker label={label} onChange={onDone} />;
    case 'reportedFrom':
    case 'reportedUntil':
      return (
        <Input
          type="date"
          aria-label={label}
          autoFocus
          onChange={(event) => (event.target.value === '' ? undefined : onDone(event.target.value))}
        />
      );
    case 'q':
      return <Input aria-label={label} autoFocus onPressEnter={(event) => onDone(event.currentTarget.value)} />;
  }
}

interface ChoiceProps {
  readonly label: string;
  readonly options: { value: string; label: string }[];
  readonly onDone: (value: string | undefined) => void;
}

function OneOf({ label, options, onDone }: ChoiceProps) {
  return (
    <Select<string> aria-label={label} autoFocus defaultOpen options={options} onChange={onDone} style={{ minWidth: 160 }} />
  );
}

function ManyOf({ label, options, onDone }: ChoiceProps) {
  const t = useT();
  const [chosen, setChosen] = useState<string[]>([]);
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
        style={{ minWidth: 220 }}
      />
      <Button disabled={chosen.length === 0} onClick={() => onDone(chosen.join(','))}>
        {t('filter.apply')}
      </Button>
    </>
  );
}
