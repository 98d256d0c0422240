import { problem, type Problem } from '@gridward/contract';
import { allowsLimit, err, ok, type Limit, type Result } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Call } from '../../../http/host.ts';
import { invalid, logChange, type CatalogueDeps } from '../catalogue-deps.ts';
import type { StepInForce } from '../catalogue-picture.ts';
import { updateStepLimit } from '../catalogue.repository.ts';

/** GM06 holds here as it holds for models. */
export async function changeStepLimit(
  step: string,
  input: { readonly version: number; readonly limit: Limit; readonly source: string },
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Promise<Result<StepInForce, Problem>> {
  const find = async () => (await deps.catalogue.picture(trx)).steps.find((row) => row.step === step);
  const old = await find();
  if (old === undefined) return err(problem('not_found'));
  if (!allowsLimit(step, input.limit))
    return invalid('/limit', { zh: '裁定最多一个工作日', en: 'A ruling takes at most one working day' });
  if (!(await updateStepLimit(trx, step, input))) return err(problem('version_conflict', { current: old }));
  await deps.catalogue.touch(trx);
  const now = await find();
  await logChange(deps, trx, call, {
    kind: 'step_limit',
    verb: 'update',
    id: step,
    detail: { before: old.limit, after: input.limit, source: input.source },
  });
  return ok(now ?? old);
}
