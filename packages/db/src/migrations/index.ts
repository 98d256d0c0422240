import { migration as base } from './0001_base.ts';
import type { Migration } from './migration.ts';

/** All migrations in the order in which they run. A released one is frozen. */
export const migrations: readonly Migration[] = [base];
