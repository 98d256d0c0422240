import type { catalogueRoutes, RouteAnswer } from '@gridward/contract';
import { RESPONSIBILITY_ORIGINS, type ResponsibilityOrigin } from '@gridward/core';

export type ResponsibilityRow = RouteAnswer<(typeof catalogueRoutes)['createResponsibility']>;
export type Finding = RouteAnswer<(typeof catalogueRoutes)['checkResponsibilities']>['items'][number];

/** What stands in the address of the page. */
export interface ResponsibilitySearch {
  readonly tab?: string;
  readonly category?: string;
  readonly area?: string;
  readonly unit?: string;
  readonly origin?: string;
  readonly ended?: string;
  /** The row that is open. */
  readonly row?: string;
}

export const originOf = (text: string | undefined): ResponsibilityOrigin | undefined =>
  RESPONSIBILITY_ORIGINS.find((origin) => origin === text);
