import type { CaseSummary } from '@gridward/contract';
import { amberFrom, type CaseCore, type Uuid, type WorkCalendar } from '@gridward/core';
import type { CaseBody, CaseRow, LoadedCase } from './case-row.ts';

/** Columns that follow from the machine's part of a case. Kept as columns for lists, constraints and statistics. */
export interface CoreColumns {
  readonly state: string;
  readonly hazard: boolean;
  readonly standard_row_id: Uuid | null;
  readonly owner_duty: 'intake' | 'dispatch' | 'verification' | 'handling' | null;
  readonly owner_unit_id: Uuid | null;
  readonly owner_unit_path: string | null;
  readonly owner_account_id: Uuid | null;
  readonly clock_kind: string | null;
  readonly clock_started_at: Date | null;
  readonly clock_unit: string | null;
  readonly clock_limit_ms: number | null;
  readonly clock_used_ms: number | null;
  readonly due_at: Date | null;
  readonly remind_at: Date | null;
  readonly breach_marked_at: Date | null;
  readonly lead_unit_id: Uuid | null;
  readonly lead_unit_path: string | null;
  readonly supporting_unit_ids: readonly Uuid[];
  readonly filed_at: Date | null;
  readonly dispatched_at: Date | null;
  readonly handled_at: Date | null;
  readonly handling_due_at: Date | null;
  readonly overdue_at: Date | null;
  readonly ended_at: Date | null;
  readonly closed_on_time: boolean | null;
  readonly closure_kind: string | null;
  readonly verified_solved: boolean | null;
  readonly open_request: string | null;
  readonly request_due_at: Date | null;
  readonly merged_into: Uuid | null;
  readonly rework_count: number;
  readonly return_count: number;
  readonly reopen_count: number;
  readonly body: string;
  readonly version: number;
}

type Milestones = Pick<CaseRow, 'filed_at' | 'dispatched_at' | 'handled_at' | 'handling_due_at' | 'overdue_at'>;
export const NO_MILESTONES: Milestones = {
  filed_at: null,
  dispatched_at: null,
  handled_at: null,
  handling_due_at: null,
  overdue_at: null,
};

const date = (at: number | null | undefined): Date | null => (at === null || at === undefined ? null : new Date(at));

/** What the columns need besides the case. */
export interface ColumnSources {
  readonly calendar: WorkCalendar;
  readonly pathOf: (unitId: Uuid) => string | null;
}

/** @param before the milestones so far: when a step was first reached is kept for good. */
export function toColumns(
  core: CaseCore,
  before: Milestones,
  journalHash: string,
  atMs: number,
  { calendar, pathOf }: ColumnSources,
): CoreColumns {
  const { owner, clock, request } = core;
  const body: CaseBody = { core, journalHash };
  return {
    state: core.state,
    hazard: core.hazard,
    standard_row_id: core.standardRowId,
    owner_duty: owner?.duty ?? null,
    owner_unit_id: owner?.unitId ?? null,
    owner_unit_path: owner === null ? null : pathOf(owner.unitId),
    owner_account_id: owner?.accountId ?? null,
    clock_kind: clock?.kind ?? null,
    clock_started_at: date(clock?.startedAt),
    clock_unit: clock?.limit?.unit ?? null,
    clock_limit_ms: clock?.limit?.ms ?? null,
    clock_used_ms: clock === null ? null : Math.round(clock.usedMs),
    due_at: date(clock?.dueAt),
    remind_at: reminder(core, calendar, atMs),
    breach_marked_at: date(core.overdueAt),
    lead_unit_id: core.leadUnitId,
    lead_unit_path: core.leadUnitId === null ? null : pathOf(core.leadUnitId),
    supporting_unit_ids: core.supportingUnitIds,
    ...milestones(core, before, atMs),
    ended_at: date(core.endedAt),
    closed_on_time: core.closedOnTime,
    closure_kind: core.closureKind,
    verified_solved: core.verifiedSolved,
    open_request: openRequestOf(core),
    request_due_at: date(request?.dueAt),
    merged_into: core.mergedInto,
    rework_count: core.reworks,
    return_count: core.returnedBy.length,
    reopen_count: core.reopens,
    body: JSON.stringify(body),
    version: core.version,
  };
}

/** What waits for a ruling. A case that is closed has no request any more, but its delay may be appealed against. */
export const openRequestOf = ({ request, appeal }: CaseCore): CaseSummary['openRequest'] =>
  request?.kind ?? (appeal === 'asked' ? 'exemption' : null);

/** When the lamp turns amber, while that lies ahead (PT-53). */
function reminder({ clock }: CaseCore, calendar: WorkCalendar, atMs: number): Date | null {
  if (clock === null || clock.limit === null) return null;
  const at = amberFrom(calendar, clock.limit.unit, clock.startedAt, clock.dueAt, { usedMs: clock.usedMs });
  return at.ok && at.value > atMs && at.value < clock.dueAt ? new Date(at.value) : null;
}

function milestones(core: CaseCore, before: Milestones, atMs: number): Milestones {
  const handlingDueAt = core.clock?.kind === 'handling' ? new Date(core.clock.dueAt) : before.handling_due_at;
  const late = core.handling?.late === true || (core.clock?.kind === 'handling' && core.overdueAt !== null);
  return {
    filed_at: before.filed_at ?? (core.state === 'filed' ? new Date(atMs) : null),
    dispatched_at: date(core.handling?.dispatchedAt) ?? before.dispatched_at,
    handled_at: core.state === 'handled' ? new Date(atMs) : before.handled_at,
    handling_due_at: handlingDueAt,
    overdue_at: late ? (before.overdue_at ?? handlingDueAt) : null,
  };
}

/** The case as services hold it. */
export function toLoaded<Row extends Pick<CaseRow, 'body'>>(row: Row): LoadedCase<Row> {
  // Written by `toColumns` and by nothing else.
  const body = row.body as CaseBody;
  return { row, core: body.core, journalHash: body.journalHash };
}
