import type { Translator } from '@gridward/i18n';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { areaQuery } from '../../areas/areas.ts';
import { categoryQuery, useChannelName } from '../../catalogue/catalogue.ts';
import { unitDeskQuery } from '../../dispatch/dispatch-queries.ts';
import { useUnitNames } from '../../organisation/units.ts';
import { useMay } from '../../session/me.tsx';
import { choicesOf, FilterEditor } from './filter-chips-editor.tsx';
import { CHIP_NAMES, CHIPS, chipsOf, LABEL_OF, withChip, type CaseFilters, type ChipName } from './filters.ts';

interface FilterChipsProps {
  readonly filters: CaseFilters;
  readonly onChange: (filters: CaseFilters) => void;
}

/** What the list is filtered by, in words, each to be changed or removed; and one button that adds. */
export function FilterChips({ filters, onChange }: FilterChipsProps) {
  const t = useT();
  const [editing, setEditing] = useState<ChipName | null>(null);
  const active = chipsOf(filters);
  const set = (chip: ChipName, values: CaseFilters): void => {
    setEditing(null);
    onChange(withChip(filters, chip, values));
  };
  const begin = (chip: ChipName): void => (CHIPS[chip] === 'flag' ? set(chip, { [chip]: 'true' }) : setEditing(chip));
  const addable = CHIP_NAMES.filter((chip) => CHIPS[chip] !== 'given' && !active.includes(chip));
  return (
    <div className="chips" role="group" aria-label={t('filter.label')}>
      {active
        .filter((chip) => chip !== editing)
        .map((chip) => (
          <Chip key={chip} chip={chip} filters={filters} onEdit={() => begin(chip)} onRemove={() => set(chip, {})} />
        ))}
      {editing === null ? (
        <MenuButton
          label={`＋ ${t('filter.add')}`}
          items={addable.map((chip) => ({ key: chip, label: t(LABEL_OF[chip]), onSelect: () => begin(chip) }))}
        />
      ) : (
        <span className="chip-editor">
          <span>{t(LABEL_OF[editing])}</span>
          <FilterEditor chip={editing} filters={filters} onDone={(values) => set(editing, values)} />
          <Button type="text" onClick={() => setEditing(null)}>
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

interface ChipProps {
  readonly chip: ChipName;
  readonly filters: CaseFilters;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function Chip({ chip, filters, onEdit, onRemove }: ChipProps) {
  const t = useT();
  const label = t(LABEL_OF[chip]);
  const words = useChipWords(chip, filters);
  const text = words === '' ? label : t.pair(label, words);
  const kind = CHIPS[chip];
  return (
    <span className="chip">
      {kind === 'flag' || kind === 'given' ? (
        text
      ) : (
        <button type="button" className="chip-text" onClick={onEdit} title={t('filterChip.change', { name: label })}>
          {text}
        </button>
      )}
      <button type="button" onClick={onRemove} aria-label={t('filter.remove', { name: text })}>
        ✕
      </button>
    </span>
  );
}

/** The value of a chip in words; ids get their names from what is already known or asked for once. */
function useChipWords(chip: ChipName, filters: CaseFilters): string {
  const t = useT();
  const may = useMay();
  const unitName = useUnitNames();
  const channelName = useChannelName();
  const value = chip === 'period' || chip === 'near' ? '' : (filters[chip] ?? '');
  const category = useQuery({ ...categoryQuery(value), enabled: chip === 'categoryId' });
  const area = useQuery({ ...areaQuery(value), enabled: chip === 'areaId' });
  const desk = useQuery({ ...unitDeskQuery(null), enabled: chip === 'ownerAccountId' && value !== 'none' });
  const run = useQuery({
    queryKey: ['imports', 'one', value],
    queryFn: ({ signal }) => unwrap(api.getImport({ params: { importId: value } }, { signal })),
    enabled: chip === 'importId' && may('import.run'),
    staleTime: Infinity,
  });
  const named = (name: string | undefined, isError = false): string => name ?? (isError ? t('filterChip.unknown') : '…');
  const choices = choicesOf(chip);
  if (choices !== null) return t.list(value.split(',').map((part) => t.word(choices.group, part)));
  switch (CHIPS[chip]) {
    case 'category':
      return named(category.data === undefined ? undefined : t.pick(category.data.category.name), category.isError);
    case 'area':
      return named(area.data?.name, area.isError);
    case 'unit':
      return named(unitName(value));
    case 'one':
      return channelName(value);
    case 'yes_no':
      return t(value === 'true' ? 'app.yes' : 'app.no');
    case 'period':
      return `${filters.reportedFrom ?? ''} – ${filters.reportedUntil ?? ''}`.trim();
    case 'given':
      if (chip === 'ownerAccountId') {
        const holder = desk.data?.staff.find(({ person }) => person?.id === value)?.person;
        return value === 'none' ? t('filterChip.nobody') : named(holder?.name, desk.isError || desk.isSuccess);
      }
      if (chip === 'dayWork') return dayWorkWords(t, value);
      if (chip === 'importId') return run.data?.fileName ?? t('filterChip.oneImport');
      return chip === 'bbox' ? t('filterChip.bbox') : '';
    case 'flag':
    case 'many':
      return '';
    case 'words':
      return value;
  }
}

/** `closed:2026-05-12` in words. */
function dayWorkWords(t: Translator, value: string): string {
  const [figure = '', on = ''] = value.split(':');
  return `${t.word('dayWork', figure)} ${on}`;
}
