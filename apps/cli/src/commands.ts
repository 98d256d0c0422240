import type { Command } from './command.ts';
import { doctor } from './doctor/doctor.ts';
import { importAreas } from './import/import-areas.ts';
import { importCases } from './import/import-cases.ts';
import { importUnits } from './import/import-units.ts';
import { backup } from './store/backup.ts';
import { migrateStore } from './store/migrate-store.ts';
import { restore } from './store/restore.ts';
import { verify } from './store/verify.ts';
import { auditVerify } from './work/audit-verify.ts';
import { createAdministrator } from './work/create-administrator.ts';
import { demoReset } from './work/demo-reset.ts';
import { statsCases } from './work/stats-cases.ts';
import { version } from './work/version.ts';

/** Every command, in the order of the help text. */
export const commands: readonly Command[] = [
  importAreas,
  importUnits,
  importCases,
  statsCases,
  backup,
  verify,
  restore,
  migrateStore,
  doctor,
  auditVerify,
  createAdministrator,
  demoReset,
  version,
];
