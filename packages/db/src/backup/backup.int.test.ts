import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countingIds, createTestDatabase, createTestStore, fakeClock, useTestStore } from '@gridward/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded } from '../embedded/server.ts';
import { migrate } from '../migrate.ts';
import { describeSchema } from '../schema-manifest.ts';
import { StoreError } from '../store/store-error.ts';
import { openStore } from '../store/store.ts';
import type { Store } from '../store/store.ts';
import { verifyArchive } from './archive-reader.ts';
import { backup } from './backup.ts';
import { migrateStore, restore } from './restore.ts';

const clock = fakeClock('2026-05-01T09:00:00+08:00');
const PEOPLE = 20_000;

const people = (store: Store) => store.db.selectFrom('person').selectAll().orderBy('id').execute();

/** Words that COPY must escape, every kind of null, and enough rows for several parts. */
async function fill(store: Store): Promise<void> {
  const ids = countingIds();
  const rows = Array.from({ length: PEOPLE }, (_, n) => ({
    id: ids.next(),
    name: ['王建国\t"甲"', 'back\\slash\nline', '😀 𠮷', ''][n % 4] ?? '',
    work_phone: n % 3 === 0 ? null : '\\N',
    work_email: 'x'.repeat(300),
    number: String(n),
    created_at: new Date(1_700_000_000_123 + n),
  }));
  for (let at = 0; at < rows.length; at += 2000) {
    await store.db
      .insertInto('person')
      .values(rows.slice(at, at + 2000))
      .execute();
  }
  const value = JSON.stringify({ nested: ['a\nb', null, 1.5] });
  await store.db.insertInto('setting').values({ key: '钥匙', value, changed_at: '2026-05-01T00:00:00Z' }).execute();
  await sql`select nextval('case_number_seq'), nextval('case_number_seq')`.execute(store.db);
}

async function fillFiles(folder: string): Promise<void> {
  for (const text of ['one', 'two', '', 'x'.repeat(200_000)]) {
    const hash = createHash('sha256').update(text).digest('hex');
    await mkdir(join(folder, hash.slice(0, 2)), { recursive: true });
    await writeFile(join(folder, hash.slice(0, 2), hash), text);
  }
}

const treeOf = async (folder: string): Promise<string[]> => (await readdir(folder, { recursive: true })).sort();

