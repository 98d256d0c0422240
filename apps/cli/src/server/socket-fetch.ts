import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientOptions } from '@gridward/contract';

/** `fetch` in the shape that the typed client takes, over a Unix socket or a named pipe. Bodies are streamed in both directions. */
export function createSocketFetch(socketPath: string): ClientOptions['fetch'] {
  return (url, init) =>
    new Promise((resolve, reject) => {
      // The host names nobody: a socket has one server. `Request` writes forms and their headers down as a browser would.
      const { method, headers, body } = new Request(`http://operator${url}`, init);
      const signal = init.signal ?? undefined;
      const outgoing = httpRequest({
        socketPath,
        path: url,
        method,
        headers: { ...Object.fromEntries(headers), host: 'operator' },
        signal,
      });
      let answered = false;
      outgoing.once('response', (incoming) => {
        answered = true;
        resolve(toResponse(incoming));
      });
      outgoing.once('error', (error) => reject(signal?.aborted === true ? asError(signal.reason) : error));
      if (body === null) {
        outgoing.end();
        return;
      }
      // A server that refuses early stops reading; what matters then is its answer.
      pipeline(Readable.fromWeb(body), outgoing).catch((error: unknown) => {
        if (!answered) reject(asError(error));
      });
    });
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));

const WITHOUT_BODY = new Set([204, 205, 304]);

function toResponse(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 500;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  if (WITHOUT_BODY.has(status)) incoming.resume();
  const body = WITHOUT_BODY.has(status) ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  return new Response(body, {
    status,
    headers,
    ...(incoming.statusMessage === undefined ? {} : { statusText: incoming.statusMessage }),
  });
}
