import { createClient, type Answer, type Client, type ProblemDocument, type RouteGroup } from '@gridward/contract';
import type { Context } from '../command.ts';
import { Refusal, type Words } from '../terminal/words.ts';
import { locateServer } from './entry.ts';
import { findServer, waitForServer, type OperatorSocket } from './operator-socket.ts';
import { startOwnServer, type OwnServer } from './own-server.ts';
import { createSocketFetch } from './socket-fetch.ts';

/** A server that serves, reached as the operator of the machine. */
export interface Connection {
  /** The typed client of a capability. */
  client<G extends RouteGroup>(routes: G): Client<G>;
}

const START_WITHIN_MS = 60_000;

/**
 * Works with the server that runs on the data folder, or with one that is started for this and stopped afterwards.
 * @param variables for a server that is started, over the environment
 */
export async function withServer<T>(
  context: Context,
  work: (connection: Connection) => Promise<T>,
  variables: Readonly<Record<string, string>> = { GRIDWARD_DEMO: 'off' },
): Promise<T> {
  const running = await findServer(context.settings.dataDir);
  if (running?.state === 'ready') return work(connect(running, context));
  if (running !== undefined) return work(connect(await waitForStarting(context), context));
  const own = startOwnServer(
    locateServer(import.meta.url),
    { ...context.settings.environment, ...OWN, ...variables },
    context.tell,
  );
  try {
    return await work(connect(await waitForOwn(own, context), context));
  } finally {
    await own.stop();
  }
}

const OWN = { GRIDWARD_LOCAL_ONLY: '1', LOG_LEVEL: 'warn' };

async function waitForStarting(context: Context): Promise<OperatorSocket> {
  const found = await waitForServer(context.settings.dataDir, waitingOver(context));
  if (found !== undefined) return found;
  throw new Refusal({
    zh: `正在运行的服务端 ${START_WITHIN_MS / 1000} 秒内未就绪，请看它的日志。`,
    en: `The running server did not become ready within ${START_WITHIN_MS / 1000} s; see its log.`,
  });
}

async function waitForOwn(own: OwnServer, context: Context): Promise<OperatorSocket> {
  const isOver = waitingOver(context);
  const found = await waitForServer(context.settings.dataDir, () => own.hasEnded() || isOver());
  if (found !== undefined) return found;
  context.signal.throwIfAborted();
  throw new Refusal(own.hasEnded() ? couldNotStart(own) : tooSlow(own));
}

function waitingOver(context: Context): () => boolean {
  const untilMs = context.clock.now() + START_WITHIN_MS;
  return () => context.signal.aborted || context.clock.now() > untilMs;
}

const couldNotStart = (own: OwnServer): Words => ({
  zh: `服务端无法启动。它最后的输出：\n${own.lastLines()}`,
  en: `The server could not start. Its last words:\n${own.lastLines()}`,
});
const tooSlow = (own: OwnServer): Words => ({
  zh: `服务端 ${START_WITHIN_MS / 1000} 秒内未就绪。它最后的输出：\n${own.lastLines()}`,
  en: `The server did not become ready within ${START_WITHIN_MS / 1000} s. Its last words:\n${own.lastLines()}`,
});

function connect({ socket }: OperatorSocket, context: Context): Connection {
  const headers = { 'accept-language': context.settings.locale };
  const fetch = createSocketFetch(socket);
  const client = <G extends RouteGroup>(routes: G): Client<G> =>
    createClient(routes, {
      baseUrl: '',
      newId: context.newId,
      headers: () => headers,
      fetch: (url, init) => fetch(url, { ...init, signal: init.signal ?? context.signal }),
    });
  return { client };
}

/** The value of an answer. @throws Refusal with the server's words */
export function valueOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  const text = problemText(answer.problem);
  throw new Refusal({ zh: text, en: text });
}

/** What the server says, in the language that it was asked in, with the fields that it does not accept. */
export function problemText(problem: ProblemDocument): string {
  const errors = (problem.errors ?? []).map(({ pointer, message }) => `  ${pointer}: ${message}`);
  const detail = problem.detail === undefined ? '' : `: ${problem.detail}`;
  return [`${problem.title}${detail} [${problem.code}]`, ...errors].join('\n');
}
