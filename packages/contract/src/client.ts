import type { ProblemDocument } from './problem.schema.ts';
import type { Route, RouteAnswer, RouteCall, RouteGroup } from './route.ts';

/** An answer of the server: the value, or the problem that it reports. A lost network throws what `fetch` throws. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ProblemDocument };

export interface CallOptions {
  /** Makes a repeated write harmless: send the same key when trying again. Made freshly when left out. */
  readonly commandId?: string;
  readonly signal?: AbortSignal;
  /** Goes out also when the page that sends it is being left. */
  readonly keepalive?: boolean;
}

export interface ClientOptions {
  /** Without a trailing slash; empty for the page's own origin. */
  readonly baseUrl: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly newId: () => string;
  /** Extra headers for each request, such as the CSRF token. */
  readonly headers?: () => Readonly<Record<string, string>>;
}

/** The typed client of a group of routes: `client.getCase({ params: { caseId } })`. */
export type Client<G extends RouteGroup> = {
  readonly [Name in keyof G]: (call: RouteCall<G[Name]>, options?: CallOptions) => Promise<Answer<RouteAnswer<G[Name]>>>;
};

interface LooseCall {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** What sending needs of a route. Where its reply is left out, as in a browser that trusts its own server, an answer is taken as it comes. */
type SentRoute = Omit<Route, 'reply'> & Partial<Pick<Route, 'reply'>>;

/** Makes the client from the same definitions that the server answers by. */
export function createClient<G extends RouteGroup>(routes: G, options: ClientOptions): Client<G> {
  const entries = Object.entries(routes).map(([name, definition]) => [
    name,
    (call: LooseCall, callOptions?: CallOptions) => send(definition, call, options, callOptions ?? {}),
  ]);
  return Object.fromEntries(entries) as Client<G>;
}

/** The address of a call, for links and downloads. */
export function addressOf<R extends Route>(definition: R, call: RouteCall<R>, baseUrl = ''): string {
  const { params = {}, query = {} } = call as LooseCall;
  const path = definition.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === null ? [] : [[name, asText(value)]],
  );
  const search = new URLSearchParams(pairs).toString();
  return `${baseUrl}${path}${search === '' ? '' : `?${search}`}`;
}

/** Lists go as `a,b`; everything else in a query is a scalar. */
const asText = (value: unknown): string =>
  Array.isArray(value) ? value.map(asText).join(',') : typeof value === 'string' ? value : JSON.stringify(value);

async function send(
  definition: SentRoute,
  call: LooseCall,
  options: ClientOptions,
  { commandId, signal, keepalive }: CallOptions,
): Promise<Answer<unknown>> {
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers?.() };
  if (definition.method !== 'GET' && definition.repeatable !== 'by_nature')
    headers['idempotency-key'] = commandId ?? options.newId();
  const init: RequestInit = { method: definition.method, headers, credentials: 'same-origin' };
  if (signal !== undefined) init.signal = signal;
  if (keepalive !== undefined) init.keepalive = keepalive;
  if (call.body instanceof FormData) init.body = call.body;
  else if (call.body !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(call.body);
  }
  const response = await options.fetch(addressOf(definition as Route, call as RouteCall<Route>, options.baseUrl), init);
  return read(definition, response);
}

async function read(definition: SentRoute, response: Response): Promise<Answer<unknown>> {
  if (!response.ok) return { ok: false, problem: await readProblem(response) };
  if (definition.replyKind === 'file') return { ok: true, value: response };
  if (response.status === 204) return { ok: true, value: {} };
  const value: unknown = await response.json();
  return { ok: true, value: definition.reply === undefined ? value : definition.reply.parse(value) };
}

/** A proxy between us and the server may answer without a problem document. */
async function readProblem(response: Response): Promise<ProblemDocument> {
  const document: unknown = await response.json().catch(() => null);
  if (isProblem(document)) return document;
  const code = response.status >= 500 ? 'overloaded' : 'internal_error';
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code,
    retry: response.status >= 500 ? 'later' : 'no',
  };
}

const isProblem = (document: unknown): document is ProblemDocument =>
  typeof document === 'object' && document !== null && 'code' in document && 'retry' in document && 'title' in document;
