import { useQuery } from '@tanstack/react-query';
import { InputNumber } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { patiently } from '../../platform/patiently.ts';

const GridMap = lazy(() => patiently(() => import('../../ui/grid-map.tsx')).then((module) => ({ default: module.GridMap })));

export interface Position {
  readonly lng: number;
  readonly lat: number;
}

interface PositionInputProps {
  readonly id?: string;
  readonly value?: Position;
  readonly onChange?: (position: Position | undefined) => void;
}

/** In which grid a position lies, according to the server. */
export function useLocated(position: Position | undefined) {
  return useQuery({
    queryKey: ['locate', position?.lng, position?.lat],
    queryFn: ({ signal }) => unwrap(api.locate({ query: { lng: position?.lng ?? 0, lat: position?.lat ?? 0 } }, { signal })),
    enabled: position !== undefined,
    staleTime: Infinity,
  });
}

/** A pin on the map of grids, or typed coordinates; the grid that it falls into is named at once. */
export function PositionInput({ id, value, onChange }: PositionInputProps) {
  const t = useT();
  const located = useLocated(value);
  const typed = useTypedPosition(value, onChange);
  return (
    <div className="position-input">
      <Suspense
        fallback={
          <div className="grid-map">
            <Waiting rows={4} />
          </div>
        }
      >
        <GridMap
          label={t('new.pin')}
          pin={value ?? null}
          highlightAreaId={located.data?.area?.id ?? null}
          onPick={(position) => onChange?.(round(position))}
        />
      </Suspense>
      <p aria-live="polite" className={located.data?.area === null ? 'hazard-mark' : 'quiet'}>
        {value === undefined ? t('new.pin') : null}
        {value !== undefined && located.isPending ? t('new.locating') : null}
        {located.data === undefined
          ? null
          : located.data.area === null
            ? t('new.outside')
            : t('new.located', { grid: located.data.trail.map(({ name }) => name).join(' / ') })}
      </p>
      <details className="coordinates">
        <summary>{t('new.pinKeyboard')}</summary>
        <div className="row">
          <InputNumber
            id={id}
            aria-label={t('new.longitude')}
            min={-180}
            max={180}
            step={0.0001}
            value={typed.lng}
            onChange={typed.setLng}
            placeholder={t('new.longitude')}
          />
          <InputNumber
            aria-label={t('new.latitude')}
            min={-90}
            max={90}
            step={0.0001}
            value={typed.lat}
            onChange={typed.setLat}
            placeholder={t('new.latitude')}
          />
        </div>
      </details>
    </div>
  );
}

/** Two numbers are typed one after the other: only both together are a position. */
function useTypedPosition(value: Position | undefined, onChange: PositionInputProps['onChange']) {
  const [half, setHalf] = useState<{ readonly lng: number | null; readonly lat: number | null }>({ lng: null, lat: null });
  const lng = value?.lng ?? half.lng;
  const lat = value?.lat ?? half.lat;
  const take = (next: { readonly lng: number | null; readonly lat: number | null }): void => {
    setHalf(next);
    onChange?.(next.lng === null || next.lat === null ? undefined : { lng: next.lng, lat: next.lat });
  };
  return {
    lng,
    lat,
    setLng: (next: number | null) => take({ lng: next, lat }),
    setLat: (next: number | null) => take({ lng, lat: next }),
  };
}

/** Six decimals are ten centimetres. */
const round = ({ lng, lat }: Position): Position => ({ lng: Math.round(lng * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 });
