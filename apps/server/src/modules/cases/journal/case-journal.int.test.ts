import type { CaseMoved, StaffVerb } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, value, WEST, type World, type WorldRole } from '../../../testing/world.fixture.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-11T01:00:00Z');
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds(7) });
});
afterAll(() => world.close());

type Send = (input: {
  params: { caseId: string };
  body: { version: number; payload: unknown };
}) => Promise<{ ok: true; value: CaseMoved } | { ok: false; problem: { code: string } }>;
const act = async (role: WorldRole, moved: CaseMoved, verb: StaffVerb, payload: object = {}): Promise<CaseMoved> => {
  const send = world.as(role)[verb] as unknown as Send;
  const answer = await send({ params: { caseId: moved.id }, body: { version: moved.version, payload } });
  if (!answer.ok) throw new Error(`${verb}: ${answer.problem.code}`);
  return answer.value;
};
const report = async (position = EAST): Promise<CaseMoved> => {
  const { categoryId } = await world.matter('0110');
  const body = { description: '路口垃圾堆放三天没人管', categoryId, channel: 'hotline', position };
  return value(await world.as('intake').reportCase({ body })).case;
};
const journalOf = async (caseId: string, role: WorldRole = 'shift') =>
  value(await world.as(role).getJournal({ params: { caseId } }));

describe('the names in a journal', () => {
  it('are those of row, units and person that the steps named', async () => {
    const { categoryId, rowId } = await world.matter('0110');
    const filed = await act('shift', await act('intake', await report(), 'register'), 'file', { standardRowId: rowId });
    const { sanitation, greening } = world.units;
    const sent = await act('dispatcher', filed, 'dispatch', { leadUnitId: sanitation, supportingUnitIds: [greening] });
    await act('handler', await act('handler', sent, 'accept'), 'assign', { accountId: world.accounts.handler });
    const { names, intact } = await journalOf(filed.id);
    const picture = await world.app.modules.catalogue.picture();
    const [row, category] = [picture.row(rowId), picture.category(categoryId)];
    expect(intact).toBe(true);
    expect(names).toEqual(
      expect.arrayContaining([
        { id: rowId, kind: 'standard_row', name: { zh: row?.filingZh, en: row?.filingEn } },
        { id: categoryId, kind: 'category', name: { zh: category?.nameZh, en: category?.nameEn } },
        { id: sanitation, kind: 'unit', name: { zh: '环卫所', en: null } },
        { id: greening, kind: 'unit', name: { zh: '园林所', en: null } },
        { id: world.areas.eastGrid, kind: 'area', name: { zh: '东一第一网格', en: null } },
        { id: world.accounts.handler, kind: 'person', name: { zh: '测试handler', en: null } },
      ]),
    );
    expect(new Set(names.map(({ id }) => id)).size).toBe(names.length);
  });

  it('tell where a moved pin took the case, and no column of a table', async () => {
    const moved = await act('intake', await report(), 'amend', { note: '来电说明在西边', position: WEST });
    const { items, names } = await journalOf(moved.id);
    expect(items.at(-1)?.facts).toEqual({ note: '来电说明在西边', position: WEST, areaId: world.areas.westGrid });
    expect(names).toContainEqual({ id: world.areas.westGrid, kind: 'area', name: { zh: '西一第一网格', en: null } });
  });

  it('leave out the case that the reader may not see', async () => {
    const [duplicate, original] = [await report(EAST), await report(WEST)];
    await act('shift', duplicate, 'merge', { intoCaseId: original.id });
    const named = { id: original.id, kind: 'case', name: { zh: original.number, en: null } };
    expect((await journalOf(duplicate.id)).names).toContainEqual(named);
    const inTheEast = await journalOf(duplicate.id, 'eastStreet');
    expect(inTheEast.items.map(({ verb }) => verb)).toEqual(['report', 'merge']);
    expect(inTheEast.names.filter(({ kind }) => kind === 'case')).toEqual([]);
    expect(JSON.stringify(inTheEast)).not.toContain(original.number);
  });

  it('come with the clock that each step set', async () => {
    const { rowId } = await world.matter('0110');
    const filed = await act('shift', await act('intake', await report(), 'register'), 'file', { standardRowId: rowId });
    const sent = await act('dispatcher', filed, 'dispatch', { leadUnitId: world.units.sanitation });
    const accepted = await act('handler', sent, 'accept');
    const asked = await act('handler', accepted, 'request_extension', { reason: '等待配件' });
    const ruled = await act('dispatcher', asked, 'rule_extension', { granted: true, reason: '同意' });
    const { items } = await journalOf(filed.id);
    const clocks = new Map(items.map(({ verb, clock: set }) => [verb, set]));
    expect(clocks.get('dispatch')).toEqual({ kind: 'handling', dueAt: sent.clock?.dueAt });
    expect(clocks.get('accept')).toBeNull();
    expect(clocks.get('rule_extension')).toEqual({ kind: 'handling', dueAt: ruled.clock?.dueAt });
    expect(Date.parse(ruled.clock?.dueAt ?? '')).toBeGreaterThan(Date.parse(sent.clock?.dueAt ?? ''));
  });
});
