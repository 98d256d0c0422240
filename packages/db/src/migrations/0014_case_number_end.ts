import type { Migration } from './migration.ts';

/** Screens show the end of a case number, and people look for what they read there. */
export const migration: Migration = {
  id: '0014_case_number_end',
  breaking: false,
  statements: [`create index case_file_number_end on case_file (reverse(number) text_pattern_ops)`],
};
