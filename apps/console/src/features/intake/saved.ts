import type { RouteAnswer, caseRoutes } from '@gridward/contract';

/** What the receipt shows of a case that was just saved. */
export type Saved = RouteAnswer<(typeof caseRoutes)['reportCase']> & {
  readonly place: string;
  readonly matter: string;
  readonly joined: string | null;
};
