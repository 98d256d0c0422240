/**
 * The reference: a script that writes the same rows in the same number of transactions with plain SQL and nothing else – no HTTP, no session,
 * no permission, no machine, no validation. The rows are those of one real life, remembered after each of its steps; only identifiers are
 * fresh. Each step updates just the columns that differ from the step before.
 */
import pg from 'pg';
import { ids } from './bench-store.mjs';

const quoted = (name) => `"${name}"`;

/** Rows as texts that PostgreSQL reads back, without what PostgreSQL itself fills in. */
async function readRows(pool, table, where, caseId) {
  const columns = await pool.query(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const list = columns.rows.map(({ name }) => `"${name}"::text as "${name}"`).join(', ');
  return (await pool.query(`select ${list} from ${table} where ${where} = $1`, [caseId])).rows;
}

/** Lives one case through the handlers and remembers every row that it wrote. */
async function recordLife(pool, ours) {
  const files = [];
  const caseId = await ours.live(undefined, async (id) => files.push((await readRows(pool, 'case_file', 'id', id))[0]));
  const byId = (a, b) => (a.id < b.id ? -1 : 1);
  return {
    files,
    search: (await readRows(pool, 'case_search', 'case_id', caseId))[0],
    history: (await readRows(pool, 'dispatch_history', 'unit_id', files.at(-1).lead_unit_id))[0],
    events: (await readRows(pool, 'case_event', 'case_id', caseId)).sort((a, b) => Number(a.seq) - Number(b.seq)),
    commands: (await readRows(pool, 'command', 'object_id', caseId)).sort(byId),
    outbox: (await readRows(pool, 'outbox', 'object_id', caseId)).sort(byId),
  };
}

const insertText = (table, row) => {
  const names = Object.keys(row);
  return `insert into ${table} (${names.map(quoted).join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`;
};

function updateOf(before, after) {
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  const text = `update case_file set ${changed.map((name, i) => `${quoted(name)} = $${i + 3}`).join(', ')} where id = $1 and version = $2`;
  return { text, values: changed.map((name) => after[name]), version: before.version };
}

const LEARN = `insert into dispatch_history (category_id, area_id, unit_id, case_count, last_at) values ($1, $2, $3, 1, $4)
  on conflict (category_id, area_id, unit_id) do update set case_count = dispatch_history.case_count + 1, last_at = excluded.last_at`;

export async function createPlainLifecycle({ databaseUrl, schema, owner }, ours, clients) {
  const life = await recordLife(owner, ours);
  const counts = [life.events, life.commands, life.outbox].map(({ length }) => length);
  if (counts.some((count) => count !== life.files.length))
    throw new Error(`a life left ${counts.join(', ')} rows for ${life.files.length} steps`);
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl, options: `-c search_path=${schema},public` });
      await client.connect();
      return client;
    }),
  );
  const updates = life.files.slice(1).map((file, i) => updateOf(life.files[i], file));
  const insert = (client, table, row) => client.query(insertText(table, row), Object.values(row));
  let born = 0;

  async function step(client, caseId, index) {
    await client.query('begin');
    if (index === 0) {
      await insert(client, 'case_file', { ...life.files[0], id: caseId, number: `P${process.pid}-${Date.now()}-${born++}` });
      await insert(client, 'case_search', { ...life.search, case_id: caseId });
    } else {
      const { text, values, version } = updates[index - 1];
      const { rowCount } = await client.query(text, [caseId, version, ...values]);
      if (rowCount !== 1) throw new Error('the plain script lost a case');
    }
    await insert(client, 'case_event', { ...life.events[index], case_id: caseId });
    await insert(client, 'command', { ...life.commands[index], id: ids.next(), object_id: caseId });
    await insert(client, 'outbox', { ...life.outbox[index], id: ids.next(), object_id: caseId });
    if (index === life.files.length - 1) {
      const { category_id, area_id, unit_id, last_at } = life.history;
      await client.query(LEARN, [category_id, area_id, unit_id, last_at]);
    }
    await client.query('commit');
  }

  return {
    async live(_i, index) {
      const caseId = ids.next();
      for (const position of life.files.keys()) await step(connections[index], caseId, position);
    },
    close: () => Promise.all(connections.map((client) => client.end())),
  };
}
