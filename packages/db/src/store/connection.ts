import pg from 'pg';
import { sqlState, StoreError } from './store-error.ts';
import { poolTypes } from './type-parsers.ts';

/** The role that the application acts as: it may not alter tables, nor change a journal. */
export const APP_ROLE = 'gridward_app';

/** The oldest supported server, as `server_version_num`. */
export const OLDEST_SERVER = 150_000;

/** Where a store lives: a server and one schema in one of its databases. */
export interface StoreAddress {
  readonly databaseUrl: string;
  readonly schema: string;
}

/** A schema name that needs no quoting, so that it can stand in start-up options. */
export function assertSchemaName(schema: string): void {
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(schema) && !schema.startsWith('pg_')) return;
  throw new StoreError(
    'schema_name_invalid',
    `"${schema}" cannot be a schema name: use small letters, digits and "_", at most 63.`,
  );
}

const startOptions = (schema: string, role?: string): string => {
  const options = [`-c search_path=${schema},public`, '-c timezone=UTC', '-c idle_in_transaction_session_timeout=120000'];
  if (role !== undefined) options.push(`-c role=${role}`);
  return options.join(' ');
};

/** A pool on the store's schema; with `role` every connection acts as that role from its first statement on. */
export function createPool(address: StoreAddress, size: number, role: string | undefined, log: (line: string) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: address.databaseUrl,
    options: startOptions(address.schema, role),
    application_name: role === undefined ? 'gridward-owner' : 'gridward',
    max: size,
    types: poolTypes,
  });
  pool.on('error', (error) => log(`database: an idle connection was lost: ${error.message}`));
  return pool;
}

/** Fails in clear words when the server cannot be reached or is too old. */
export async function assertServer(pool: pg.Pool): Promise<void> {
  let version: number;
  try {
    const result = await pool.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
    version = result.rows[0]?.version ?? 0;
  } catch (error) {
    const state = sqlState(error);
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreError('unreachable', `The database does not answer (${state ?? 'no code'}): ${why}`, { cause: error });
  }
  if (version < OLDEST_SERVER) {
    throw new StoreError(
      'server_too_old',
      `The server is PostgreSQL ${Math.floor(version / 10_000)}; 15 is the oldest supported.`,
    );
  }
}
