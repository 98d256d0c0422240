import { baseMapRoutes, problem } from '@gridward/contract';
import { err, ok } from '@gridward/core';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { Audit } from '../access/index.ts';
import { readOwnFile } from './base-map-file.service.ts';
import { createBaseMaps } from './base-map.service.ts';

/** The map below our maps. */
export interface BaseMaps {
  /** Looks again which hosts it is on; call before a page goes out. */
  refreshOrigins(): Promise<void>;
  /** The hosts that a page may ask for the base map, as last looked at. */
  origins(): readonly string[];
  routes(host: Host): void;
}

export function createBaseMap(platform: Platform, { audit }: { readonly audit: Audit }): BaseMaps {
  const { read, save, refreshOrigins, origins } = createBaseMaps(platform, audit);
  return {
    refreshOrigins,
    origins,
    routes(host) {
      host.serve(baseMapRoutes.readBaseMap, async () => ok(await read()));
      host.write(baseMapRoutes.saveBaseMap, save);
      host.serve(baseMapRoutes.readBaseMapFile, async (_input, { raw, reply }) => {
        const part = await readOwnFile(platform.config.dataDir, raw.headers.range);
        if (part === null) return err(problem('not_found'));
        if (part.kind === 'beyond') {
          await reply.code(416).header('content-range', `bytes */${part.total}`).send();
          return ok(undefined);
        }
        const { from, to, total, etag, stream } = part;
        reply
          .code(206)
          .header('cache-control', 'private, max-age=3600')
          .header('etag', etag)
          .header('accept-ranges', 'bytes')
          .header('content-range', `bytes ${from}-${to}/${total}`)
          .header('content-length', to - from + 1)
          .type('application/octet-stream');
        return ok(stream);
      });
    },
  };
}
