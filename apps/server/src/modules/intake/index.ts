import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { createDuplicateFinder } from './duplicates/duplicate.service.ts';
import type { IntakeDoors } from './intake-doors.ts';
import { serveIntake } from './intake.routes.ts';
import { createImports, type Imports } from './runs/import.service.ts';

export type { IntakeDoors } from './intake-doors.ts';
export type { Imports } from './runs/import.service.ts';

/** The door of the intake module: how cases come in. */
export interface Intake {
  readonly imports: Imports;
  routes(host: Host): void;
  close(): Promise<void>;
}

export function createIntake(platform: Platform, doors: IntakeDoors): Intake {
  const imports = createImports(platform, doors);
  const duplicates = createDuplicateFinder(platform, doors);
  return {
    imports,
    routes: (host) => serveIntake(host, imports, duplicates),
    close: () => imports.close(),
  };
}
