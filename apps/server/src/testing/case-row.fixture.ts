import type { Uuid } from '@gridward/core';
import type { Store } from '@gridward/db';
import { countingIds } from '@gridward/testkit';

const AT = new Date('2026-05-01T01:00:00Z');

/** Makes bare rows of cases, for modules that hang something on a case and do not care what it is about. */
export async function createCaseRows(store: Store): Promise<(number: string) => Promise<Uuid>> {
  const ids = countingIds(900);
  const [areaId, categoryId, unitId] = [ids.next(), ids.next(), ids.next()];
  const { db } = store;
  await db.insertInto('area').values({ id: areaId, path: '1', level: 'county', name: '示范县', valid_from: AT }).execute();
  await db
    .insertInto('code_system')
    .values({ id: 'test', name_zh: '测试', name_en: 'Test', version: '1', source: 'test' })
    .execute();
  await db
    .insertInto('category')
    .values({
      id: categoryId,
      code_system: 'test',
      code: '01',
      path: '1',
      level: 1,
      kind: 'event',
      name_zh: '市容',
      valid_from: '2026-01-01',
    })
    .execute();
  await db.insertInto('unit').values({ id: unitId, path: '1', kind: 'centre', name: '示范县网格中心', valid_from: AT }).execute();
  return async (number) => {
    const id = ids.next();
    await db
      .insertInto('case_file')
      .values({
        id,
        number,
        state: 'reported',
        kind: 'event',
        description: '井盖破损',
        area_id: areaId,
        area_path: '1',
        category_id: categoryId,
        category_path: '1',
        source_channel: 'resident',
        reported_at: AT,
        owner_duty: 'intake',
        owner_unit_id: unitId,
        owner_unit_path: '1',
        clock_kind: 'intake',
        due_at: new Date(AT.getTime() + 3_600_000),
        body: '{}',
        changed_at: AT,
        version: 1,
      })
      .execute();
    return id;
  };
}
