import { notifyRoutes } from '@gridward/contract';
import { ok } from '@gridward/core';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { JobBoard } from '../../platform/job-board.ts';
import { createNoticeService, type UnitsAbove } from './notify.service.ts';
import { deleteDelivered, readHealth, type OutboxHealth } from './outbox.repository.ts';
import { createOutbox, type Outbox } from './outbox.service.ts';

export type { Outbox, OutboxHandler } from './outbox.service.ts';
export type { OutboxItem } from './outbox.repository.ts';
export type { UnitsAbove } from './notify.service.ts';

const KEEP_DELIVERED_MS = 7 * 86_400_000;
const DELETE_BATCH = 5_000;

/** Side effects after the write: the outbox, notices to units, and what a technician sees of both. */
export interface Notify {
  readonly outbox: Outbox;
  health(): Promise<OutboxHealth>;
  /** Removes what is delivered and read long ago. */
  expire(): Promise<void>;
  routes(host: Host, jobs: JobBoard): void;
}

export function createNotify(platform: Platform, units: UnitsAbove): Notify {
  const { store, clock } = platform;
  const outbox = createOutbox(platform);
  const notices = createNoticeService(platform, units);
  outbox.on('case.moved', notices.onMoved);
  outbox.on('case.due_soon', notices.onDueSoon);
  outbox.on('case.reporter_wrote', notices.onReporterWrote);
  outbox.on('case.supervised', notices.onSupervised);
  return {
    outbox,
    health: () => readHealth(store.db),
    async expire() {
      await notices.expire();
      while ((await deleteDelivered(store.db, new Date(clock.now() - KEEP_DELIVERED_MS), DELETE_BATCH)) === DELETE_BATCH);
    },
    routes(host, jobs) {
      host.serve(notifyRoutes.listNotices, ({ query }, call) => notices.list(call.actor, query.cursor, query.limit));
      host.write(notifyRoutes.readNotices, async ({ body }, call, trx) => {
        await notices.read(trx, call.actor, body.ids);
        return ok({});
      });
      host.serve(notifyRoutes.readWork, async () => {
        const health = await readHealth(store.db);
        return ok({
          outbox: { ...health, oldestWaitingAt: health.oldestWaitingAt?.toISOString() ?? null },
          jobs: [...(await jobs.states())],
        });
      });
    },
  };
}
