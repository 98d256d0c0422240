import type { catalogueRoutes, RouteAnswer } from '@gridward/contract';
import { HOUR_MS, MINUTE_MS } from '@gridward/core';
import type { Message } from '@gridward/i18n';
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';

type Model = RouteAnswer<(typeof catalogueRoutes)['getModel']>;
type WorkCalendar = RouteAnswer<(typeof catalogueRoutes)['getCalendar']>;

const HOLDS_FOR_MS = HOUR_MS;

/** How this place governs: its own words for states, stages and steps, and its time zone. */
export const modelQuery = queryOptions({
  queryKey: ['model'],
  queryFn: ({ signal }) => unwrap(api.getModel({}, { signal })),
  staleTime: HOLDS_FOR_MS,
});

export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: ({ signal }) => unwrap(api.getCalendar({ query: {} }, { signal })),
  staleTime: HOLDS_FOR_MS,
});

const under = (group: string, labels: Readonly<Record<string, Message>>): [string, Message][] =>
  Object.entries(labels).map(([name, label]) => [`${group}.${name}`, label]);

/** A clock is called after the step that it limits. */
const asLimits = (steps: Model['steps']): Model['steps'] =>
  Object.fromEntries(Object.entries(steps).map(([step, { zh, en }]) => [step, { zh: `${zh}时限`, en }]));

/** The model's words under the keys of the messages that they take the place of. */
export const wordsOf = ({ states, stages, steps }: Pick<Model, 'states' | 'stages' | 'steps'>): Record<string, Message> =>
  Object.fromEntries([...under('state', states), ...under('stage', stages), ...under('clock', asLimits(steps))]);

/** Working time of a full working day, in milliseconds; `undefined` where no hours are set. */
export function workingDayMsOf({ periods }: Pick<WorkCalendar, 'periods'>): number | undefined {
  const lengthMs = periods.reduce((sum, { from, to }) => sum + timeMs(to) - timeMs(from), 0);
  return lengthMs > 0 ? lengthMs : undefined;
}

function timeMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * HOUR_MS + minutes * MINUTE_MS;
}
