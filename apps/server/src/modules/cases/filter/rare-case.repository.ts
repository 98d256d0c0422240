import { FIGURE_VERBS, type DayFigure, type Uuid } from '@gridward/core';
import { sql, type RawBuilder } from 'kysely';

/** Conditions that few cases meet. Who asks for these few gets them by an index of their own; who asks for the others walks past the few. */

/** The ids of cases that came back, were reported again, or opened another one. */
const REPEATED = sql`(select id from case_file where reopen_count > 0 or repeat_of is not null
    union all select other_case_id from case_link where kind in ('duplicate', 'reopens')
    union all select case_id from case_link where kind = 'reopens')`;
export const isRepeated = (holds: boolean): RawBuilder<boolean> =>
  holds
    ? sql<boolean>`case_file.id in ${REPEATED}`
    : sql<boolean>`not (reopen_count > 0 or repeat_of is not null
    or exists (select from case_link where other_case_id = case_file.id and kind in ('duplicate', 'reopens'))
    or exists (select from case_link where case_id = case_file.id and kind = 'reopens'))`;

export const isSupervised = (holds: boolean): RawBuilder<boolean> => {
  const ordered = sql<boolean>`exists (select from supervision_order where case_id = case_file.id and replied_at is null)`;
  return holds ? ordered : sql<boolean>`not ${ordered}`;
};

/** Hazards that nobody has made safe are looked for among the open cases. */
export const isUnsafe = (holds: boolean): RawBuilder<boolean> => {
  const unsafe = sql<boolean>`(ended_at is null and hazard and body #>> '{core,madeSafeAt}' is null)`;
  return holds ? unsafe : sql<boolean>`not ${unsafe}`;
};

/** Cases that do not move by themselves at a moment, or all others. */
export interface StuckWish {
  readonly at: Date;
  readonly holds: boolean;
}

/** What `stuckPoints` finds a reason for, looked for among the open cases, which have an index of their own. */
export const isStuck = ({ at, holds }: StuckWish): RawBuilder<boolean> => {
  const stuck = sql<boolean>`(case_file.ended_at is null and (${isUnsafe(true)} or coalesce(case_file.request_due_at < ${at}, false)
    or (case_file.due_at < ${at} and case_file.clock_kind <> 'deferral')
    or case_file.id in (select case_id from supervision_order where replied_at is null and due_at < ${at})))`;
  return holds ? stuck : sql<boolean>`not ${stuck}`;
};

/** A figure of a hand-over and the day that it is of. */
export interface DayWork {
  readonly figure: DayFigure;
  readonly from: Date;
  readonly before: Date;
}

/** The cases that a figure of a day counts; what an import brought in as past is no work of that day. */
export const hadWork = ({ figure, from, before }: DayWork): RawBuilder<boolean> =>
  figure === 'received'
    ? sql<boolean>`(not historical and case_file.reported_at >= ${from} and case_file.reported_at < ${before})`
    : sql<boolean>`(not historical and case_file.id in (select case_id from case_event
        where at >= ${from} and at < ${before} and verb in (${sql.join([...FIGURE_VERBS[figure]])})))`;

interface SupportedBy {
  readonly unitIds: readonly Uuid[];
  readonly holds: boolean;
}

export const isSupportedBy = ({ unitIds, holds }: SupportedBy): RawBuilder<boolean> => {
  const among = sql`supporting_unit_ids && ${`{${unitIds.join(',')}}`}::uuid[]`;
  return holds ? sql<boolean>`(supporting_unit_ids <> '{}' and ${among})` : sql<boolean>`not (${among})`;
};
