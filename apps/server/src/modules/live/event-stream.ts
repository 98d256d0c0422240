import type { LiveEvent } from '@gridward/contract';
import type { FastifyReply } from 'fastify';

/** When a browser that lost us comes again, unless it knows better. */
const RETRY_MS = 3_000;
/** Who does not read what was sent is cut off, and reads anew when it comes back. */
const MOST_WAITING_BYTES = 256 * 1024;

/** One open stream of server-sent events. */
export interface EventStream {
  /** @param position where the journal was read up to, which the listener may come back with */
  send(events: readonly LiveEvent[], position: number): void;
  /** Ends it after a last word. */
  end(last?: LiveEvent): void;
  /** Nobody is at the other end any more. */
  isOver(): boolean;
}

/** Takes the connection over from the framework, which would wait for an answer to end. */
export function openStream(reply: FastifyReply, onClose: () => void): EventStream {
  const { raw } = reply;
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // Nginx would collect it, and a connection that is kept would hold up our own end.
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  raw.on('error', () => raw.destroy());
  raw.on('close', onClose);
  raw.write(`retry: ${RETRY_MS}\n\n`);
  const isOver = (): boolean => raw.destroyed || raw.writableEnded;
  return {
    isOver,
    send(events, position) {
      if (isOver() || events.length === 0) return;
      raw.write(events.map((event) => `id: ${position}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
      if (raw.writableLength > MOST_WAITING_BYTES) raw.destroy();
    },
    end(last) {
      if (isOver()) return;
      if (last === undefined) raw.end();
      else raw.end(`data: ${JSON.stringify(last)}\n\n`);
    },
  };
}
