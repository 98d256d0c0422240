import { readFileSync } from 'node:fs';
import { problem, systemRoutes } from '@gridward/contract';
import { err, ok } from '@gridward/core';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { examine, type DoctorDoors } from './doctor.service.ts';
import { readServerVersion } from './system.repository.ts';

/** Read from the package at start: one place tells the version. */
const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };

/** Health for machines, findings for the technician. */
export interface System {
  routes(host: Host): void;
}

export function createSystem(platform: Platform, doors: DoctorDoors): System {
  const { store, clock, demonstration } = platform;
  return {
    routes(host) {
      host.serve(systemRoutes.live, () => Promise.resolve(ok({ status: 'ok' as const })));
      host.serve(systemRoutes.ready, async () => {
        const answered = await readServerVersion(store).catch(() => null);
        return answered === null ? err(problem('overloaded', { retryAfterS: 5 })) : ok({ status: 'ok' as const });
      });
      host.serve(systemRoutes.version, async () =>
        ok({
          version,
          node: process.version,
          database: await readServerVersion(store),
          embedded: store.embedded !== undefined,
          demonstration: demonstration.active,
        }),
      );
      host.serve(systemRoutes.doctor, async () =>
        ok({ checkedAt: new Date(clock.now()).toISOString(), findings: await examine(platform, doors) }),
      );
    },
  };
}
