import { problem, type notifyRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import { err, ok, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { readKey, writeKey } from '../../platform/page-key.ts';
import { sourceOf, type Audit } from '../access/index.ts';
import { listItems, removeDead, reviveItem } from './outbox.repository.ts';

type List = (typeof notifyRoutes)['listOutboxItems'];

/** What a technician can do about items of the outbox that do not get out; every deed is logged with its reason. */
export function createOutboxCare({ store, clock }: Pick<Platform, 'store' | 'clock'>, audit: Pick<Audit, 'append'>) {
  async function list({ query }: RouteInput<List>): Promise<Result<RouteReply<List>, Problem>> {
    const rows = await listItems(store.db, { state: query.state, after: readKey(query.cursor), limit: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return ok({
      items: page.map((row) => ({
        id: row.id,
        topic: row.topic,
        objectId: row.object_id,
        createdAt: row.created_at.toISOString(),
        dueAt: row.due_at.toISOString(),
        attempts: row.attempts,
        lastError: row.last_error,
        deadAt: row.dead_at?.toISOString() ?? null,
      })),
      nextCursor: last === undefined ? null : writeKey({ at: last.created_at, id: last.id }),
    });
  }

  async function settle(
    verb: 'retry' | 'discard',
    item: { readonly id: Uuid; readonly reason: string },
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<Record<never, never>, Problem>> {
    const { id, reason } = item;
    const topic = verb === 'retry' ? await reviveItem(trx, id, new Date(clock.now())) : await removeDead(trx, id);
    if (topic === undefined) return err(problem('not_found'));
    const entry = { action: `outbox.${verb}`, objectKind: 'outbox', objectId: id, outcome: 'done' } as const;
    await audit.append(trx, sourceOf(call), { ...entry, detail: { topic, reason } });
    return ok({});
  }

  return { list, settle };
}
