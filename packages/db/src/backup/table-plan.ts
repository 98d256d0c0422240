import pg from 'pg';

const quote = pg.escapeIdentifier;

/** How one table is copied: which columns, in which order of rows. */
export interface TablePlan {
  readonly name: string;
  readonly columns: readonly string[];
  readonly orderBy: readonly string[];
}

/** Generated columns are left out: the server makes them again. Text is ordered by bytes, for collations differ between servers. */
const PLAN = `
  select c.relname as name,
    array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
    array_agg(
      quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end order by k.position
    ) filter (where k.position is not null) as order_by
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_constraint p on p.conrelid = c.oid and p.contype = 'p'
  left join lateral (select array_position(p.conkey, a.attnum) as position) k on true
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname <> 'schema_migration'
  group by c.relname
  order by c.relname`;

/** Every table of the schema that holds data of the jurisdiction. */
export async function planTables(client: pg.ClientBase): Promise<TablePlan[]> {
  const result = await client.query<{ name: string; columns: string[]; order_by: string[] | null }>(PLAN);
  return result.rows.map((row) => ({
    name: row.name,
    columns: row.columns,
    orderBy: row.order_by ?? row.columns.map((column) => `${quote(column)}::text collate "C"`),
  }));
}

const columnList = (columns: readonly string[]): string => columns.map((column) => quote(column)).join(', ');

/** Statement that gives the rows of a table in an order that is the same on every server. */
export const copyOut = (plan: TablePlan): string =>
  `copy (select ${columnList(plan.columns)} from ${quote(plan.name)} order by ${plan.orderBy.join(', ')}) to stdout`;

/** Statement that takes them in again. */
export const copyIn = (table: { readonly name: string; readonly columns: readonly string[] }): string =>
  `copy ${quote(table.name)} (${columnList(table.columns)}) from stdin`;

/** Text forms that depend on settings, fixed for the transaction so that they are the same everywhere. */
export const TEXT_FORMS = [
  `set local datestyle to 'ISO, YMD'`,
  `set local intervalstyle to 'iso_8601'`,
  `set local timezone to 'UTC'`,
  `set local extra_float_digits to 1`,
  `set local bytea_output to 'hex'`,
  `set local client_encoding to 'UTF8'`,
];

/** Names of the tables that hold rows. */
export async function filledTables(client: pg.ClientBase, plans: readonly TablePlan[]): Promise<string[]> {
  if (plans.length === 0) return [];
  const probes = plans.map(
    (plan) => `select ${pg.escapeLiteral(plan.name)} as name where exists (select from ${quote(plan.name)})`,
  );
  const result = await client.query<{ name: string }>(probes.join(' union all '));
  return result.rows.map((row) => row.name);
}
