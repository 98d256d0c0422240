import { accessRoutes } from './access.ts';
import { caseRoutes, caseVerbRoutes } from './cases.ts';

export * from './access.ts';
export * from './case-verbs.ts';
export * from './cases.ts';
export * from './client.ts';
export * from './problem.ts';
export * from './route.ts';
export * from './scalar.ts';

/** Every route of the API, by capability. */
export const ROUTES = {
  access: accessRoutes,
  cases: caseRoutes,
  caseVerbs: caseVerbRoutes,
} as const;
