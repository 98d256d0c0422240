import type pg from 'pg';
import type { Store } from './store/store.ts';

/** A column as PostgreSQL describes it. */
export interface ManifestColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly generated: 'no' | 'identity_always' | 'identity_default' | 'stored';
  readonly comment: string | null;
}

/** A table with everything that belongs to it. */
export interface ManifestTable {
  readonly name: string;
  readonly comment: string | null;
  readonly columns: readonly ManifestColumn[];
  readonly constraints: readonly { readonly name: string; readonly definition: string }[];
  readonly indexes: readonly { readonly name: string; readonly definition: string }[];
}

/** The whole schema, the same text on every server that is in the same state. */
export interface SchemaManifest {
  readonly tables: readonly ManifestTable[];
  readonly sequences: readonly { readonly name: string; readonly type: string; readonly cycle: boolean }[];
}

const COLUMNS = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
    pg_get_expr(d.adbin, d.adrelid) as default,
    case when a.attidentity = 'a' then 'identity_always' when a.attidentity = 'd' then 'identity_default'
      when a.attgenerated <> '' then 'stored' else 'no' end as generated,
    col_description(c.oid, a.attnum) as comment
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
  order by c.relname, a.attnum`;

/** From PostgreSQL 18 on, "not null" is a constraint too; the columns say it already. */
const CONSTRAINTS = `
  select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where c.relnamespace = current_schema()::regnamespace and k.contype <> 'n'
  order by c.relname, k.conname`;

const INDEXES = `
  select tablename as table, indexname as name, indexdef as definition from pg_indexes
  where schemaname = current_schema() order by tablename, indexname`;

const TABLES = `
  select relname as name, obj_description(oid, 'pg_class') as comment from pg_class
  where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by relname`;

const SEQUENCES = `
  select sequencename as name, data_type::text as type, cycle from pg_sequences where schemaname = current_schema() order by sequencename`;

type OfTable<T> = T & { readonly table: string };

/** Reads the schema from the catalogue of the server, free of everything that differs between servers and schema names. */
export async function describeSchema(store: Pick<Store, 'owner' | 'schema'>): Promise<SchemaManifest> {
  const client = await store.owner.connect();
  try {
    const tables = await client.query<{ name: string; comment: string | null }>(TABLES);
    const columns = await rowsByTable<ManifestColumn>(client, COLUMNS);
    const constraints = await rowsByTable<{ name: string; definition: string }>(client, CONSTRAINTS);
    const indexes = await rowsByTable<{ name: string; definition: string }>(client, INDEXES);
    const sequences = await client.query<{ name: string; type: string; cycle: boolean }>(SEQUENCES);
    const plain = <T extends { definition: string }>(row: T): T => ({
      ...row,
      definition: withoutSchema(row.definition, store.schema),
    });
    return {
      tables: tables.rows.map((table) => ({
        ...table,
        columns: columns.get(table.name) ?? [],
        constraints: (constraints.get(table.name) ?? []).map(plain),
        indexes: (indexes.get(table.name) ?? []).map(plain),
      })),
      sequences: sequences.rows,
    };
  } finally {
    client.release();
  }
}

async function rowsByTable<T>(client: pg.ClientBase, statement: string): Promise<Map<string, T[]>> {
  const result = await client.query<OfTable<T>>(statement);
  const grouped = new Map<string, T[]>();
  for (const { table, ...row } of result.rows) {
    const group = grouped.get(table) ?? [];
    group.push(row as unknown as T);
    grouped.set(table, group);
  }
  return grouped;
}

const withoutSchema = (definition: string, schema: string): string => definition.replaceAll(`${schema}.`, '');

/** What differs between two manifests, one line each; empty when they are equal. */
export function compareManifests(expected: SchemaManifest, found: SchemaManifest): string[] {
  const [wanted, present] = [linesOf(expected), linesOf(found)];
  return [
    ...[...wanted].filter((line) => !present.has(line)).map((line) => `missing: ${line}`),
    ...[...present].filter((line) => !wanted.has(line)).map((line) => `unexpected: ${line}`),
  ];
}

function linesOf(manifest: SchemaManifest): Set<string> {
  const lines = manifest.sequences.map((sequence) => `sequence ${JSON.stringify(sequence)}`);
  for (const { name, comment, columns, constraints, indexes } of manifest.tables) {
    lines.push(`table ${name} ${JSON.stringify(comment)}`);
    for (const part of [...columns, ...constraints, ...indexes]) lines.push(`${name} ${JSON.stringify(part)}`);
  }
  return new Set(lines);
}
