import { migration as base } from './0001_base.ts';
import { migration as presence } from './0002_presence.ts';
import { migration as caseViews } from './0004_case_views.ts';
import { migration as dispatch } from './0005_dispatch.ts';
import { migration as command } from './0006_command.ts';
import { migration as labels } from './0007_labels.ts';
import { migration as landmarks } from './0008_landmarks.ts';
import { migration as secondChecks } from './0009_second_checks.ts';
import { migration as appeals } from './0010_appeals.ts';
import { migration as caseMap } from './0011_case_map.ts';
import { migration as casesOfImport } from './0012_cases_of_import.ts';
import { migration as landmarkOrder } from './0013_landmark_order.ts';
import { migration as caseNumberEnd } from './0014_case_number_end.ts';
import type { Migration } from './migration.ts';

/** All migrations in the order in which they run. A released one is frozen. */
export const migrations: readonly Migration[] = [
  base,
  presence,
  caseViews,
  dispatch,
  command,
  labels,
  landmarks,
  secondChecks,
  appeals,
  caseMap,
  casesOfImport,
  landmarkOrder,
  caseNumberEnd,
];
