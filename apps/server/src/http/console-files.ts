import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { problem } from '@gridward/contract';
import type { FastifyInstance } from 'fastify';
import { localeOfRequest, sendProblem } from './problem-reply.ts';

/** `apps/console/dist`, seen from `apps/server/{src,dist}/http`. */
const CONSOLE = fileURLToPath(new URL('../../../console/dist/', import.meta.url));

const INDEX = `${CONSOLE}index.html`;
const ASSETS = `${CONSOLE}assets/`;

/** What Vite puts into `assets` has its content's hash in its name; everything else may change under its name. */
const cachingOf = (path: string): string => (path.startsWith(ASSETS) ? 'public, max-age=31536000, immutable' : 'no-cache');

/**
 * The console's built files, looked for at each request, so that another build needs no restart. Any other address that is not the API's opens
 * the console, which finds its page by itself.
 */
export async function serveConsole(http: FastifyInstance): Promise<void> {
  await http.register(fastifyStatic, {
    root: CONSOLE,
    suppressWarning: true,
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', cachingOf(path)),
  });
  http.setNotFoundHandler((request, reply) => {
    const page =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      request.headers.accept?.includes('text/html') === true &&
      existsSync(INDEX);
    if (page) return reply.sendFile('index.html');
    return sendProblem(reply, problem('not_found'), localeOfRequest(request));
  });
}
