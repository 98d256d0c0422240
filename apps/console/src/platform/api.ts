import { addressOf, createClient, type Answer, type ProblemDocument } from '@gridward/contract';
import { createIds } from '@gridward/core';
import { reportConnection } from './connection.ts';
import { CONSOLE_ROUTES } from './routes.ts';

/** The server said no, in its own words. */
export class ProblemError extends Error {
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument) {
    super(problem.title);
    this.problem = problem;
  }
}

/** The server could not be reached at all. */
export class ConnectionError extends Error {}

// `crypto.randomUUID` is missing where the page is served without TLS, as inside many offices.
const ids = createIds({ now: () => Date.now() }, (count) => crypto.getRandomValues(new Uint8Array(count)));
export const newId = (): string => ids.next();

let csrfToken = '';
/** Every write carries the token of the session. */
export const keepCsrfToken = (token: string): void => {
  csrfToken = token;
};

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, init);
    reportConnection(response.status !== 502 && response.status !== 504);
    return response;
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    reportConnection(false);
    throw new ConnectionError('unreachable', { cause: error });
  }
}

/** The typed client of everything that the console uses. */
export const api = createClient(CONSOLE_ROUTES, {
  baseUrl: '',
  fetch: reach,
  newId,
  headers: (): Record<string, string> => (csrfToken === '' ? {} : { 'x-csrf-token': csrfToken }),
});

let hearRefusal: (problem: ProblemDocument) => void = () => undefined;
/** Tells of every refusal, whoever asked: some of them concern the whole page. */
export const onRefusal = (hear: (problem: ProblemDocument) => void): void => {
  hearRefusal = hear;
};

/** Turns a refusal into what TanStack Query understands. */
export async function unwrap<T>(answer: Promise<Answer<T>>): Promise<T> {
  const settled = await answer;
  if (settled.ok) return settled.value;
  hearRefusal(settled.problem);
  throw new ProblemError(settled.problem);
}

export const photoAddress = (attachmentId: string, size: 'preview' | 'full'): string =>
  addressOf(CONSOLE_ROUTES.readAttachment, { params: { attachmentId, size } });
