import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { useTestStore } from '@gridward/testkit';
import { expect, it } from 'vitest';

const TOOL = fileURLToPath(new URL('../../../../tools/table-types.mjs', import.meta.url));
const store = useTestStore();
const check = () => promisify(execFile)(process.execPath, [TOOL, store().databaseUrl, store().schema, '--check']);

it('types the tables as the migrated database has them, and notices a column that nobody typed', async () => {
  await expect(check()).resolves.toMatchObject({ stderr: '' });
  await store().owner.query('alter table area add column untyped text');
  await expect(check()).rejects.toMatchObject({ code: 1 });
});
