import {
  gridSizeNormsSchema,
  problem,
  type areaRoutes,
  type Problem,
  type RouteInput,
  type RouteReply,
} from '@gridward/contract';
import { err, ok, type Result } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { readSetting, writeSetting } from '../../platform/setting.repository.ts';
import { sourceOf, type Audit } from '../access/index.ts';

const NORMS = 'area.grid_size_norms';
type Routes = typeof areaRoutes;
type Reply = RouteReply<Routes['getGridSizeNorms']>;

async function read(db: Kysely<Database>): Promise<Reply> {
  const stored = await readSetting(db, NORMS);
  return { norms: gridSizeNormsSchema.safeParse(stored?.value).data ?? {}, version: stored?.version ?? 0 };
}

/** How large grids usually are here. Nothing is refused for its size: the norm only warns. */
export function createGridSizes({ store, clock }: Platform, audit: Pick<Audit, 'append'> | undefined) {
  return {
    norms: (): Promise<Reply> => read(store.db),
    async save(
      { body: { norms, version } }: RouteInput<Routes['saveGridSizeNorms']>,
      call: Call,
      trx: Transaction<Database>,
    ): Promise<Result<Reply, Problem>> {
      const change = { value: norms, version, at: new Date(clock.now()), accountId: call.actor.accountId };
      if (!(await writeSetting(trx, NORMS, change))) return err(problem('version_conflict', { current: await read(trx) }));
      await audit?.append(trx, sourceOf(call), {
        action: 'area.size_norms',
        objectKind: 'setting',
        objectId: NORMS,
        outcome: 'done',
        detail: { norms },
      });
      return ok({ norms, version: version + 1 });
    },
  };
}
export type GridSizes = ReturnType<typeof createGridSizes>;
