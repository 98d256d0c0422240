import type { ImportRun } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInWith } from '../../../testing/keeper.fixture.ts';
import { createWorld, type World } from '../../../testing/world.fixture.ts';

const store = useTestStore();
const ids = countingIds(41);
let world: World;
let keeper: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await createWorld(store(), { clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
  keeper = await signInWith(world, 'keeper', ['catalogue.read', 'catalogue.manage']);
});
afterAll(() => world.close());

const BOUNDARY = 'x-test-boundary';
const part = (head: string, text: string): string =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; ${head}\r\n\r\n${text}\r\n`;

async function post<T>(url: string, file?: string, options: object = {}): Promise<{ status: number; body: T }> {
  const body =
    file === undefined ? '' : part('name="options"', JSON.stringify(options)) + part('name="file"; filename="list.csv"', file);
  const reply = await world.app.http.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    headers: {
      ...keeper,
      'idempotency-key': ids.next(),
      ...(file === undefined ? {} : { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }),
    },
    payload: file === undefined ? {} : `${body}--${BOUNDARY}--\r\n`,
  });
  return { status: reply.statusCode, body: reply.json<T>() };
}

async function units(): Promise<[string, string]> {
  const tree = await world.app.modules.organisation.tree();
  const [first, second] = Object.values(world.units).flatMap((id) => {
    const unit = tree.byId(id);
    return unit === undefined || unit.kind === 'committee' || tree.byName(unit.name)?.id !== id ? [] : [unit.name];
  });
  return [first ?? '', second ?? ''];
}

describe('the list of a county as a table', () => {
  it('JD-29 is previewed with its errors, carried out once, and changes nothing the second time', async () => {
    const [first, second] = await units();
    const file = `事项,编码体系,主责单位,依据\n0110,city-events,${first},甲\n没有的事项,,${first},乙\n0110,city-events,${second},丙\n0111,city-events,没有的单位,丁\n`;
    const preview = await post<ImportRun>('/responsibility-imports', file);
    expect(preview).toMatchObject({ status: 201, body: { state: 'previewed', linesNew: 1, linesFailed: 3 } });
    expect(preview.body.findings.map(({ line, code }) => [line, code])).toEqual([
      [3, 'category_unknown'],
      [4, 'duplicate'],
      [5, 'unit_unknown'],
    ]);
    const applied = await post<ImportRun>(`/responsibility-imports/${preview.body.id}/apply`);
    expect(applied.body).toMatchObject({ state: 'done', linesNew: 1 });
    const again = await post<ImportRun>('/responsibility-imports', `事项,编码体系,主责单位,依据\n0110,city-events,${first},甲\n`);
    expect(again.body).toMatchObject({ linesNew: 0, linesChanged: 0, linesKnown: 1 });
  });

  it('ends the row of another unit on the day on which the new one begins', async () => {
    const [first, second] = await units();
    const preview = await post<ImportRun>('/responsibility-imports', `事项,编码体系,主责单位\n0110,city-events,${second}\n`, {
      validFrom: '2026-06-01',
    });
    expect(preview.body).toMatchObject({ linesNew: 0, linesChanged: 1, findings: [{ code: 'row_replaced', value: first }] });
    await post(`/responsibility-imports/${preview.body.id}/apply`);
    const { categoryId } = await world.matter('0110');
    const rows = (await world.app.modules.catalogue.responsibilities()).rowsOf(categoryId);
    expect(rows.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      ['2026-05-11', '2026-06-01'],
      ['2026-06-01', null],
    ]);
  });

  it('is refused for a day that has passed', async () => {
    const past = await post<{ code: string }>('/responsibility-imports', '事项\n0110\n', { validFrom: '2026-05-10' });
    expect(past).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  });
});
