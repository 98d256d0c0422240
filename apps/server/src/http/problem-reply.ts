import { PROBLEMS, saidIn, type Problem, type ProblemDocument } from '@gridward/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The language that a browser asks for, while nobody is known to be signed in. */
export const localeOfRequest = (request: FastifyRequest): 'zh-CN' | 'en' =>
  request.headers['accept-language']?.toLowerCase().startsWith('en') === true ? 'en' : 'zh-CN';

/** The one place where a refusal becomes RFC 9457. */
export function toDocument(problem: Problem, locale: 'zh-CN' | 'en', requestId: string): ProblemDocument {
  const kind = PROBLEMS[problem.code];
  return {
    type: `/docs/errors#${problem.code}`,
    title: locale === 'en' ? kind.en : kind.zh,
    status: kind.status,
    code: problem.code,
    retry: kind.retry,
    requestId,
    ...(problem.detail === undefined ? {} : { detail: saidIn(problem.detail, locale) }),
    ...(problem.rule === undefined ? {} : { rule: problem.rule }),
    ...(problem.errors === undefined
      ? {}
      : { errors: problem.errors.map((fault) => ({ ...fault, message: saidIn(fault.message, locale) })) }),
    ...(problem.current === undefined ? {} : { current: problem.current }),
  };
}

export async function sendProblem(reply: FastifyReply, problem: Problem, locale: 'zh-CN' | 'en'): Promise<void> {
  const document = toDocument(problem, locale, reply.request.id);
  if (problem.retryAfterS !== undefined) reply.header('retry-after', String(Math.ceil(problem.retryAfterS)));
  await reply.code(document.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(document));
}
