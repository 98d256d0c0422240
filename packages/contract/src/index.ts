import { accessRoutes } from './access.ts';
import { appraisalRoutes } from './appraisal.ts';
import { areaRoutes } from './areas.ts';
import { caseRoutes, caseVerbRoutes } from './cases.ts';
import { catalogueRoutes } from './catalogue.ts';
import { demoRoutes } from './demo.ts';
import { followRoutes } from './follow.ts';
import { importRoutes } from './imports.ts';
import { notifyRoutes } from './notify.ts';
import { outgoingRoutes } from './outgoing.ts';
import { organisationRoutes } from './organisation.ts';
import { statisticsRoutes } from './statistics.ts';
import { systemRoutes } from './system.ts';

export * from './access.ts';
export * from './appraisal.ts';
export * from './areas.ts';
export * from './case-filter.ts';
export * from './case-verbs.ts';
export * from './cases.ts';
export * from './catalogue.ts';
export * from './client.ts';
export * from './demo.ts';
export * from './follow.ts';
export * from './notify.ts';
export * from './outgoing.ts';
export * from './import-run.ts';
export * from './imports.ts';
export * from './organisation.ts';
export * from './openapi.ts';
export * from './problem.ts';
export * from './problem.schema.ts';
export * from './route.ts';
export * from './scalar.ts';
export * from './statistics.ts';
export * from './system.ts';

/** Every route of the API, by capability. */
export const ROUTES = {
  access: accessRoutes,
  appraisal: appraisalRoutes,
  areas: areaRoutes,
  cases: caseRoutes,
  caseVerbs: caseVerbRoutes,
  catalogue: catalogueRoutes,
  demo: demoRoutes,
  follow: followRoutes,
  imports: importRoutes,
  notify: notifyRoutes,
  outgoing: outgoingRoutes,
  organisation: organisationRoutes,
  statistics: statisticsRoutes,
  system: systemRoutes,
} as const;
