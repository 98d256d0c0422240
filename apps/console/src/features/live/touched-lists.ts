import type { LiveEvent } from '@gridward/contract';

type Told = Extract<LiveEvent, { kind: 'case' | 'gone' }>;

/** What a list of cases in the cache shows by: filters as the address holds them, and the cases that it holds now. */
export interface ShownList {
  readonly filters: Readonly<Record<string, unknown>>;
  readonly caseIds: ReadonlySet<string>;
}

/** Could this event change the list? A case that is on it, or one that may have come to it; when in doubt, yes. */
export function isTouched({ filters, caseIds }: ShownList, event: Told): boolean {
  if (caseIds.has(event.caseId)) return true;
  if (event.kind === 'gone') return false;
  const { state, ownerUnitId } = filters;
  if (typeof state === 'string' && !state.split(',').includes(event.state)) return false;
  return typeof ownerUnitId !== 'string' || ownerUnitId === event.owner?.unit.id;
}
