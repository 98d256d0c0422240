import {
  baseMapSchema,
  NO_BASE_MAP,
  problem,
  type BaseMap,
  type baseMapRoutes,
  type Problem,
  type RouteInput,
} from '@gridward/contract';
import { err, ok, type Result } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { readSetting, writeSetting } from '../../platform/setting.repository.ts';
import { sourceOf, type Audit } from '../access/index.ts';
import { faultsOf, originsOf } from './base-map.policy.ts';

const SETTING = 'base_map';
/** Another process may have changed it; a page that opens within this time may still get the old hosts. */
const CHECK_EVERY_MS = 5_000;

interface Saved {
  readonly baseMap: BaseMap;
  readonly version: number;
}

/** The base map below everybody's maps, and the hosts that pages may ask for it. */
export function createBaseMaps({ store, clock }: Platform, audit: Audit) {
  let origins: readonly string[] = [];
  let checkedAtMs = Number.NEGATIVE_INFINITY;

  async function read(db: Kysely<Database>): Promise<Saved> {
    const stored = await readSetting(db, SETTING);
    const parsed = baseMapSchema.safeParse(stored?.value);
    return { baseMap: parsed.success ? parsed.data : NO_BASE_MAP, version: stored?.version ?? 0 };
  }

  async function save(
    { body }: RouteInput<(typeof baseMapRoutes)['saveBaseMap']>,
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<Saved, Problem>> {
    const errors = faultsOf(body.baseMap);
    if (errors.length > 0) return err(problem('validation_failed', { errors: [...errors] }));
    const at = new Date(clock.now());
    const change = { value: body.baseMap, version: body.version, at, accountId: call.actor.accountId };
    if (!(await writeSetting(trx, SETTING, change))) return err(problem('version_conflict', { current: await read(trx) }));
    const { kind, active } = body.baseMap;
    await audit.append(trx, sourceOf(call), {
      action: 'base_map.save',
      objectKind: 'setting',
      objectId: SETTING,
      outcome: 'done',
      detail: { kind, active, hosts: [...originsOf(body.baseMap)] },
    });
    checkedAtMs = Number.NEGATIVE_INFINITY;
    return ok({ baseMap: body.baseMap, version: body.version + 1 });
  }

  /** Read when a page is opened, since the page's own rule of what it may load goes out with it. */
  async function refreshOrigins(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - checkedAtMs < CHECK_EVERY_MS) return;
    checkedAtMs = nowMs;
    origins = originsOf((await read(store.db)).baseMap);
  }

  return { read: () => read(store.db), save, refreshOrigins, origins: () => origins };
}
