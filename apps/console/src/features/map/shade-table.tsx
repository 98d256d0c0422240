import '@gridward/i18n/words/mapping';
import { useT } from '../../platform/language.tsx';
import type { AreaLevel } from '@gridward/core';
import { useBoundaries, type Shades } from './use-areas.ts';

interface ShadeTableProps {
  readonly label: string;
  readonly shades: Shades;
  readonly level?: AreaLevel;
  readonly onPickArea: (areaId: string) => void;
}

/** The numbers of a shaded map as a table, most first: each is the same door as the area on the map. */
export function ShadeTable({ label, shades, level = 'grid', onPickArea }: ShadeTableProps) {
  const t = useT();
  const boundaries = useBoundaries(level);
  const names = new Map(boundaries.data?.features.map(({ id, properties }) => [id, properties.name]));
  const rows = [...shades].toSorted(([, a], [, b]) => b.value - a.value);
  return (
    <table className="shade-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('map.area')}</th>
          <th scope="col">{t('map.value')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([areaId, shade]) => (
          <tr key={areaId}>
            <td>{names.get(areaId) ?? '…'}</td>
            <td className="figures">
              <button type="button" className="map-button" onClick={() => onPickArea(areaId)}>
                {shade.label}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
