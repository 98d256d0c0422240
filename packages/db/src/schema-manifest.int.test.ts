import { fakeClock, useTestStore } from '@gridward/testkit';
import { expect, test } from 'vitest';
import { backup } from './backup/backup.ts';
import { grants } from './grants.ts';
import { inspectStore } from './inspect.ts';
import { compareManifests, describeSchema } from './schema-manifest.ts';
import { columnTypes } from './store/type-parsers.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');

test('the schema is the one in schema.manifest.json, on every server', async () => {
  const manifest = await describeSchema(store());
  await expect(`${JSON.stringify(manifest, null, 2)}\n`).toMatchFileSnapshot('../schema.manifest.json');
});

test('every table says what it is for, has a primary key and is in the list of privileges', async () => {
  const { tables } = await describeSchema(store());
  expect(tables.filter((table) => table.comment === null).map((table) => table.name)).toEqual([]);
  const keyless = tables.filter(
    (table) => !table.constraints.some((constraint) => constraint.definition.startsWith('PRIMARY KEY')),
  );
  expect(keyless.map((table) => table.name)).toEqual([]);
  expect(tables.map((table) => table.name)).toEqual(Object.keys(grants).sort());
});

test('JY-59 numbers and addresses of people lie in the vault, and nowhere that no purpose asks for', async () => {
  const { tables } = await describeSchema(store());
  const personal = tables.flatMap(({ name, columns }) =>
    columns.filter((column) => /phone|address|birth|id_card/.test(column.name)).map((column) => `${name}.${column.name}`),
  );
  expect(personal.toSorted()).toEqual([
    'audit_log.address',
    'outgoing_message.address',
    'outgoing_message.address_masked',
    'person.work_phone',
    'reporter_vault.address',
    'reporter_vault.phone',
    'reporter_vault.phone_index',
    'session.address',
  ]);
});

test('tables use only types whose JavaScript form is settled, never a timestamp without zone', async () => {
  const { tables } = await describeSchema(store());
  const used = new Set(tables.flatMap((table) => table.columns.map((column) => column.type)));
  expect([...used].filter((type) => !(type in columnTypes))).toEqual([]);
  expect(columnTypes).not.toHaveProperty('timestamp without time zone');
});

test('a drift is told line by line', async () => {
  const before = await describeSchema(store());
  await store().owner.query('alter table setting add column stray text');
  const after = await describeSchema(store());
  expect(compareManifests(before, before)).toEqual([]);
  expect(compareManifests(before, after)).toEqual([expect.stringMatching(/^unexpected: setting .*"stray"/)]);
  const finding = (await inspectStore(store(), clock)).find(({ check }) => check === 'schema');
  expect(finding).toMatchObject({ level: 'warning', message: expect.stringContaining('stray') as string });
  await store().owner.query('alter table setting drop column stray');
});

test('a healthy store is found healthy, and its backup known', async () => {
  const find = async (check: string) => (await inspectStore(store(), clock)).find((finding) => finding.check === check);
  for (const check of ['server', 'role', 'extensions', 'migrations', 'schema', 'disk'])
    expect(await find(check)).toMatchObject({ level: 'ok' });
  expect(await find('backup')).toMatchObject({ level: 'warning' });
  await backup(store(), `${store().dataDir}/a.tar.gz`, { clock });
  expect(await find('backup')).toMatchObject({ level: 'ok' });
  clock.advance(30 * 86_400_000);
  expect(await find('backup')).toMatchObject({ level: 'warning', message: expect.stringContaining('30 days') as string });
});

test('a store that was never migrated is found so', async () => {
  await store().owner.query(`delete from schema_migration`);
  const finding = (await inspectStore(store(), clock)).find(({ check }) => check === 'migrations');
  expect(finding).toMatchObject({ level: 'error', message: expect.stringContaining('0001_base') as string });
});
