import { existsSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { DAY_MS } from '@gridward/core';
import type { Clock } from '@gridward/core';
import { lastBackupFile } from './backup/backup.ts';
import { planMigrations, readHistory } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { compareManifests, describeSchema } from './schema-manifest.ts';
import type { SchemaManifest } from './schema-manifest.ts';
import { APP_ROLE, OLDEST_SERVER } from './store/connection.ts';
import { EXTENSIONS } from './store/provision.ts';
import type { Store } from './store/store.ts';

/** One thing that was looked at. `warning` works but wants attention, `error` does not work. */
export interface Finding {
  readonly check: 'server' | 'role' | 'extensions' | 'chinese_search' | 'migrations' | 'schema' | 'disk' | 'backup';
  readonly level: 'ok' | 'warning' | 'error';
  readonly message: string;
}

const LOW_DISK_BYTES = 2 * 1024 ** 3;
const OLD_BACKUP_DAYS = 7;

/** Looks a store over for the operator; changes nothing. */
export async function inspectStore(store: Store, clock: Clock): Promise<Finding[]> {
  return [
    await inspectServer(store),
    await inspectRole(store),
    await inspectExtensions(store),
    await inspectChineseSearch(store),
    await inspectMigrations(store),
    await inspectSchema(store),
    await inspectDisk(store),
    inspectBackup(store, clock),
  ];
}

async function inspectServer(store: Store): Promise<Finding> {
  const result = await store.owner.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  const { number = 0, version = '' } = result.rows[0] ?? {};
  const kind = store.embedded === undefined ? 'PostgreSQL' : 'embedded PostgreSQL';
  const level = number >= OLDEST_SERVER ? 'ok' : 'error';
  return { check: 'server', level, message: `${kind} ${version}${level === 'ok' ? '' : '; 15 is the oldest supported'}` };
}

async function inspectRole(store: Store): Promise<Finding> {
  try {
    const result = await store.pool.query<{ role: string; owns: boolean }>(
      `select current_user as role, exists (
         select from pg_class where relnamespace = current_schema()::regnamespace and relowner = current_user::regrole
       ) as owns`,
    );
    const { role, owns } = result.rows[0] ?? {};
    if (role === APP_ROLE && owns === false)
      return { check: 'role', level: 'ok', message: `the application acts as ${APP_ROLE}` };
    return { check: 'role', level: 'error', message: `the application acts as ${role}, which could change journals` };
  } catch (error) {
    return { check: 'role', level: 'error', message: `the application cannot act as ${APP_ROLE}: ${wordsOf(error)}` };
  }
}

async function inspectExtensions(store: Store): Promise<Finding> {
  const result = await store.owner.query<{ name: string }>('select extname as name from pg_extension order by extname');
  const present = new Set(result.rows.map((row) => row.name));
  const missing = EXTENSIONS.filter((extension) => !present.has(extension));
  if (missing.length === 0) return { check: 'extensions', level: 'ok', message: EXTENSIONS.join(', ') };
  return { check: 'extensions', level: 'error', message: `missing: ${missing.join(', ')}` };
}

/** In a database whose character type is "C", pg_trgm sees no letter in Chinese text, and similar words are never found. */
async function inspectChineseSearch(store: Store): Promise<Finding> {
  try {
    const result = await store.owner.query<{ trigrams: number }>(`select cardinality(show_trgm('网格')) as trigrams`);
    if ((result.rows[0]?.trigrams ?? 0) > 0)
      return { check: 'chinese_search', level: 'ok', message: 'Chinese text has trigrams' };
    return {
      check: 'chinese_search',
      level: 'warning',
      message: 'the database was created with character type "C": search by similar Chinese words finds nothing',
    };
  } catch (error) {
    return { check: 'chinese_search', level: 'error', message: wordsOf(error) };
  }
}

async function inspectMigrations(store: Store): Promise<Finding> {
  try {
    const pending = planMigrations(migrations, await readHistory(store.owner));
    if (pending.length === 0) return { check: 'migrations', level: 'ok', message: 'up to date' };
    return {
      check: 'migrations',
      level: 'error',
      message: `not yet run: ${pending.map((migration) => migration.id).join(', ')}`,
    };
  } catch (error) {
    return { check: 'migrations', level: 'error', message: wordsOf(error) };
  }
}

const MANIFEST_FILE = new URL('../schema.manifest.json', import.meta.url);
const SHOWN_DIFFERENCES = 5;

async function inspectSchema(store: Store): Promise<Finding> {
  const expected = JSON.parse(readFileSync(MANIFEST_FILE, 'utf8')) as SchemaManifest;
  const differences = compareManifests(expected, await describeSchema(store));
  if (differences.length === 0) return { check: 'schema', level: 'ok', message: 'equal to the manifest' };
  const shown = differences.slice(0, SHOWN_DIFFERENCES).join('; ');
  return { check: 'schema', level: 'warning', message: `${differences.length} differences from the manifest: ${shown}` };
}

async function inspectDisk(store: Store): Promise<Finding> {
  const { bavail, bsize } = await statfs(store.dataDir);
  const freeBytes = bavail * bsize;
  const message = `${(freeBytes / 1024 ** 3).toFixed(1)} GiB free for ${store.dataDir}`;
  return { check: 'disk', level: freeBytes < LOW_DISK_BYTES ? 'warning' : 'ok', message };
}

function inspectBackup(store: Store, clock: Clock): Finding {
  const file = lastBackupFile(store.dataDir);
  if (!existsSync(file)) return { check: 'backup', level: 'warning', message: 'no backup was made from this data folder yet' };
  const last: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const at = typeof last === 'object' && last !== null && 'at' in last && typeof last.at === 'string' ? last.at : '';
  const ageDays = Math.floor((clock.now() - Date.parse(at)) / DAY_MS);
  const level = ageDays > OLD_BACKUP_DAYS ? 'warning' : 'ok';
  return { check: 'backup', level, message: `last backup ${at}, ${ageDays} days ago` };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
