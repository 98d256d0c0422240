import type { CaseDetail, RulingBrief } from '@gridward/contract';

/**
 * Whether a brief that was read before is about the request that is open now. What a closed case asks to be spared is not among the requests
 * of the case, and is asked once.
 */
export const isSameRequest = (
  before: Pick<RulingBrief, 'kind'> & { readonly asked: Pick<RulingBrief['asked'], 'at'> },
  { request }: Pick<CaseDetail, 'request'>,
): boolean => (request === null ? before.kind === 'exemption' : before.asked.at === request.at);
