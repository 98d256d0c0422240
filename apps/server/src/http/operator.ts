import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

/** Longest path that every system takes for a Unix socket, with room to spare. */
const MAX_SOCKET_PATH = 100;

/** A second way in, for whoever can reach the data folder: requests that come by it act as the operator. */
export interface OperatorDoor {
  readonly isOperator: (request: FastifyRequest) => boolean;
  readonly listen: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function createOperatorDoor(http: FastifyInstance, config: Pick<Config, 'dataDir'>): OperatorDoor {
  const requests = new WeakSet<IncomingMessage>();
  const server = createServer((request, response) => {
    requests.add(request);
    http.routing(request, response);
  });
  const folder = join(config.dataDir, 'run');
  const pointer = join(folder, 'operator.json');
  return {
    isOperator: (request) => requests.has(request.raw),
    async listen() {
      await http.ready();
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const socket = socketPath(config.dataDir, folder);
      if (process.platform !== 'win32') rmSync(socket, { force: true });
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve));
      if (process.platform !== 'win32') chmodSync(socket, 0o600);
      writeFileSync(pointer, JSON.stringify({ socket, pid: process.pid }), { mode: 0o600 });
    },
    async close() {
      if (!server.listening) return;
      rmSync(pointer, { force: true });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function socketPath(dataDir: string, folder: string): string {
  const short = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\gridward-${short}`;
  const beside = join(folder, 'operator.sock');
  if (Buffer.byteLength(beside) <= MAX_SOCKET_PATH) return beside;
  const shortFolder = join(tmpdir(), `gridward-${short}`);
  mkdirSync(shortFolder, { recursive: true, mode: 0o700 });
  return join(shortFolder, 'operator.sock');
}
