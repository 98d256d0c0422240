import type { Migration } from './migration.ts';

/** Addresses and landmarks to find a place by, and questions to the reporter that wait for an answer. */
export const migration: Migration = {
  id: '0008_landmarks',
  breaking: false,
  statements: [
    `create table landmark (
      id uuid primary key,
      kind text not null check (kind in ('address', 'landmark')),
      code text,
      name text not null,
      alias text[] not null default '{}',
      name_key text not null,
      initials text not null,
      terms tsvector not null,
      area_id uuid not null references area (id),
      area_path ltree not null,
      position point not null,
      source text not null,
      valid_from timestamptz not null,
      valid_to timestamptz,
      demo boolean not null default false,
      version integer not null default 1
    )`,
    `create unique index landmark_code on landmark (source, code) where code is not null and valid_to is null`,
    `create index landmark_name on landmark (name_key text_pattern_ops, id) where valid_to is null`,
    `create index landmark_initials on landmark (initials text_pattern_ops, id) where valid_to is null`,
    `create index landmark_terms on landmark using gin (terms)`,
    `create index landmark_area on landmark using gist (area_path)`,
    `comment on table landmark is 'Our own addresses and landmarks with their positions, to find a place by name, initials or house number'`,
    `alter table case_message add column asks boolean not null default false`,
    `alter table import_run drop constraint import_run_kind_check`,
    `alter table import_run add constraint import_run_kind_check
      check (kind in ('areas', 'units', 'cases', 'catalogue', 'responsibility', 'landmarks'))`,
  ],
};
