import { invalidField, type CaseSummary, type notifyRoutes, type Problem, type RouteReply } from '@gridward/contract';
import { err, ok, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../http/actor.ts';
import type { Platform } from '../../platform/deps.ts';
import { countUnread, deleteOldNotices, insertNotices, listNotices, markRead, type NoticeRow } from './notice.repository.ts';
import { movedPayloadSchema, noticesOf, type NoticeKind } from './notice.policy.ts';
import type { OutboxItem } from './outbox.repository.ts';

type NoticeView = RouteReply<typeof notifyRoutes.listNotices>['items'][number];

const KEEP_NOTICES_MS = 90 * 86_400_000;
const dueSoonSchema = z.object({ ownerUnitId: z.string(), dueAt: z.string() });
const supervisedSchema = z.object({ unitId: z.string(), dueAt: z.string() });
const answeredSchema = z.object({ accountId: z.string() });
const ownerSchema = z.object({ ownerUnitId: z.string() });
const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

export interface NoticeDoors {
  above(trx: Transaction<Database>): Promise<(unitId: Uuid) => Uuid | null>;
  /** Only those that the reader may see. */
  casesByIds(caseIds: readonly Uuid[], actor: Actor): Promise<ReadonlyMap<Uuid, Pick<CaseSummary, 'category' | 'area'>>>;
}

export function createNoticeService({ store, clock, ids }: Platform, doors: NoticeDoors) {
  async function onMoved(item: OutboxItem, trx: Transaction<Database>): Promise<void> {
    const moved = movedPayloadSchema.parse(item.payload);
    const addressed = noticesOf(moved, await doors.above(trx));
    if (item.objectId === null) return;
    const { objectId: caseId, createdAt: at } = item;
    await insertNotices(
      trx,
      addressed.map(({ kind, unitId }) => ({ id: ids.next(), unitId, caseId, kind, facts: { verb: moved.verb }, at })),
    );
  }

  async function onDueSoon(item: OutboxItem, trx: Transaction<Database>): Promise<void> {
    const { ownerUnitId, dueAt } = dueSoonSchema.parse(item.payload);
    if (item.objectId === null) return;
    await insertNotices(trx, [
      { id: ids.next(), unitId: ownerUnitId, caseId: item.objectId, kind: 'due_soon', facts: { dueAt }, at: item.createdAt },
    ]);
  }

  async function onReporterWrote(item: OutboxItem, trx: Transaction<Database>): Promise<void> {
    const { ownerUnitId } = ownerSchema.parse(item.payload);
    if (item.objectId === null) return;
    await insertNotices(trx, [
      { id: ids.next(), unitId: ownerUnitId, caseId: item.objectId, kind: 'reporter_wrote', facts: {}, at: item.createdAt },
    ]);
  }

  async function onSupervised(item: OutboxItem, trx: Transaction<Database>): Promise<void> {
    const { unitId, dueAt } = supervisedSchema.parse(item.payload);
    if (item.objectId === null) return;
    await insertNotices(trx, [
      { id: ids.next(), unitId, caseId: item.objectId, kind: 'supervision', facts: { dueAt }, at: item.createdAt },
    ]);
  }

  async function onSupervisionAnswered(item: OutboxItem, trx: Transaction<Database>): Promise<void> {
    const { accountId } = answeredSchema.parse(item.payload);
    if (item.objectId === null) return;
    const notice = { id: ids.next(), unitId: null, accountId, caseId: item.objectId, facts: {}, at: item.createdAt };
    await insertNotices(trx, [{ ...notice, kind: 'supervision_answered' }]);
  }

  /** Own units only: staff of a sub-unit are not told what concerns the whole. */
  const ownUnits = (actor: Actor): Uuid[] => actor.posts.flatMap(({ unitId }) => unitId ?? []);

  async function list(
    actor: Actor,
    cursor: string | undefined,
    limit: number,
  ): Promise<Result<RouteReply<typeof notifyRoutes.listNotices>, Problem>> {
    if (actor.accountId === null) return ok({ items: [], nextCursor: null, unread: 0 });
    const key = cursor === undefined ? null : readCursor(cursor);
    if (key === undefined) return err(invalidField('/query/cursor', 'unknown cursor'));
    const [rows, unread] = await Promise.all([
      listNotices(store.db, actor.accountId, ownUnits(actor), key, limit),
      countUnread(store.db, actor.accountId, ownUnits(actor)),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const cases = await doors.casesByIds([...new Set(page.flatMap(({ caseId }) => caseId ?? []))], actor);
    return ok({
      items: page.map((row) => noticeView(row, cases)),
      nextCursor:
        rows.length > limit && last !== undefined
          ? Buffer.from(JSON.stringify([last.at.toISOString(), last.id])).toString('base64url')
          : null,
      unread,
    });
  }

  const read = async (trx: Transaction<Database>, actor: Actor, noticeIds: readonly Uuid[]): Promise<void> => {
    if (actor.accountId !== null) await markRead(trx, noticeIds, actor.accountId, ownUnits(actor), new Date(clock.now()));
  };

  const expire = (): Promise<number> => deleteOldNotices(store.db, new Date(clock.now() - KEEP_NOTICES_MS));

  return { onMoved, onDueSoon, onReporterWrote, onSupervised, onSupervisionAnswered, list, read, expire };
}

/** A case may have gone to others since: then its number is all that is said of it. */
function noticeView(
  { id, kind, caseId, number, at, readAt, facts }: NoticeRow,
  cases: Awaited<ReturnType<NoticeDoors['casesByIds']>>,
): NoticeView {
  const seen = caseId === null ? undefined : cases.get(caseId);
  return {
    id,
    kind: kind as NoticeKind,
    case:
      caseId === null || number === null
        ? null
        : { id: caseId, number, matter: seen?.category.name ?? null, areaName: seen?.area.name ?? null },
    at: at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    facts: { ...facts },
  };
}

function readCursor(cursor: string): { readonly at: Date; readonly id: Uuid } | undefined {
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  return parsed.success ? { at: new Date(parsed.data[0]), id: parsed.data[1] } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
