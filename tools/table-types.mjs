// Writes packages/db/src/schema/tables.ts from a migrated database: node tools/table-types.mjs DATABASE_URL [schema]
// With --check it compares instead, and fails when the file is not what the database says.
import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';

const checking = process.argv.includes('--check');
const [url, schema = 'gridward'] = process.argv.slice(2).filter((argument) => argument !== '--check');
const client = new pg.Client(url);
await client.connect();

const columns = await client.query(
  `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
          (a.atthasdef or a.attidentity <> '') as generated, a.attidentity = 'a' as always, obj_description(c.oid) as comment
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = $1 and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`,
  [schema],
);
const checks = await client.query(
  `select c.relname as table, a.attname as column, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where n.nspname = $1 and k.contype = 'c' and array_length(k.conkey, 1) = 1`,
  [schema],
);
await client.end();

const unions = new Map();
for (const { table, column, definition } of checks.rows) {
  const values = /= ANY \(ARRAY\[(.*)\]\)/.exec(definition)?.[1];
  if (values) unions.set(`${table}.${column}`, [...values.matchAll(/'([^']*)'::text/g)].map((m) => `'${m[1]}'`).join(' | '));
}

const scalar = {
  uuid: 'string',
  text: 'string',
  ltree: 'string',
  tsvector: 'string',
  date: 'string',
  box: 'string',
  integer: 'number',
  bigint: 'number',
  'double precision': 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  jsonb: 'Json',
  point: 'Point',
  'timestamp with time zone': 'Timestamp',
};

function typeOf({ table, column, type, required, generated, always }) {
  const array = type.endsWith('[]');
  const base = unions.get(`${table}.${column}`) ?? scalar[array ? type.slice(0, -2) : type];
  if (!base) throw new Error(`${table}.${column}: no TypeScript type for ${type}`);
  const full = `${array ? `${base}[]` : base}${required ? '' : ' | null'}`;
  if (base === 'Json' && generated) return 'JsonWithDefault';
  if (always) return `GeneratedAlways<${full}>`;
  return generated ? `Generated<${full}>` : full;
}

const pascal = (name) => name.replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());
const tables = Map.groupBy ? Map.groupBy(columns.rows, (row) => row.table) : groupBy(columns.rows);
function groupBy(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.table, [...(groups.get(row.table) ?? []), row]);
  return groups;
}
const skip = new Set(['schema_migration']);
const interfaces = [...tables]
  .filter(([table]) => !skip.has(table))
  .map(([table, rows]) => {
    const lines = rows.map((row) => `  ${row.column}: ${typeOf(row)};`);
    return `/** ${rows[0].comment ?? table}. */\nexport interface ${pascal(table)}Table {\n${lines.join('\n')}\n}\n`;
  });
const database = [...tables.keys()].filter((table) => !skip.has(table)).map((table) => `  ${table}: ${pascal(table)}Table;`);

const file = new URL('../packages/db/src/schema/tables.ts', import.meta.url);
const source = `// Written by tools/table-types.mjs from the migrated database; an integration test compares the two.
import type { Generated, GeneratedAlways } from 'kysely';
import type { Json, JsonWithDefault, Point, Timestamp } from './column.ts';

${interfaces.join('\n')}
/** Every table of one jurisdiction. */
export interface Database {
${database.join('\n')}
}
`;

/** The formatter may break lines and begin a union with a bar; it changes no word. */
const words = (text) => text.replace(/\s+/g, '').replaceAll('|', '');

if (!checking) writeFileSync(file, source);
else if (words(readFileSync(file, 'utf8')) !== words(source)) {
  console.error('packages/db/src/schema/tables.ts is not what the database says: run tools/table-types.mjs');
  process.exitCode = 1;
}
