import type { Migration } from './migration.ts';

/** A closed case whose appeal waits for a ruling is an open request like any other, so that one queue shows them all. */
export const migration: Migration = {
  id: '0010_appeals',
  breaking: false,
  statements: [
    `update case_file set open_request = 'exemption' where open_request is null and ended_at is not null and body -> 'core' ->> 'appeal' = 'asked'`,
  ],
};
