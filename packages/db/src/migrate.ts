import { createHash } from 'node:crypto';
import type pg from 'pg';
import { grants as allGrants } from './grants.ts';
import type { Privilege } from './grants.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { APP_ROLE } from './store/connection.ts';
import { applyGrants } from './store/privileges.ts';
import { provision } from './store/provision.ts';
import { StoreError } from './store/store-error.ts';
import type { Store } from './store/store.ts';

/** A migration as the history table remembers it. */
export interface AppliedMigration {
  readonly id: string;
  readonly checksum: string;
  readonly breaking: boolean;
}

/** What to migrate with; the product's own lists unless told. */
export interface MigrateOptions {
  readonly migrations?: readonly Migration[];
  readonly grants?: Readonly<Record<string, readonly Privilege[]>>;
}

/** What a migration run did. */
export interface MigrateReport {
  /** Ids that ran now, in order. */
  readonly applied: readonly string[];
  /** Ids in the history that this program does not know; none of them is breaking. */
  readonly unknown: readonly string[];
}

/** One number for all schemas of a database: extensions and roles are shared between them. */
const MIGRATION_LOCK = 4_727_349_181;

const HISTORY = [
  `create table if not exists schema_migration (
    id text primary key,
    checksum text not null,
    breaking boolean not null,
    applied_at timestamptz not null default now()
  )`,
  `comment on table schema_migration is 'Migrations that ran on this schema, with the checksum of their statements'`,
];

/** SHA-256 over the statements of a migration: a released migration whose checksum changed is refused. */
export function migrationChecksum(migration: Migration): string {
  return createHash('sha256').update(JSON.stringify(migration.statements)).digest('hex');
}

/**
 * Brings the schema to this program's state: schema, extensions, role, migrations, privileges. Safe to repeat and to run from several processes.
 * @throws StoreError `migration_changed`, `schema_newer`, `setup_not_allowed`, `extension_elsewhere`
 */
export async function migrate(store: Pick<Store, 'owner' | 'schema'>, options: MigrateOptions = {}): Promise<MigrateReport> {
  const migrations = options.migrations ?? allMigrations;
  const client = await store.owner.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await provision(client, store.schema);
    await ensureHistory(client);
    const history = await readHistory(client);
    const pending = planMigrations(migrations, history);
    for (const migration of pending) await inOneTransaction(client, () => runMigration(client, migration));
    await inOneTransaction(client, () => applyGrants(client, APP_ROLE, options.grants ?? allGrants));
    const known = new Set(migrations.map((migration) => migration.id));
    return {
      applied: pending.map((migration) => migration.id),
      unknown: history.map((row) => row.id).filter((id) => !known.has(id)),
    };
  } finally {
    await releaseLock(client);
  }
}

/** A connection whose lock cannot be given back is closed, which gives it back too. */
async function releaseLock(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    client.release();
  } catch {
    client.release(true);
  }
}

async function ensureHistory(client: pg.ClientBase): Promise<void> {
  const found = await client.query(
    `select from pg_class where relname = 'schema_migration' and relnamespace = current_schema()::regnamespace`,
  );
  if (found.rowCount === 0) for (const statement of HISTORY) await client.query(statement);
}

/** The history of a schema, oldest first; empty when nothing was migrated yet. */
export async function readHistory(client: pg.ClientBase | pg.Pool): Promise<AppliedMigration[]> {
  const table = await client.query<{ found: boolean }>(`select to_regclass('schema_migration') is not null as found`);
  if (table.rows[0]?.found !== true) return [];
  const result = await client.query<AppliedMigration>('select id, checksum, breaking from schema_migration order by id');
  return result.rows;
}

/**
 * Which migrations still have to run.
 * @throws StoreError `migration_changed`, `schema_newer`
 */
export function planMigrations(migrations: readonly Migration[], history: readonly AppliedMigration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.id, migration]));
  for (const applied of history) {
    const migration = known.get(applied.id);
    if (migration === undefined && applied.breaking) {
      throw new StoreError(
        'schema_newer',
        `The database was migrated by a newer program (${applied.id}), and this one cannot work with it. Install the newer version.`,
      );
    }
    if (migration !== undefined && migrationChecksum(migration) !== applied.checksum) {
      throw new StoreError(
        'migration_changed',
        `Migration ${applied.id} ran on this database with other statements than this program has. A released migration must not change.`,
      );
    }
  }
  const done = new Set(history.map((applied) => applied.id));
  return migrations.filter((migration) => !done.has(migration.id));
}

async function runMigration(client: pg.ClientBase, migration: Migration): Promise<void> {
  for (const statement of migration.statements) await client.query(statement);
  await client.query('insert into schema_migration (id, checksum, breaking) values ($1, $2, $3)', [
    migration.id,
    migrationChecksum(migration),
    migration.breaking,
  ]);
}

async function inOneTransaction(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
