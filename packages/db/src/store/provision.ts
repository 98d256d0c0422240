import pg from 'pg';
import { APP_ROLE } from './connection.ts';
import { sqlState, StoreError } from './store-error.ts';

/** The only extensions that may be used: the embedded server has them too. */
export const EXTENSIONS = ['btree_gist', 'ltree', 'pg_trgm'] as const;

const INSUFFICIENT_PRIVILEGE = '42501';
const ALREADY_THERE = new Set(['42710', '42P06', '23505']);

const quote = pg.escapeIdentifier;

/** Creates what tables need around them – schema, extensions, application role – where it is missing. */
export async function provision(client: pg.ClientBase, schema: string): Promise<void> {
  const todo = await missingStatements(client, schema);
  for (const statement of todo) {
    try {
      await client.query(statement);
    } catch (error) {
      const state = sqlState(error);
      if (state !== undefined && ALREADY_THERE.has(state)) continue;
      if (state === INSUFFICIENT_PRIVILEGE) throw notAllowed(todo, error);
      throw error;
    }
  }
}

function notAllowed(todo: readonly string[], cause: unknown): StoreError {
  const script = todo.map((statement) => `  ${statement};`).join('\n');
  const why = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(
    'setup_not_allowed',
    `The database user may not prepare the database (${why}). Ask the database administrator to run in this database:\n${script}`,
    { cause },
  );
}

interface Present {
  readonly user: string;
  readonly database: string;
  readonly has_schema: boolean;
  readonly has_role: boolean;
  readonly may_act: boolean;
  readonly may_use_schema: boolean;
  readonly extensions: Record<string, string> | null;
}

const PRESENT = `
  select current_user as user, current_database() as database,
    s.oid is not null as has_schema,
    r.oid is not null as has_role,
    r.oid is not null and (
      select rolsuper from pg_roles where rolname = current_user
    ) or exists (
      select from pg_auth_members m join pg_roles me on me.oid = m.member where m.roleid = r.oid and me.rolname = current_user
        and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
    ) as may_act,
    s.oid is not null and r.oid is not null and has_schema_privilege(r.oid, s.oid, 'usage') as may_use_schema,
    (select jsonb_object_agg(e.extname, n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace) as extensions
  from (select 1) one
  left join pg_namespace s on s.nspname = $1
  left join pg_roles r on r.rolname = $2`;

async function missingStatements(client: pg.ClientBase, schema: string): Promise<string[]> {
  const result = await client.query<Present>(PRESENT, [schema, APP_ROLE]);
  const present = result.rows[0];
  if (present === undefined) throw new Error('the catalogue query gave no row');
  const statements: string[] = [];
  if (!present.has_schema) statements.push(`create schema if not exists ${quote(schema)}`);
  for (const extension of EXTENSIONS) {
    const home = present.extensions?.[extension];
    if (home === undefined) statements.push(`create extension if not exists ${extension} schema public`);
    else if (home !== 'public' && home !== 'pg_catalog') throw elsewhere(extension, home);
  }
  if (!present.has_role) statements.push(`create role ${APP_ROLE} nologin`);
  if (!present.may_act) statements.push(`grant ${APP_ROLE} to ${quote(present.user)}`);
  if (!present.may_use_schema) statements.push(`grant usage on schema ${quote(schema)} to ${APP_ROLE}`);
  return statements;
}

const elsewhere = (extension: string, home: string): StoreError =>
  new StoreError(
    'extension_elsewhere',
    `The extension ${extension} is installed in schema "${home}"; it must be in "public". As its owner: alter extension ${extension} set schema public;`,
  );
