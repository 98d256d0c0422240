import { caseMapRoutes } from '@gridward/contract';
import { ok } from '@gridward/core';
import type { Host } from '../../../http/host.ts';
import type { CaseMap } from './case-map.service.ts';

/** Panning back and forth asks for nothing new; a map that knows of a change asks under another address. */
const CACHE = 'private, max-age=15';
const MVT = 'application/vnd.mapbox-vector-tile';

export function serveCaseMap(host: Host, map: CaseMap): void {
  host.serve(caseMapRoutes.readCaseTile, async (input, call) => {
    const { bytes, isZipped, etag } = await map.tile(input, call.actor, call.raw.headers['accept-encoding']);
    call.reply.header('cache-control', CACHE).header('vary', 'cookie, accept-encoding').header('etag', etag).type(MVT);
    if (call.raw.headers['if-none-match'] === etag) {
      await call.reply.code(304).send();
      return ok(undefined);
    }
    if (isZipped) call.reply.header('content-encoding', 'gzip');
    return ok(Buffer.from(bytes));
  });
}
