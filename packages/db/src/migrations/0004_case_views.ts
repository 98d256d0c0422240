import type { Migration } from './migration.ts';

/** Saved and shared views of the case list, and what each person chose for themselves. */
export const migration: Migration = {
  id: '0004_case_views',
  breaking: false,
  statements: [
    `create table case_view (
      id uuid primary key,
      account_id uuid not null references account (id),
      name text not null,
      filters jsonb not null,
      columns text[] not null,
      shared_with text not null default 'none' check (shared_with in ('none', 'unit', 'area')),
      unit_id uuid references unit (id),
      area_id uuid references area (id),
      position integer not null,
      version integer not null default 1,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      deleted_at timestamptz,
      constraint case_view_sharing check ((shared_with = 'unit') = (unit_id is not null) and (shared_with = 'area') = (area_id is not null))
    )`,
    `create index case_view_account on case_view (account_id, position, id)`,
    `create index case_view_unit on case_view (unit_id) where unit_id is not null`,
    `create index case_view_area on case_view (area_id) where area_id is not null`,
    `comment on table case_view is 'A saved view of the case list: filters and columns, of one person, perhaps shared with a unit or an area'`,
    `create table case_list_choice (
      account_id uuid primary key references account (id),
      default_view_id uuid,
      columns jsonb not null default '{}'
    )`,
    `comment on table case_list_choice is 'How one person likes their case list: the view it opens with and the columns of each view'`,
  ],
};
