import type { Migration } from './migration.ts';

/** Few among many: without an index of their own, lists of them walk through the cases of all years. */
export const migration: Migration = {
  id: '0011_case_map',
  breaking: false,
  statements: [
    `create index case_file_hazard on case_file (reported_at desc, id desc) where hazard`,
    `create index case_file_repeated on case_file (reported_at desc, id desc) where reopen_count > 0 or repeat_of is not null`,
    `create index case_file_supporting on case_file using gin (supporting_unit_ids) where supporting_unit_ids <> '{}'`,
    `create index case_link_repeated on case_link (kind, other_case_id, case_id) where kind in ('duplicate', 'reopens')`,
  ],
};
