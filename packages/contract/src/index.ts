import { accessRoutes } from './access.ts';
import { appraisalRoutes } from './appraisal.ts';
import { appointmentRoutes } from './appointments.ts';
import { areaRoutes } from './areas.ts';
import { auditRoutes } from './audit.ts';
import { caseListRoutes } from './case-lists.ts';
import { baseMapRoutes } from './base-map.ts';
import { caseMapRoutes } from './case-map.ts';
import { caseRoutes, caseVerbRoutes } from './cases.ts';
import { catalogueRoutes } from './catalogue.ts';
import { commandRoutes } from './command.ts';
import { demoRoutes } from './demo.ts';
import { dispatchRoutes } from './dispatch.ts';
import { followRoutes } from './follow.ts';
import { importRoutes } from './imports.ts';
import { intakeRoutes } from './intake.ts';
import { landmarkRoutes } from './landmarks.ts';
import { liveRoutes } from './live.ts';
import { notifyRoutes } from './notify.ts';
import { outgoingRoutes } from './outgoing.ts';
import { organisationRoutes } from './organisation.ts';
import { secondCheckRoutes } from './second-checks.ts';
import { statisticsRoutes } from './statistics.ts';
import { systemRoutes } from './system.ts';
import { viewRoutes } from './views.ts';

export * from './access.ts';
export * from './appointments.ts';
export * from './appraisal.ts';
export * from './areas.ts';
export * from './audit.ts';
export * from './base-map.ts';
export * from './case-filter.ts';
export * from './case-lists.ts';
export * from './case-map.ts';
export * from './map-names.ts';
export * from './case-verbs.ts';
export * from './cases.ts';
export * from './catalogue.ts';
export * from './client.ts';
export * from './command.ts';
export * from './demo.ts';
export * from './dispatch.ts';
export * from './follow.ts';
export * from './live.ts';
export * from './notify.ts';
export * from './outgoing.ts';
export * from './import-run.ts';
export * from './imports.ts';
export * from './intake.ts';
export * from './landmarks.ts';
export * from './organisation.ts';
export * from './openapi.ts';
export * from './problem.ts';
export * from './problem.schema.ts';
export * from './route.ts';
export * from './scalar.ts';
export * from './second-checks.ts';
export * from './statistics.ts';
export * from './system.ts';
export * from './text-limits.ts';
export * from './views.ts';

/** Every route of the API, by capability. */
export const ROUTES = {
  access: accessRoutes,
  appointments: appointmentRoutes,
  appraisal: appraisalRoutes,
  areas: areaRoutes,
  audit: auditRoutes,
  cases: caseRoutes,
  caseLists: caseListRoutes,
  baseMap: baseMapRoutes,
  caseMap: caseMapRoutes,
  caseVerbs: caseVerbRoutes,
  catalogue: catalogueRoutes,
  command: commandRoutes,
  demo: demoRoutes,
  dispatch: dispatchRoutes,
  follow: followRoutes,
  imports: importRoutes,
  intake: intakeRoutes,
  landmarks: landmarkRoutes,
  live: liveRoutes,
  notify: notifyRoutes,
  outgoing: outgoingRoutes,
  organisation: organisationRoutes,
  secondChecks: secondCheckRoutes,
  statistics: statisticsRoutes,
  system: systemRoutes,
  views: viewRoutes,
} as const;
