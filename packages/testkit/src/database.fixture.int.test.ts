import { describe, expect, test } from 'vitest';
import { countingIds } from './counting-ids.ts';
import { useTestStore } from './database.fixture.ts';

const addSetting = { key: 'same', value: JSON.stringify(1), changed_at: '2026-01-01T00:00:00Z' };

describe.each([1, 2])('store number %i', () => {
  const store = useTestStore();

  test('begins migrated and without rows of others', async () => {
    await store().db.insertInto('setting').values(addSetting).execute();
    const rows = await store().db.selectFrom('setting').select('key').execute();
    expect(rows).toEqual([{ key: 'same' }]);
  });
});

test('counted ids are UUIDv7 that PostgreSQL accepts, increase and repeat', () => {
  const [first, second] = [countingIds(), countingIds()];
  const made = Array.from({ length: 5000 }, () => first.next());
  expect(new Set(made).size).toBe(5000);
  expect([...made].sort()).toEqual(made);
  expect(made.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect(second.next()).toBe(made[0]);
});
