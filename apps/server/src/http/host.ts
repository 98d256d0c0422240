import { createHash } from 'node:crypto';
import {
  isWrite,
  problem,
  type FieldFinding,
  type Problem,
  type ProblemCode,
  type Route,
  type RouteInput,
  type RouteReply,
} from '@gridward/contract';
import { err, ok, reachesRoot, type Clock, type Result, type Uuid } from '@gridward/core';
import { sqlState, type Database, type Store } from '@gridward/db';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { refusably } from '../platform/refusal.ts';
import { ANONYMOUS, type Actor } from './actor.ts';
import { findCommand, recordCommand, type EarlierCommand } from './command.repository.ts';
import { findingsOf } from './input-finding.ts';
import { localeOfRequest, sendProblem } from './problem-reply.ts';
import { CSRF_HEADER, SESSION_COOKIE, type SessionReader } from './session.ts';

/** What a handler knows of the call besides its input. */
export interface Call {
  readonly actor: Actor;
  readonly requestId: string;
  readonly address: string;
  /** The client's own id of this write; the nil id for reads. */
  readonly commandId: Uuid;
  readonly requestHash: Buffer;
  readonly locale: 'zh-CN' | 'en';
  /** For what a schema cannot say: cookies, streams, files. */
  readonly raw: FastifyRequest;
  readonly reply: FastifyReply;
}

type Outcome<R> = Promise<Result<RouteReply<R>, Problem>>;
export type ReadHandler<R> = (input: RouteInput<R>, call: Call) => Outcome<R>;
export type WriteHandler<R> = (input: RouteInput<R>, call: Call, trx: Transaction<Database>) => Outcome<R>;

/** Puts routes of the contract on the server. A route without permission and scope cannot be written down, so none can be served. */
export interface Host {
  /** A read, or a write that looks after its own transaction and repetition through `call.commandId`. */
  serve<R extends Route>(route: R, handler: ReadHandler<R>): void;
  /** A write in one transaction that commits together with the record of its command: repeated, it answers what it answered. */
  write<R extends Route>(route: R, handler: WriteHandler<R>): void;
}

export interface HostDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly sessions: SessionReader;
  readonly checkReplies: boolean;
  /** True for requests that came in by the operator's socket. */
  readonly isOperator: (request: FastifyRequest) => boolean;
  readonly operator: Actor;
  /** Called after each write that was done. */
  readonly onWritten?: () => void;
}

const NIL_ID = '00000000-0000-0000-0000-000000000000';
const UNIQUE_VIOLATION = '23505';
const idempotencyKeySchema = z.uuid();
/** What one address may send to doors that stand open to all; an office behind one address still comes in. */
const PUBLIC_WRITES = { max: 600, timeWindow: 60_000 } as const;
/** Routes that stay open while a password or a second factor is pending. */
const SETTLING = new Set(['/api/v1/session', '/api/v1/session/password', '/api/v1/session/second-factor']);

export function createHost(app: FastifyInstance, deps: HostDeps): Host {
  const serve: Host['serve'] = (route, handler) => {
    app.route({
      method: route.method,
      url: route.path.replace(/\{(\w+)\}/g, ':$1'),
      config: { contract: route, ...(isWrite(route) && route.access === 'public' ? { rateLimit: PUBLIC_WRITES } : {}) },
      handler: async (request, reply) => {
        const call = await enter(route, request, reply, deps);
        if (!call.ok) return sendProblem(reply, call.error.problem, localeOf(request, call.error.actor));
        const input = parseInput(route, request);
        if (!input.ok) return sendProblem(reply, input.error, call.value.locale);
        const outcome = await handler(input.value, call.value);
        if (!outcome.ok) return sendProblem(reply, outcome.error, call.value.locale);
        if (isWrite(route)) deps.onWritten?.();
        return answer(route, reply, outcome.value, deps.checkReplies);
      },
    });
  };
  const write: Host['write'] = (route, handler) => serve(route, (input, call) => once(route, handler, input, call, deps));
  return { serve, write };
}

/** Who calls, and may they at all? What they may do with which row is for the service. */
async function enter(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: HostDeps,
): Promise<Result<Call, TurnedAway>> {
  const actor = await authenticate(route, request, deps);
  if (!actor.ok) return actor;
  if (!mayCall(route, actor.value)) return turnAway('not_permitted', actor.value);
  const command = commandId(route, request);
  if (!command.ok) return err({ problem: command.error, actor: actor.value });
  return ok({
    actor: actor.value,
    requestId: request.id,
    address: request.ip,
    commandId: command.value,
    requestHash: hashOf(request),
    locale: localeOf(request, actor.value),
    raw: request,
    reply,
  });
}

/** A refusal at the door, with whoever stands there, so that it is in their language. */
interface TurnedAway {
  readonly problem: Problem;
  readonly actor: Actor;
}

const turnAway = (code: ProblemCode, actor: Actor): Result<never, TurnedAway> => err({ problem: problem(code), actor });

