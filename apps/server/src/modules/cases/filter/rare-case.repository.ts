import type { Uuid } from '@gridward/core';
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

interface SupportedBy {
  readonly unitIds: readonly Uuid[];
  readonly holds: boolean;
}

export const isSupportedBy = ({ unitIds, holds }: SupportedBy): RawBuilder<boolean> => {
  const among = sql`supporting_unit_ids && ${`{${unitIds.join(',')}}`}::uuid[]`;
  return holds ? sql<boolean>`(supporting_unit_ids <> '{}' and ${among})` : sql<boolean>`not (${among})`;
};