describe('backup archive', () => {
  const source = useTestStore();
  let folder: string;
  let filesDir: string;
  let archive: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gridward-backup-'));
    filesDir = join(folder, 'files');
    archive = join(folder, 'store.tar.gz');
    await fill(source());
    await fillFiles(filesDir);
    await backup(source(), archive, { clock, filesDir });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('says what it holds, is private, and leaves no draft behind', async () => {
    const manifest = await verifyArchive(archive);
    expect(manifest.tables.find((table) => table.name === 'person')?.rows).toBe(PEOPLE);
    expect(manifest.createdAt).toBe('2026-05-01T01:00:00.000Z');
    expect(manifest.files.count).toBe(4);
    expect(manifest.tables.map((table) => table.name)).not.toContain('schema_migration');
    expect((await stat(archive)).mode & 0o077).toBe(0);
    expect((await readdir(folder)).sort()).toEqual(['files', 'store.tar.gz']);
  });

  test('is restored whole into a database without any schema', async () => {
    const target = await createTestStore({ empty: true });
    try {
      const restoredFiles = join(target.store.dataDir, 'files');
      await restore(archive, target.store, { filesDir: restoredFiles });
      expect(await people(target.store)).toEqual(await people(source()));
      expect(await describeSchema(target.store)).toEqual(await describeSchema(source()));
      expect(await treeOf(restoredFiles)).toEqual(await treeOf(filesDir));
      const next = await sql<{ value: number }>`select nextval('case_number_seq') as value`.execute(target.store.db);
      expect(next.rows).toEqual([{ value: 3 }]);
    } finally {
      await target.remove();
    }
  });

  test('is restored into a migrated store without rows, and refused once that holds some', async () => {
    const target = await createTestStore();
    try {
      await restore(archive, target.store, { filesDir: join(target.store.dataDir, 'files') });
      await expect(restore(archive, target.store, { filesDir: join(target.store.dataDir, 'other') })).rejects.toMatchObject({
        code: 'store_not_empty',
      });
      expect(await people(target.store)).toHaveLength(PEOPLE);
      expect(await readdir(target.store.dataDir)).toEqual(['files']);
    } finally {
      await target.remove();
    }
  });

  test('with files is refused when no folder is named for them or that folder is used', async () => {
    const target = await createTestStore();
    try {
      await expect(restore(archive, target.store)).rejects.toMatchObject({ code: 'store_not_empty' });
      await expect(restore(archive, target.store, { filesDir })).rejects.toMatchObject({ code: 'store_not_empty' });
    } finally {
      await target.remove();
    }
  });

  test('keeps a row that breaks a reference out, with everything else', async () => {
    const broken = await createTestStore();
    const target = await createTestStore();
    try {
      const file = join(folder, 'dangling.tar.gz');
      await broken.store.owner.query('alter table account drop constraint account_person_id_fkey');
      await sql`insert into account (id, sign_in_name, person_id, password_hash, password_changed_at, created_at)
        values (gen_random_uuid(), 'a', gen_random_uuid(), '', now(), now())`.execute(broken.store.db);
      await broken.store.db.insertInto('setting').values({ key: 'k', value: '1', changed_at: new Date() }).execute();
      await backup(broken.store, file, { clock });
      await expect(restore(file, target.store)).rejects.toThrow(/account_person_id_fkey/);
      expect(await target.store.db.selectFrom('setting').selectAll().execute()).toEqual([]);
      expect(await describeSchema(target.store)).toEqual(await describeSchema(source()));
    } finally {
      await broken.remove();
      await target.remove();
    }
  });

  describe('that is broken', () => {
    const target = useTestStore();

    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'accepted',
        (error: unknown) => (error instanceof StoreError ? error.code : String(error)),
      );

    /** How the archive is received by a check and by a restore, and what is in the store and its folder afterwards. */
    const tryRestore = async (file: string) => ({
      verified: await codeOf(verifyArchive(file)),
      restored: await codeOf(restore(file, target(), { filesDir: join(target().dataDir, 'files') })),
      people: await people(target()),
      folder: await readdir(target().dataDir),
    });
    const refused = { verified: 'archive_invalid', restored: 'archive_invalid', people: [], folder: [] };

    async function copyOfArchive(name: string): Promise<{ file: string; size: number }> {
      const file = join(folder, name);
      await writeFile(file, await readFile(archive));
      return { file, size: (await stat(file)).size };
    }

    test.each([0.1, 0.5, 0.9, 0.999])('by one flipped bit at %f of its length is refused', async (at) => {
      const { file, size } = await copyOfArchive(`flipped-${at}`);
      const handle = await open(file, 'r+');
      const byte = Buffer.alloc(1);
      const position = Math.floor(size * at);
      await handle.read(byte, 0, 1, position);
      await handle.write(Buffer.from([byte.readUInt8() ^ 0x10]), 0, 1, position);
      await handle.close();
      expect(await tryRestore(file)).toEqual(refused);
    });

    test.each([0.02, 0.5, 0.999])('by a cut at %f of its length is refused', async (at) => {
      const { file, size } = await copyOfArchive(`cut-${at}`);
      await truncate(file, Math.floor(size * at));
      expect(await tryRestore(file)).toEqual(refused);
    });

    test('because it is no archive at all is refused', async () => {
      const file = join(folder, 'words.tar.gz');
      await writeFile(file, 'not an archive');
      expect(await tryRestore(file)).toEqual(refused);
    });
  });
});

test('a store moves from an embedded server to another one and back, the same to the byte', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'gridward-move-'));
  const server = await startEmbedded({ dataDir, settings: { fsync: 'off' } });
  const embedded = await openStore({ databaseUrl: server.databaseUrl, dataDir });
  const database = await createTestDatabase({ empty: true });
  const other = await openStore({ databaseUrl: database.databaseUrl, dataDir });
  const back = await openStore({ databaseUrl: server.databaseUrl, dataDir, schema: 'back' });
  try {
    await migrate(embedded);
    await fill(embedded);
    const manifest = await migrateStore(embedded, other, { clock, workDir: dataDir });
    expect(manifest.tables.find((table) => table.name === 'person')?.rows).toBe(PEOPLE);
    expect(await people(other)).toEqual(await people(embedded));
    const returned = await migrateStore(other, back, { clock, workDir: dataDir });
    expect(returned.tables).toEqual(manifest.tables);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('migrate-'))).toEqual([]);
  } finally {
    await Promise.all([embedded.close(), other.close(), back.close()]);
    await database.drop();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
