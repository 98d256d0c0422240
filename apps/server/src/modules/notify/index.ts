import { notifyRoutes } from '@gridward/contract';
import { ok } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { JobBoard } from '../../platform/job-board.ts';
import type { NoticeKind } from './notice.policy.ts';
import { insertNotices, noticesSince, type NewNotice } from './notice.repository.ts';
import type { Audit } from '../access/index.ts';
import { createNoticeService, type NoticeDoors } from './notify.service.ts';
import { createOutboxCare } from './outbox-care.service.ts';
import { deleteDelivered, readHealth, type OutboxHealth } from './outbox.repository.ts';
import { createOutbox, type Outbox } from './outbox.service.ts';

export type { Outbox, OutboxHandler } from './outbox.service.ts';
export type { OutboxItem } from './outbox.repository.ts';

const KEEP_DELIVERED_MS = 7 * 86_400_000;
const DELETE_BATCH = 5_000;

type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;

/** Side effects after the write: the outbox, notices to units, and what a technician sees of both. */
export interface Notify {
  readonly outbox: Outbox;
  /** Tells a unit something about a case, in the caller's transaction. */
  tell(trx: Transaction<Database>, notice: NewNotice & { readonly kind: NoticeKind }): Promise<void>;
  /** Notices to these units or accounts since a moment. */
  noticesSince(...question: Tail<Parameters<typeof noticesSince>>): ReturnType<typeof noticesSince>;
  health(): Promise<OutboxHealth>;
  /** Removes what is delivered and read long ago. */
  expire(): Promise<void>;
  routes(host: Host, jobs: JobBoard): void;
}

export function createNotify(platform: Platform, doors: NoticeDoors & { readonly audit: Pick<Audit, 'append'> }): Notify {
  const { store, clock } = platform;
  const outbox = createOutbox(platform);
  const notices = createNoticeService(platform, doors);
  const care = createOutboxCare(platform, doors.audit);
  outbox.on('case.moved', notices.onMoved);
  outbox.on('case.due_soon', notices.onDueSoon);
  outbox.on('case.reporter_wrote', notices.onReporterWrote);
  outbox.on('case.supervised', notices.onSupervised);
  outbox.on('case.supervision_answered', notices.onSupervisionAnswered);
  return {
    outbox,
    tell: (trx, notice) => insertNotices(trx, [notice]),
    noticesSince: (to, since) => noticesSince(store.db, to, since),
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
      host.serve(notifyRoutes.listOutboxItems, care.list);
      host.write(notifyRoutes.retryOutboxItem, ({ params, body }, call, trx) =>
        care.settle('retry', { id: params.itemId, reason: body.reason }, call, trx),
      );
      host.write(notifyRoutes.discardOutboxItem, ({ params, body }, call, trx) =>
        care.settle('discard', { id: params.itemId, reason: body.reason }, call, trx),
      );
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
