import type { Migration } from './migration.ts';

/** Checks of closed cases that the platform draws by chance. */
export const migration: Migration = {
  id: '0009_second_checks',
  breaking: false,
  statements: [
    `create table second_check (
      id uuid primary key,
      case_id uuid not null references case_file (id),
      drawn_for date not null,
      drawn_at timestamptz not null,
      desk_unit_id uuid not null references unit (id),
      due_at timestamptz not null,
      holds boolean,
      finding text,
      checked_at timestamptz,
      checked_by uuid,
      unique (case_id, drawn_for),
      check ((checked_at is null) = (holds is null) and (checked_at is null) = (finding is null) and (checked_at is null) = (checked_by is null))
    )`,
    `create index second_check_open on second_check (due_at, id) where checked_at is null`,
    `create index second_check_done on second_check (checked_at desc, id desc) where checked_at is not null`,
    `comment on table second_check is 'Closed cases drawn by chance to be looked at once more, by somebody who had no part in them'`,
    `create index case_file_ended on case_file (ended_at, id) where ended_at is not null`,
  ],
};
