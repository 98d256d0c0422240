import type { Problem } from '@gridward/contract';
import { err, type Result } from '@gridward/core';
import type { Database, Store } from '@gridward/db';
import type { Transaction } from 'kysely';

/** A refusal on its way out of a transaction, which it rolls back. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(refusal: Problem) {
    super(refusal.code);
    this.problem = refusal;
  }
}

/** The value of what went well; anything else ends the transaction in which this is asked. */
export function valueOf<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}

/** A transaction that a refusal rolls back, and that then answers with it. */
export async function refusably<T>(
  store: Pick<Store, 'inTransaction'>,
  work: (trx: Transaction<Database>) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> {
  try {
    return await store.inTransaction(async (trx) => {
      const outcome = await work(trx);
      valueOf(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refused) return err(error.problem);
    throw error;
  }
}
