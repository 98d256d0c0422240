import { AsyncLocalStorage } from 'node:async_hooks';
import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';
import { StoreError } from './store-error.ts';

/** Knows whether the running code is inside a transaction of one store. */
export interface TransactionScope {
  isActive(): boolean;
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Work that a transaction started but did not await may use the outer handle again once the transaction has ended. */
export function createTransactionScope(): TransactionScope {
  const storage = new AsyncLocalStorage<{ active: boolean }>();
  return {
    isActive: () => storage.getStore()?.active === true,
    async run(work) {
      const frame = { active: true };
      try {
        return await storage.run(frame, work);
      } finally {
        frame.active = false;
      }
    },
  };
}

/** Kysely sends a query on the outer handle through another connection, outside the transaction. This turns the slip into an error. */
export function createGuardPlugin(scope: TransactionScope): KyselyPlugin {
  return {
    transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
      if (scope.isActive()) {
        throw new StoreError(
          'outer_query_in_transaction',
          'A query used the outer database handle inside a transaction. Use the `trx` that inTransaction() gives you.',
        );
      }
      return args.node;
    },
    transformResult: (args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> => Promise.resolve(args.result),
  };
}
