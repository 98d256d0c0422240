import type { appointmentRoutes, Problem, RouteInput, RouteReply } from '@gridward/contract';
import { ok, type Instant, type Result } from '@gridward/core';
import type { Platform } from '../../../platform/deps.ts';
import { toPost, type NameBook } from '../organisation.mapper.ts';
import { listPersons } from '../persons.repository.ts';
import { readPersonCursor, writePersonCursor } from './person-cursor.ts';
import { listHeldPosts, type HeldPostRow } from './held-posts.repository.ts';

type Routes = typeof appointmentRoutes;
type Input<K extends keyof Routes> = RouteInput<Routes[K]>;
type Outcome<K extends keyof Routes> = Promise<Result<RouteReply<Routes[K]>, Problem>>;

/** Reads who holds which post. */
export function createAppointmentsReader({ store, clock }: Pick<Platform, 'store' | 'clock'>, book: () => Promise<NameBook>) {
  return {
    async listPosts({ query }: Input<'listPosts'>): Outcome<'listPosts'> {
      const at = clock.now();
      const { past, cursor, limit, ...filter } = query;
      const rows = await listHeldPosts(store.db, {
        ...filter,
        notEndedBefore: past === true ? undefined : at,
        after: cursor === undefined ? undefined : readCursor(cursor),
        limit: limit + 1,
      });
      const names = await book();
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return ok({
        items: items.map((row) => toHeldPost(row, names, at)),
        nextCursor: rows.length > items.length && last !== undefined ? writeCursor(last) : null,
      });
    },
    async listAppointees({ query }: Input<'listAppointees'>): Outcome<'listAppointees'> {
      const after = query.cursor === undefined ? undefined : readPersonCursor(query.cursor);
      const rows = await listPersons(store.db, { q: query.q ?? '', after, limit: query.limit + 1 });
      const items = rows.slice(0, query.limit);
      const last = items.at(-1);
      return ok({
        items: items.map(({ id, name, number }) => ({ id, name, number })),
        nextCursor: rows.length > items.length && last !== undefined ? writePersonCursor(last) : null,
      });
    },
  };
}
export type AppointmentsReader = ReturnType<typeof createAppointmentsReader>;

const toHeldPost = (row: HeldPostRow, names: NameBook, at: Instant) => ({
  ...toPost({ ...row, workPhone: null }, names, at, []),
  person: { id: row.personId, name: row.personName },
  role: { zh: row.roleZh, en: row.roleEn },
});

const writeCursor = ({ validFrom, id }: HeldPostRow): string =>
  Buffer.from(JSON.stringify([validFrom, id])).toString('base64url');

/** A cursor that we did not write begins the list anew. */
function readCursor(cursor: string): { readonly validFrom: Instant; readonly id: string } | undefined {
  try {
    const read = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    const [validFrom, id] = Array.isArray(read) ? (read as unknown[]) : [];
    const isOurs = typeof validFrom === 'number' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return isOurs ? { validFrom, id } : undefined;
  } catch {
    return undefined;
  }
}
