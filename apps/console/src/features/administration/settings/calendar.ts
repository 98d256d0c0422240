import type { catalogueRoutes, RouteAnswer } from '@gridward/contract';

export type Calendar = RouteAnswer<(typeof catalogueRoutes)['getCalendar']>;
export type CalendarDay = Calendar['days'][number];
