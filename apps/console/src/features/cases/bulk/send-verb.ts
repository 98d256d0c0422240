import type { Answer } from '@gridward/contract';
import { api } from '../../../platform/api.ts';
import { EXPIRED_KEY, queryClient } from '../../../platform/query-client.ts';
import type { BulkItem, BulkOutcome, BulkWork } from './bulk-work.ts';

interface VerbCall {
  readonly params: { readonly caseId: string };
  readonly body: { readonly version: number; readonly payload: unknown };
}
type VerbSender = (call: VerbCall, options: { readonly commandId: string }) => Promise<Answer<unknown>>;

/** Sends the verb of one case under the key that was made for it. A lost answer is an outcome like every other. */
export async function sendVerb({ verb, payload }: BulkWork, { caseId, version, commandId }: BulkItem): Promise<BulkOutcome> {
  // The form was filled in by the table of forms, which a verb chosen at run time hides from the compiler.
  const send = api[verb] as VerbSender;
  try {
    const answer = await send({ params: { caseId }, body: { version, payload } }, { commandId });
    if (answer.ok) return { state: 'done' };
    const { code, retry } = answer.problem;
    if (code === 'not_signed_in') queryClient.setQueryData(EXPIRED_KEY, true);
    return code === 'not_signed_in' || retry === 'later' ? { state: 'unsent' } : { state: 'refused', code };
  } catch {
    return { state: 'unsent' };
  }
}
