import pg from 'pg';
import { EMBEDDED_USER } from './cluster.ts';
import type { Postmaster } from './postmaster-file.ts';

/** How to reach an embedded server. `host` is a socket folder, or the loopback address on Windows. */
export interface EmbeddedConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The database of the product inside an embedded cluster. */
export const EMBEDDED_DATABASE = 'gridward';

/** The connection that a running server describes in its own file. */
export function connectionTo(postmaster: Postmaster, password: string): EmbeddedConnection {
  const host = postmaster.socketDir === '' ? postmaster.listenAddress : postmaster.socketDir;
  return { host, port: postmaster.port, user: EMBEDDED_USER, password, database: EMBEDDED_DATABASE };
}

/** The same as a URL, which every PostgreSQL program understands. */
export function toDatabaseUrl(connection: EmbeddedConnection): string {
  const { host, port, user, password, database } = connection;
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  if (!host.startsWith('/')) return `postgresql://${login}@${host}:${port}/${database}`;
  return `postgresql://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

/** Opens one connection, runs `work`, closes it. */
export async function withClient<T>(connection: EmbeddedConnection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Whether the server answers now. */
export async function answers(connection: EmbeddedConnection): Promise<boolean> {
  try {
    await withClient({ ...connection, database: 'postgres' }, (client) => client.query('select'));
    return true;
  } catch {
    return false;
  }
}

/** Makes the product's database where it is missing. */
export async function ensureDatabase(connection: EmbeddedConnection): Promise<void> {
  await withClient({ ...connection, database: 'postgres' }, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [connection.database]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(connection.database)}`);
  });
}
