import type { Migration } from './migration.ts';

/** A word that most places hold is answered in the order of the answer, without sorting all that hold it. */
export const migration: Migration = {
  id: '0013_landmark_order',
  breaking: false,
  statements: [`create index landmark_plain on landmark (length(name), name collate "C", id) where valid_to is null`],
};
