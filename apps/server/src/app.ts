import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import { problem } from '@gridward/contract';
import { EVERYWHERE, PERMISSIONS, type Clock, type Ids, type Permission } from '@gridward/core';
import type { Store } from '@gridward/db';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import type { Actor } from './http/actor.ts';
import { serveDocument } from './http/api-document.ts';
import { serveConsole } from './http/console-files.ts';
import { createHost } from './http/host.ts';
import { serveMetrics } from './http/metrics.ts';
import { createOperatorDoor } from './http/operator.ts';
import { localeOfRequest, sendProblem } from './http/problem-reply.ts';
import { composeModules, type Modules } from './modules.ts';
import type { Platform } from './platform/deps.ts';
import { createJobBoard, type JobBoard } from './platform/job-board.ts';
import { createSealer } from './platform/sealing.ts';
import { adoptVaultKey, loadVaultKey } from './platform/vault-key.ts';

/** What an app is made from; production and tests differ only in these. */
export interface AppDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomBytes: (count: number) => Buffer;
}

export interface App {
  readonly http: FastifyInstance;
  readonly modules: Modules;
  readonly jobs: JobBoard;
  readonly platform: Platform;
  /** What is really served, for the test that compares it with the contract. */
  readonly servedRoutes: readonly { readonly method: string; readonly url: string }[];
  /** Opens the operator's socket for the command line. */
  listenForOperator(): Promise<void>;
  close(): Promise<void>;
}

const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const UPLOAD_LIMIT_BYTES = 200 * 1024 * 1024;

/** The person at the machine itself: everything, everywhere. Reached only by the operator's socket. */
const OPERATOR: Actor = {
  kind: 'operator',
  accountId: null,
  name: 'operator',
  locale: 'zh-CN',
  grants: (Object.keys(PERMISSIONS) as Permission[]).map((permission) => ({
    permission,
    postId: '',
    unitPath: null,
    areaPath: EVERYWHERE,
  })),
  posts: [],
  unitIds: new Set(),
};

/** The only way to make an app. */
export async function buildApp(config: Config, deps: AppDeps): Promise<App> {
  const http = createServer(config);
  const servedRoutes: { method: string; url: string }[] = [];
  http.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') servedRoutes.push({ method: one, url });
  });
  const platform: Platform = { ...deps, config, log: http.log, demonstration: { active: false } };
  const sealer = createSealer(loadVaultKey(config), deps.randomBytes);
  await adoptVaultKey(deps, sealer);
  const jobs = createJobBoard(platform);
  const modules = composeModules(platform, sealer, jobs);
  await addPlugins(http, modules.baseMap, config);
  const operator = createOperatorDoor(http, config);
  const host = createHost(http, {
    store: deps.store,
    clock: deps.clock,
    sessions: modules.access.sessions,
    checkReplies: config.checkReplies,
    isOperator: operator.isOperator,
    operator: OPERATOR,
    onWritten: () => modules.live.nudge(),
  });
  serveMetrics(http, { openStreams: () => modules.live.openStreams() });
  modules.routes(host);
  await serveDocument(http);
  await serveConsole(http);
  return {
    http,
    modules,
    jobs,
    platform,
    servedRoutes,
    listenForOperator: operator.listen,
    async close() {
      modules.live.close();
      await operator.close();
      await http.close();
      await modules.close();
    },
  };
}

function createServer(config: Config): FastifyInstance {
  const http = Fastify({
    logger: { level: config.logLevel, serializers: { req: loggedRequest, err: loggedError } },
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy ?? false,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (_error, request, reply) => void sendProblem(reply, problem('not_found'), localeOfRequest(request)),
  });
  http.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    // What the API answers is somebody's data: no proxy and no shared browser keeps it unless a route says so.
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    done();
  });
  http.setErrorHandler((error, request, reply) => {
    const code = problemOfError(error);
    if (code === 'internal_error') request.log.error({ err: error }, 'a request failed');
    return sendProblem(reply, problem(code), localeOfRequest(request));
  });
  return http;
}

/** No query, no body, no address: what people searched for and typed is not for a log. */
const loggedRequest = (request: { method: string; url: string }) => ({ method: request.method, path: request.url.split('?')[0] });

/** Where it failed and why, without the values: PostgreSQL quotes the whole row that it would not take. */
function loggedError(error: Error): {
  type: string;
  message: string;
  stack: string;
  code?: string;
  constraint?: string;
  cause?: string;
} {
  const { name, message, stack = '', cause } = error;
  const told = (key: string): string | undefined => {
    const value = (error as unknown as Readonly<Record<string, unknown>>)[key];
    return typeof value === 'string' ? value : undefined;
  };
  const [code, constraint] = [told('code'), told('constraint')];
  return {
    type: name,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(cause instanceof Error ? { cause: cause.message } : {}),
  };
}

/** Refusals of the framework itself, in our words. */
function problemOfError(
  error: unknown,
): 'file_too_large' | 'validation_failed' | 'overloaded' | 'too_many_requests' | 'unsupported_file' | 'internal_error' {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  if (status === 413) return 'file_too_large';
  if (status === 415 || status === 406) return 'unsupported_file';
  if (status === 429) return 'too_many_requests';
  if (typeof status === 'number' && status >= 400 && status < 500) return 'validation_failed';
  return status === 503 ? 'overloaded' : 'internal_error';
}

async function addPlugins(http: FastifyInstance, baseMap: Modules['baseMap'], { longestLagMs }: Config): Promise<void> {
  // A page carries the rule of what it may load; pages are few, so each looks.
  http.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api/')) await baseMap.refreshOrigins();
  });
  const ofBaseMap = (): string => baseMap.origins().join(' ');
  await http.register(cookie);
  await http.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ofBaseMap],
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", ofBaseMap],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await http.register(rateLimit, { global: false });
  await http.register(multipart, { limits: { fileSize: UPLOAD_LIMIT_BYTES, files: 4, fields: 20 } });
  await http.register(underPressure, { maxEventLoopDelay: longestLagMs, retryAfter: 5 });
}
