import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { problem, systemRoutes } from '@gridward/contract';
import { err, ok } from '@gridward/core';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { examine, type DoctorDoors } from './doctor.service.ts';
import { readServerVersion, readSizes } from './system.repository.ts';

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
      host.serve(systemRoutes.readStorage, async () => {
        const { databaseBytes, attachmentCount, attachmentBytes } = await readSizes(store);
        return ok({
          databaseBytes,
          attachments: { count: attachmentCount, bytes: attachmentBytes },
          disk: await diskOf(platform.config.dataDir),
        });
      });
      host.serve(systemRoutes.doctor, async () =>
        ok({ checkedAt: new Date(clock.now()).toISOString(), findings: await examine(platform, doors) }),
      );
    },
  };
}

/** Not every file system tells. */
async function diskOf(folder: string): Promise<{ freeBytes: number; totalBytes: number } | null> {
  const found = await statfs(folder).catch(() => null);
  return found === null ? null : { freeBytes: found.bavail * found.bsize, totalBytes: found.blocks * found.bsize };
}
