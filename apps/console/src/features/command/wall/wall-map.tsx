import type { WallBoard } from '@gridward/contract';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useT } from '../../../platform/language.tsx';
import { CaseMap } from '../../map/lazy-case-map.tsx';
import { ShadeTable } from '../../map/shade-table.tsx';
import { gridShades } from '../grid-shades.ts';

/** What is open over the grids, and the same as a list for those who do not see the map. */
export function WallMap({ grids }: Pick<WallBoard, 'grids'>) {
  const t = useT();
  const navigate = useNavigate();
  const shades = useMemo(() => gridShades(grids, 'open'), [grids]);
  return (
    <div className="wall-map">
      <CaseMap label={t('board.map')} filters={null} level="grid" shades={shades} />
      <details>
        <summary>{t('wall.mapHint')}</summary>
        <ShadeTable
          label={t('board.map')}
          shades={shades}
          onPickArea={(areaId) => void navigate({ to: '/cases', search: { areaId, order: 'due' } })}
        />
      </details>
    </div>
  );
}
