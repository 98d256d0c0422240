import pg from 'pg';
import type { Privilege } from '../grants.ts';

const quote = pg.escapeIdentifier;

interface TablePrivileges {
  readonly name: string;
  readonly held: string[];
}

/** What `role` may do today with each table of the current schema. */
const HELD = `
  select c.relname as name,
    coalesce((
      select array_agg(lower(a.privilege_type) order by a.privilege_type)
      from aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee where r.rolname = $1
    ), '{}') as held
  from pg_class c
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
  order by c.relname`;

/** Makes the privileges of `role` equal to `list`: a table that is not in it gets none. Changes only what differs. */
export async function applyGrants(
  client: pg.ClientBase,
  role: string,
  list: Readonly<Record<string, readonly Privilege[]>>,
): Promise<void> {
  const tables = await client.query<TablePrivileges>(HELD, [role]);
  for (const table of tables.rows) {
    const wanted = [...(list[table.name] ?? [])].sort();
    if (wanted.join() === table.held.join()) continue;
    await client.query(`revoke all on ${quote(table.name)} from ${role}`);
    if (wanted.length > 0) await client.query(`grant ${wanted.join(', ')} on ${quote(table.name)} to ${role}`);
  }
  await grantSequences(client, role);
}

async function grantSequences(client: pg.ClientBase, role: string): Promise<void> {
  const sequences = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = current_schema()::regnamespace
       and case when relkind = 'S' then not has_sequence_privilege($1, oid, 'usage') else false end
     order by relname`,
    [role],
  );
  for (const { name } of sequences.rows) await client.query(`grant usage on sequence ${quote(name)} to ${role}`);
}
