import { secondCheckRoutes } from '@gridward/contract';
import { ok } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { OtherWaits } from '../cases/index.ts';
import type { SecondCheckDoors } from './second-check-doors.ts';
import { createDraw } from './second-check.draw.ts';
import { createSecondChecks } from './second-check.service.ts';

export type { SecondCheckDoors } from './second-check-doors.ts';

/** The door of the second checks. */
export interface SecondChecks {
  /** Draws from the cases that were closed since the last drawing. @returns how many */
  draw(trx: Transaction<Database>): Promise<number>;
  /** How many second checks wait for somebody. */
  readonly waiting: OtherWaits['secondChecks'];
  routes(host: Host): void;
}

export function createSecondCheckModule(platform: Platform, doors: SecondCheckDoors): SecondChecks {
  const checks = createSecondChecks(platform, doors);
  return {
    draw: createDraw(platform, doors),
    waiting: checks.waiting,
    routes(host) {
      host.serve(secondCheckRoutes.listSecondChecks, ({ query }, call) => checks.list(query, call.actor));
      host.serve(secondCheckRoutes.listSecondChecksOfCase, ({ params }, call) => checks.ofCase(params.caseId, call.actor));
      host.write(secondCheckRoutes.recordSecondCheck, (input, call, trx) => checks.record(input, call, trx));
      host.serve(secondCheckRoutes.getSecondCheckShare, async () => ok(await checks.share()));
      host.write(secondCheckRoutes.saveSecondCheckShare, (input, call, trx) => checks.saveShare(input, call, trx));
    },
  };
}
