import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { useSettled } from './settled.ts';
import type { Position } from '../areas/position-input.tsx';

/** A place that was chosen: with a position, or the grid alone. */
export interface ChosenPlace {
  readonly place: string;
  readonly position: Position | undefined;
  readonly areaId: string | undefined;
}

interface PlaceInputProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (text: string) => void;
  readonly onChoose: (chosen: ChosenPlace) => void;
}

const SHOWN_PLACES = 8;
const SHOWN_GRIDS = 4;
const NAMED_MATCHES = new Set(['near_number', 'initials']);

/** Where it is, in words: whatever is typed stays, and our own addresses, landmarks and grids are offered beside it. */
export function PlaceInput({ id, value = '', onChange, onChoose }: PlaceInputProps) {
  const t = useT();
  const q = useSettled(value.trim());
  const places = useQuery({
    queryKey: ['landmarks', q],
    queryFn: ({ signal }) => unwrap(api.searchLandmarks({ query: { q, limit: SHOWN_PLACES } }, { signal })),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const grids = useQuery({
    queryKey: ['areas', 'grids', q],
    queryFn: ({ signal }) => unwrap(api.listAreas({ query: { q, level: 'grid', limit: SHOWN_GRIDS } }, { signal })),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const found = q === '' ? [] : (places.data?.items ?? []);
  const foundGrids = q === '' ? [] : (grids.data?.items ?? []);
  const line = (name: string, more: string) => (
    <span>
      {name} <span className="quiet">{more}</span>
    </span>
  );
  const options = [
    {
      label: t('desk.places'),
      options: found.map((item) => ({
        value: `place ${item.id}`,
        label: line(
          item.name,
          [
            NAMED_MATCHES.has(item.match) ? t.word('desk.match', item.match) : null,
            ...item.alias.slice(0, 2),
            item.trail
              .slice(-2)
              .map(({ name }) => name)
              .join(' / '),
          ]
            .filter((part) => part !== null)
            .join(' · '),
        ),
      })),
    },
    {
      label: t('desk.grids'),
      options: foundGrids.map(({ id: gridId, name, code }) => ({ value: `grid ${gridId}`, label: line(name, code ?? '') })),
    },
  ].filter((group) => group.options.length > 0);
  const choose = (key: string): void => {
    const [kind, chosenId] = key.split(' ');
    const place = found.find((item) => item.id === chosenId);
    const grid = foundGrids.find((item) => item.id === chosenId);
    if (kind === 'place' && place !== undefined) onChoose({ place: place.name, position: place.position, areaId: place.area.id });
    if (kind === 'grid' && grid !== undefined) onChoose({ place: grid.name, position: undefined, areaId: grid.id });
  };
  return (
    <AutoComplete<string>
      id={id}
      value={value}
      options={options}
      onChange={(text) => (/^(place|grid) /u.test(text) ? undefined : onChange?.(text))}
      onSelect={choose}
      placeholder={t('desk.whereHint')}
      allowClear
      style={{ width: '100%' }}
    />
  );
}
