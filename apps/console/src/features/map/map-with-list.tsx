import '@gridward/i18n/words/mapping';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useT } from '../../platform/language.tsx';
import type { CaseFilters } from '../cases/list/filters.ts';
import { caseQuery } from '../cases/keys.ts';
import { CaseMap, type MapBounds, type MapPoint } from './lazy-case-map.tsx';
import './map.css';

/** The filters of a list that goes with a map: those of any list, and what the map adds. */
export type MapListFilters = CaseFilters & {
  readonly bbox?: string;
  readonly nearLng?: string;
  readonly nearLat?: string;
};

interface MapWithListProps {
  /** What both are filtered by. */
  readonly filters: CaseFilters;
  readonly selectedId: string | null;
  readonly onSelect: (caseId: string) => void;
  /** The list, with the box of the map among its filters once somebody has moved the map. */
  readonly renderList: (filters: MapListFilters) => ReactNode;
  /** The box that the map opens with, as an address has it; everything unless told. */
  readonly start?: string | undefined;
  readonly freshness?: string | number;
  readonly onCentre?: (centre: MapPoint) => void;
}

/** A map that is zoomed far out shows more than there is. */
const LIMITS = [180, 90, 180, 90] as const;

/** Five decimals are a metre. */
const textOf = (bounds: MapBounds): string =>
  bounds.map((value, at) => Math.max(-(LIMITS[at] ?? 0), Math.min(LIMITS[at] ?? 0, value)).toFixed(5)).join(',');

/** @returns null for what is no box: then the map opens with everything */
function boundsFrom(text: string | undefined): MapBounds | null {
  const [west, south, east, north, ...more] = text?.split(',').map(Number) ?? [];
  if (west === undefined || south === undefined || east === undefined || north === undefined || more.length > 0) return null;
  const isBox = Math.abs(south) <= 90 && Math.abs(north) <= 90 && west <= east && south <= north;
  return isBox && Number.isFinite(west) && Number.isFinite(east) ? [west, south, east, north] : null;
}

/** List left, map right, one set of filters: the list keeps to what the map shows, the map to what the list is filtered by. */
export function MapWithList({ filters, selectedId, onSelect, renderList, start, freshness = '', onCentre }: MapWithListProps) {
  const t = useT();
  const [opened] = useState(() => boundsFrom(start));
  const [bounds, setBounds] = useState<MapBounds | null>(opened);
  const [isFollowing, setFollowing] = useState(true);
  const [searched, setSearched] = useState<MapBounds | null>(null);
  const here = isFollowing ? bounds : searched;
  const selected = useQuery({ ...caseQuery(selectedId ?? ''), enabled: selectedId !== null });
  const isElsewhere = !isFollowing && bounds !== null && bounds !== searched;
  return (
    <div className="map-list">
      <div className="map-list-rows">
        <div className="map-list-head">
          <label>
            <input
              type="checkbox"
              checked={isFollowing}
              onChange={({ target }) => {
                setFollowing(target.checked);
                setSearched(target.checked ? null : here);
              }}
            />
            {t('map.followOn')}
          </label>
          {isElsewhere ? (
            <button type="button" className="map-button" onClick={() => setSearched(bounds)}>
              {t('map.searchHere')}
            </button>
          ) : null}
        </div>
        {renderList(here === null ? filters : { ...filters, bbox: textOf(here) })}
      </div>
      <div className="map-list-map">
        <CaseMap
          label={t('map.cases')}
          filters={filters}
          freshness={freshness}
          start={opened}
          selected={selectedId === null ? null : (selected.data?.position ?? null)}
          onSelect={onSelect}
          onBounds={setBounds}
          {...(onCentre === undefined ? {} : { onCentre })}
        />
      </div>
    </div>
  );
}
