import { Kysely, PostgresDialect } from 'kysely';
import type { IsolationLevel, Transaction } from 'kysely';
import type pg from 'pg';
import { joinEmbedded, startEmbedded } from '../embedded/server.ts';
import type { EmbeddedServer } from '../embedded/server.ts';
import type { Database } from '../schema/tables.ts';
import { APP_ROLE, assertSchemaName, assertServer, createPool } from './connection.ts';
import { sqlState, StoreError } from './store-error.ts';
import { createGuardPlugin, createTransactionScope } from './transaction-guard.ts';

/** How to reach a store. */
export interface StoreConfig {
  /** A PostgreSQL ≥ 15. Without it the embedded server in `dataDir` is used. */
  readonly databaseUrl?: string;
  /** Folder for everything that is not in another server: embedded cluster, files, state. */
  readonly dataDir: string;
  /** Schema of this jurisdiction; `gridward` unless told. */
  readonly schema?: string;
  /** Connections for the application; 10 unless told. */
  readonly poolSize?: number;
  /** `join` also works beside a server that already runs on `dataDir`, as a command-line tool does. `own` is refused then. */
  readonly embedded?: 'own' | 'join';
  readonly log?: (line: string) => void;
}

/** Options of one transaction. */
export interface TransactionOptions {
  readonly isolation?: IsolationLevel;
}

/** An open store. `db` and `pool` act as the application role; `owner` may alter the schema and serves migration and backup. */
export interface Store {
  readonly db: Kysely<Database>;
  /** For libraries that bring their own SQL. Not guarded: do not use it inside a transaction. */
  readonly pool: pg.Pool;
  readonly owner: pg.Pool;
  readonly databaseUrl: string;
  readonly schema: string;
  readonly dataDir: string;
  /** The embedded server behind this store; undefined with `DATABASE_URL`. */
  readonly embedded: EmbeddedServer | undefined;
  /** Runs `work` in one transaction. Serialization failures and deadlocks are tried again, so `work` has no effect besides the database. */
  inTransaction<T>(work: (trx: Transaction<Database>) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Ends all connections and stops the embedded server if this store started or adopted it. */
  close(): Promise<void>;
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const TRANSACTION_TRIES = 4;
const RETRY_BASE_MS = 15;

/** Opens a store without changing anything in it; call `migrate` before the first use of `db`. */
export async function openStore(config: StoreConfig): Promise<Store> {
  const schema = config.schema ?? 'gridward';
  assertSchemaName(schema);
  const log = config.log ?? (() => undefined);
  const embedded = config.databaseUrl === undefined ? await openEmbedded(config, log) : undefined;
  const databaseUrl = config.databaseUrl ?? embedded?.databaseUrl ?? '';
  const owner = createPool({ databaseUrl, schema }, 4, undefined, log);
  const pool = createPool({ databaseUrl, schema }, config.poolSize ?? 10, APP_ROLE, log);
  const close = createClose([pool, owner], embedded);
  try {
    await assertServer(owner);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...createHandles(pool), pool, owner, databaseUrl, schema, dataDir: config.dataDir, embedded, close };
}

async function openEmbedded(config: StoreConfig, log: (line: string) => void): Promise<EmbeddedServer> {
  const joined = config.embedded === 'join' ? await joinEmbedded({ dataDir: config.dataDir }) : undefined;
  return joined ?? (await startEmbedded({ dataDir: config.dataDir, log }));
}

function createClose(pools: readonly pg.Pool[], embedded: EmbeddedServer | undefined): () => Promise<void> {
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all(pools.map((pool) => pool.end()));
    await embedded?.stop();
  };
  return () => (closing ??= close());
}

function createHandles(pool: pg.Pool): Pick<Store, 'db' | 'inTransaction'> {
  const scope = createTransactionScope();
  const inner = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const inTransaction: Store['inTransaction'] = async (work, options = {}) => {
    if (scope.isActive()) {
      throw new StoreError('nested_transaction', 'inTransaction() was called inside a transaction. Pass the `trx` on instead.');
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inner
          .transaction()
          .setIsolationLevel(options.isolation ?? 'read committed')
          .execute((trx) => scope.run(() => work(trx)));
      } catch (error) {
        if (attempt === TRANSACTION_TRIES || !isTransient(error)) throw error;
        await pauseBeforeRetry(attempt);
      }
    }
  };
  return { db: inner.withPlugin(createGuardPlugin(scope)), inTransaction };
}

const isTransient = (error: unknown): boolean => {
  const state = sqlState(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK_DETECTED;
};

/** The random part keeps two transactions that met once from meeting again. */
const pauseBeforeRetry = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, RETRY_BASE_MS * 2 ** attempt * (0.5 + Math.random())));