async function authenticate(route: Route, request: FastifyRequest, deps: HostDeps): Promise<Result<Actor, TurnedAway>> {
  if (deps.isOperator(request)) return ok(deps.operator);
  const token = request.cookies[SESSION_COOKIE];
  const session = token === undefined ? null : await deps.sessions.read(token);
  if (session === null) return route.access === 'public' ? ok(ANONYMOUS) : turnAway('not_signed_in', ANONYMOUS);
  if (isWrite(route) && route.access !== 'public' && request.headers[CSRF_HEADER] !== session.csrfToken)
    return turnAway('csrf_failed', session.actor);
  if (session.pending !== 'none' && route.access !== 'public' && !SETTLING.has(route.path))
    return turnAway(PENDING[session.pending], session.actor);
  return ok(session.actor);
}

const PENDING = {
  second_factor: 'second_factor_needed',
  second_factor_setup: 'second_factor_setup_needed',
  password_change: 'password_change_needed',
} as const;

function mayCall(route: Route, actor: Actor): boolean {
  const { access } = route;
  if (access === 'public' || access === 'signed_in') return true;
  if (route.scope === 'deployment') return reachesRoot(actor.grants, access);
  return actor.grants.some(({ permission }) => permission === access);
}

function commandId(route: Route, request: FastifyRequest): Result<Uuid, Problem> {
  if (!isWrite(route) || route.repeatable === 'by_nature') return ok(NIL_ID);
  const given = idempotencyKeySchema.safeParse(request.headers['idempotency-key']);
  return given.success ? ok(given.data.toLowerCase()) : err(problem('idempotency_key_missing'));
}

const hashOf = (request: FastifyRequest): Buffer =>
  createHash('sha256')
    .update(request.url)
    .update('\n')
    .update(isJson(request) ? JSON.stringify(request.body ?? null) : '')
    .digest();
const isJson = (request: FastifyRequest): boolean => request.headers['content-type']?.startsWith('application/json') ?? false;

function localeOf(request: FastifyRequest, actor: Actor): 'zh-CN' | 'en' {
  return actor.kind === 'person' ? actor.locale : localeOfRequest(request);
}

function parseInput<R extends Route>(route: R, request: FastifyRequest): Result<RouteInput<R>, Problem> {
  const errors: FieldFinding[] = [];
  const part = (schema: z.ZodType | undefined, value: unknown, prefix: string): unknown => {
    if (schema === undefined) return undefined;
    if (holdsNul(value)) {
      errors.push({ pointer: prefix === '' ? '/' : prefix, message: 'the character U+0000 cannot be stored' });
      return undefined;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    errors.push(...findingsOf(parsed.error, value, prefix));
    return undefined;
  };
  const input = {
    params: part(route.params, request.params, '/params'),
    query: part(route.query, request.query, '/query'),
    body: route.bodyKind === 'multipart' ? undefined : part(route.body, request.body, ''),
  };
  // The parts were parsed by this route's own schemas, which the compiler cannot see through `z.ZodType`.
  return errors.length === 0 ? ok(input as RouteInput<R>) : err(problem('validation_failed', { errors }));
}

/** PostgreSQL keeps every character but this one. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}

async function answer(route: Route, reply: FastifyReply, value: unknown, check: boolean): Promise<void> {
  if (reply.sent || route.replyKind === 'events') return;
  if (route.replyKind === 'file') {
    await reply.send(value);
    return;
  }
  reply.code(route.status ?? 200);
  if (route.status === 204) {
    await reply.send();
    return;
  }
  if (check) route.reply.parse(JSON.parse(JSON.stringify(value)));
  await reply.type('application/json; charset=utf-8').send(JSON.stringify(value));
}

async function once<R extends Route>(
  route: R,
  handler: WriteHandler<R>,
  input: RouteInput<R>,
  call: Call,
  deps: HostDeps,
): Outcome<R> {
  const name = `${route.method} ${route.path}`;
  if (route.repeatable === 'by_nature') return refusably(deps.store, (trx) => handler(input, call, trx));
  const earlier = await findCommand(deps.store.db, call.commandId);
  if (earlier !== undefined) return replay(earlier, name, call);
  const outcome = await attempt(deps, async (trx) => {
    const answered = await handler(input, call, trx);
    if (answered.ok) await recordCommand(trx, recordOf(name, call, answered.value, deps.clock));
    return answered;
  });
  if (outcome.ok) return outcome;
  // Refused perhaps only because the very same request, sent twice at once, was faster.
  const faster = await findCommand(deps.store.db, call.commandId);
  return faster === undefined ? outcome : replay(faster, name, call);
}

/** Two that make the same thing at once: the second meets the first one's row, which is a refusal and not a fault. */
async function attempt<T>(
  deps: HostDeps,
  work: (trx: Transaction<Database>) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> {
  try {
    return await refusably(deps.store, work);
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) return err(problem('already_exists'));
    throw error;
  }
}

const recordOf = (route: string, call: Call, response: unknown, clock: Clock) => ({
  id: call.commandId,
  accountId: call.actor.accountId,
  route,
  requestHash: call.requestHash,
  objectId: null,
  response,
  at: new Date(clock.now()),
});

/** The answer to a repeated write, or a refusal when the id was used for something else. */
export function replay<R>(earlier: EarlierCommand, route: string, call: Call): Result<R, Problem> {
  const same =
    earlier.route === route && earlier.accountId === call.actor.accountId && earlier.requestHash.equals(call.requestHash);
  return same ? ok(earlier.response as R) : err(problem('idempotency_mismatch'));
}
