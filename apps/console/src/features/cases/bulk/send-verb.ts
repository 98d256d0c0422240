import type { Answer } from '@gridward/contract';
import { api } from '../../../platform/api.ts';
import { EXPIRED_KEY, queryClient } from '../../../platform/query-client.ts';
import type { Question } from '../../command/orders/order-question.tsx';
import type { BulkItem, BulkOutcome, BulkWork } from './bulk-work.ts';

interface VerbCall {
  readonly params: { readonly caseId: string };
  readonly body: { readonly version: number; readonly payload: unknown };
}
type VerbSender = (call: VerbCall, options: { readonly commandId: string }) => Promise<Answer<unknown>>;

function sendOne({ verb, payload }: BulkWork, { caseId, version, commandId }: BulkItem): Promise<Answer<unknown>> {
  const [params, options] = [{ caseId }, { commandId }];
  // The form was filled in by the form of an order, or by the table of forms, which a verb chosen at run time hides from the compiler.
  if (verb === 'supervise') return api.orderSupervision({ params, body: payload as unknown as Question }, options);
  return (api[verb] as VerbSender)({ params, body: { version, payload } }, options);
}

/** Sends what is to be done with one case under the key that was made for it. A lost answer is an outcome like every other. */
export async function sendVerb(work: BulkWork, item: BulkItem): Promise<BulkOutcome> {
  try {
    const answer = await sendOne(work, item);
    if (answer.ok) return { state: 'done' };
    const { code, retry } = answer.problem;
    if (code === 'not_signed_in') queryClient.setQueryData(EXPIRED_KEY, true);
    return code === 'not_signed_in' || retry === 'later' ? { state: 'unsent' } : { state: 'refused', code };
  } catch {
    return { state: 'unsent' };
  }
}
