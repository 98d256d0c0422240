import type { caseMapRoutes, RouteInput } from '@gridward/contract';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import { takePictures } from '../case-context.service.ts';
import type { CaseDoors } from '../case-doors.ts';
import { NOWHERE, reachFilter, toFilter } from '../filter/case-filter.policy.ts';
import { journalEnd, readPointLines } from './case-point.repository.ts';
import { createPointCache } from './case-point.cache.ts';
import { encodeTile } from './case-tile.mapper.ts';

type TileInput = RouteInput<(typeof caseMapRoutes)['readCaseTile']>;

export interface CaseTile {
  readonly bytes: Uint8Array;
  readonly isZipped: boolean;
  readonly etag: string;
}

const zip = promisify(gzip);
/** Below this zipping saves nothing that anybody notices. */
const WORTH_ZIPPING_BYTES = 1_000;

/** The map of a list: the same reach and the same filters, drawn as clusters. */
export function createCaseMap(platform: Platform, doors: CaseDoors) {
  const { store, clock } = platform;
  const cache = createPointCache(() => performance.now());

  async function tile({ params: { z, x, y }, query }: TileInput, actor: Actor, accepts?: string): Promise<CaseTile> {
    const pictures = await takePictures(doors);
    const now = clock.now();
    const reach = reachFilter(actor, pictures);
    const filter = toFilter(query, actor, pictures, now);
    if (reach === NOWHERE || filter === null || x >= 2 ** z || y >= 2 ** z) return sealed(new Uint8Array(), accepts);
    const isMine = query.mine ?? query.supporting ?? query.free;
    const key = JSON.stringify([reach, query, isMine === undefined ? null : actor.accountId]);
    const set = await cache.get(key, await journalEnd(store.db), () => readPointLines(store.db, filter, new Date(now)));
    return sealed(encodeTile(await set.zoom(z), set.points, z, x, y), accepts);
  }

  return { tile };
}

export type CaseMap = ReturnType<typeof createCaseMap>;

async function sealed(bytes: Uint8Array, accepts = ''): Promise<CaseTile> {
  const etag = `"${createHash('sha1').update(bytes).digest('base64url')}"`;
  const isZipped = bytes.length >= WORTH_ZIPPING_BYTES && accepts.includes('gzip');
  return { bytes: isZipped ? await zip(bytes) : bytes, isZipped, etag };
}
