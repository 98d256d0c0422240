import { appraisalRoutes } from '@gridward/contract';
import { ok } from '@gridward/core';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { AppraisalDoors } from './appraisal-doors.ts';
import { createAppraisalExport } from './appraisal-export.service.ts';
import { createAppraisalReport } from './appraisal-report.service.ts';
import { createCountedList } from './counted-list.service.ts';
import { catalogueView, readIndicators } from './indicator-catalogue.ts';
import { createTakenFigures } from './taken-figures.service.ts';
import { createAppraisalValues } from './values.service.ts';

export type { AppraisalDoors } from './appraisal-doors.ts';

/** The door of the appraisal module. */
export interface Appraisal {
  routes(host: Host): void;
}

export function createAppraisal(platform: Platform, doors: AppraisalDoors): Appraisal {
  const catalogue = readIndicators();
  const values = createAppraisalValues(platform, doors, catalogue);
  const lists = createCountedList(platform, doors, catalogue, values);
  const taken = createTakenFigures(platform, doors, values);
  const exported = createAppraisalExport(catalogue, taken);
  const report = createAppraisalReport(catalogue, taken);
  return {
    routes(host) {
      host.serve(appraisalRoutes.listIndicators, () => Promise.resolve(ok(catalogueView(catalogue))));
      host.serve(appraisalRoutes.readIndicatorValues, ({ query }, call) => values.read(query, call));
      host.serve(appraisalRoutes.exportIndicatorValues, ({ query }, call) => exported(query, call));
      host.serve(appraisalRoutes.exportIndicatorReport, ({ query }, call) => report(query, call));
      host.serve(appraisalRoutes.listIndicatorCases, ({ params, query }, call) => lists.list(params.code, query, call));
      host.serve(appraisalRoutes.readOwnValues, ({ query }, call) => values.mine(query, call));
      host.serve(appraisalRoutes.listOwnCases, ({ params, query }, call) => lists.mine(params.code, query, call));
    },
  };
}
