import { createHash } from 'node:crypto';
import { mkdtempSync, openAsBlob, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSocketFetch } from './socket-fetch.ts';

const folder = mkdtempSync(join(tmpdir(), 'gw-'));
const socket = process.platform === 'win32' ? `\\\\.\\pipe\\gw-test-${process.pid}` : join(folder, 's');
const LARGE_BYTES = 40 * 1024 * 1024;
const HUGE_BYTES = 300 * 1024 * 1024;

/** Answers what it was sent, or as the path asks. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/never') return;
  if (request.url === '/nothing') return void response.writeHead(204).end();
  if (request.url === '/early') return void response.writeHead(413, { 'content-type': 'text/plain' }).end('too large');
  const digest = createHash('sha256');
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    digest.update(chunk);
    bytes += chunk.length;
  }
  response.setHeader('content-type', 'application/json');
  response.setHeader('set-cookie', ['a=1', 'b=2']);
  response.end(
    JSON.stringify({ method: request.method, url: request.url, headers: request.headers, bytes, sha256: digest.digest('hex') }),
  );
}

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
  readonly sha256: string;
}

const server = createServer((request, response) => void answer(request, response));
beforeAll(() => new Promise<void>((resolve) => void server.listen(socket, resolve)));
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

describe('fetch over a socket', () => {
  const fetch = createSocketFetch(socket);

  test('sends method, path, query, headers and JSON, and gives all headers back', async () => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
      body: '{"a":"网格"}',
    };
    const response = await fetch('/api/v1/x?q=%E7%BD%91', init);
    const echo = (await response.json()) as Echo;
    expect(echo).toMatchObject({ method: 'POST', url: '/api/v1/x?q=%E7%BD%91', bytes: Buffer.byteLength(init.body) });
    expect(echo.headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': 'k' });
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('gives an answer without a body', async () => {
    const response = await fetch('/nothing', { method: 'DELETE' });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  test('sends a large file as it lies on disk, without holding it in memory', async () => {
    const file = join(folder, 'large');
    writeFileSync(file, '');
    truncateSync(file, HUGE_BYTES);
    const form = new FormData();
    form.set('file', await openAsBlob(file), 'large.csv');
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().arrayBuffers)), 1);
    const echo = (await (await fetch('/upload', { method: 'POST', body: form })).json()) as Echo;
    clearInterval(timer);
    expect(echo.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(echo.bytes).toBeGreaterThan(HUGE_BYTES);
    expect(peak - before).toBeLessThan(HUGE_BYTES / 2);
  });

  test('gives the answer of a server that does not read to the end', async () => {
    const form = new FormData();
    form.set('file', new Blob([Buffer.alloc(LARGE_BYTES)]), 'large.csv');
    const response = await fetch('/early', { method: 'POST', body: form });
    expect([response.status, await response.text()]).toEqual([413, 'too large']);
  });

  test('ends when it is told to', async () => {
    await expect(fetch('/never', { method: 'GET', signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  test('fails when nobody listens', async () => {
    await expect(createSocketFetch(join(folder, 'none'))('/', { method: 'GET' })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
