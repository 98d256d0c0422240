import { lazy } from 'react';
import { patiently } from '../../../platform/patiently.ts';

/** Bars, with the library that draws them only where some are drawn. */
export const BarChart = lazy(() =>
  patiently(() => import('../../../ui/bar-chart.tsx')).then((module) => ({ default: module.BarChart })),
);
