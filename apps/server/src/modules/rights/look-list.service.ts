import type { auditRoutes, RouteInput, RouteReply } from '@gridward/contract';
import type { Platform } from '../../platform/deps.ts';
import { readKey, writeKey } from '../../platform/page-key.ts';
import { listLooks } from './reveal.repository.ts';

type Looks = (typeof auditRoutes)['listLooks'];

/** RT07 Every look at a reporter with its purpose, for whoever audits: of the case the number, of the reporter nothing. */
export function createLookList({ store }: Pick<Platform, 'store'>) {
  return async ({ query }: RouteInput<Looks>): Promise<RouteReply<Looks>> => {
    const { accountId, cursor, limit } = query;
    const rows = await listLooks(store.db, { accountId, after: readKey(cursor), limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        account: { id: row.accountId, name: row.accountName },
        fields: row.fields,
        purpose: row.purpose,
        case: { id: row.caseId, number: row.number },
      })),
      nextCursor: last === undefined ? null : writeKey(last),
    };
  };
}
