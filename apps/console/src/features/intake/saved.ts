import type { RouteAnswer, caseRoutes } from '@gridward/contract';

/** What the receipt shows of a case that was just saved. */
export type Saved = RouteAnswer<(typeof caseRoutes)['reportCase']> & {
  readonly place: string;
  readonly matter: string;
  readonly joined: string | null;
};

/** Enough to find the last report again; its follow code is shown once and kept nowhere. */
export interface LastSaved {
  readonly id: string;
  readonly number: string;
}

const KEY = 'gridward.last-entered';

export function lastSaved(): LastSaved | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as LastSaved | null;
  } catch {
    return null;
  }
}

export const rememberSaved = ({ case: { id, number } }: Saved): void =>
  sessionStorage.setItem(KEY, JSON.stringify({ id, number }));
