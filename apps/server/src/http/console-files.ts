import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { problem } from '@gridward/contract';
import type { FastifyInstance } from 'fastify';
import { localeOfRequest, sendProblem } from './problem-reply.ts';

/** `apps/console/dist`, seen from `apps/server/{src,dist}/http`. */
const CONSOLE = fileURLToPath(new URL('../../../console/dist/', import.meta.url));

/** The console's built files. Any other address that is not the API's opens the console, which finds its page by itself. */
export async function serveConsole(http: FastifyInstance): Promise<void> {
  const built = existsSync(`${CONSOLE}index.html`);
  if (built) await http.register(fastifyStatic, { root: CONSOLE, wildcard: false, maxAge: '1h', immutable: false });
  http.setNotFoundHandler((request, reply) => {
    const page =
      built &&
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      request.headers.accept?.includes('text/html') === true;
    if (page) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return sendProblem(reply, problem('not_found'), localeOfRequest(request));
  });
}
