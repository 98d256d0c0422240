import type { Migration } from './migration.ts';

/** What one import brought in is listed from its report, however many cases the place has. */
export const migration: Migration = {
  id: '0012_cases_of_import',
  breaking: false,
  statements: [`create index case_file_import on case_file (import_id, reported_at desc, id desc) where import_id is not null`],
};
