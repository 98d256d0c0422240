import { lazy, Suspense } from 'react';
import { Waiting } from '../../ui/waiting.tsx';
import type { CaseMapProps } from './case-map.tsx';
import { patiently } from '../../platform/patiently.ts';

export type { CaseMapProps, MapBounds, MapPoint, Shade, Shades } from './case-map.tsx';

const CaseMapNow = lazy(() => patiently(() => import('./case-map.tsx')).then((module) => ({ default: module.CaseMap })));

/** The map with its library, loaded when it is first shown. */
export function CaseMap(props: CaseMapProps) {
  return (
    <Suspense fallback={<Waiting rows={6} />}>
      <CaseMapNow {...props} />
    </Suspense>
  );
}
