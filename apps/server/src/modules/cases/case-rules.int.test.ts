import { ROUTES, type CaseMoved } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, refusal, value, WEST, type World } from '../../testing/world.fixture.ts';

const HOUR_MS = 3_600_000;
const store = useTestStore();
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), { clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds(3) });
});
afterAll(() => world.close());

const report = async (more: object = {}): Promise<CaseMoved> => {
  const { categoryId } = await world.matter('0110');
  const body = { description: '路口垃圾堆放三天没人管', categoryId, channel: 'hotline', position: EAST, ...more };
  return value(await world.as('intake').reportCase({ body })).case;
};
const dispatched = async (more: object = {}): Promise<CaseMoved> => {
  const { rowId } = await world.matter('0110');
  const { id, version } = await report();
  const params = { caseId: id };
  const filed = value(await world.as('shift').file({ params, body: { version, payload: { standardRowId: rowId } } }));
  const payload = { leadUnitId: world.units.sanitation, ...more };
  return value(await world.as('dispatcher').dispatch({ params, body: { version: filed.version, payload } }));
};
const deliverAll = async (): Promise<void> => {
  while ((await world.app.modules.notify.outbox.deliver()) > 0);
};
const noticesOn = async (caseId: string): Promise<string[]> => {
  await deliverAll();
  const rows = await store()
    .db.selectFrom('notice')
    .select(['kind', 'unit_id'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute();
  const names = new Map<string, string>(Object.entries(world.units).map(([name, id]) => [id, name]));
  return rows.map(({ kind, unit_id }) => `${kind} ${names.get(unit_id ?? '') ?? ''}`);
};

describe('sealing of words', () => {
  const PHONE = '13812345678';
  const journalOf = async (caseId: string): Promise<string> =>
    JSON.stringify(await store().db.selectFrom('case_event').select('facts').where('case_id', '=', caseId).execute());

  it('lets no number into case or journal by way of the place', async () => {
    const { id } = await report({ place: `人民路 3 号，找 ${PHONE}` });
    const detail = value(await world.as('shift').getCase({ params: { caseId: id } }));
    expect(detail.place).toContain('138****5678');
    expect(await journalOf(id)).not.toContain(PHONE);
    const body = { purpose: '核对原文', fields: ['original_text' as const] };
    const revealed = value(await world.as('intake').revealReporter({ params: { caseId: id }, body }));
    expect(revealed.originalText).toContain(`找 ${PHONE}`);
  });

  it('screens a changed description and keeps what was typed in the vault', async () => {
    const { id, version } = await report();
    const params = { caseId: id };
    const payload = { note: '居民来电补充', description: `垃圾在三号楼后，联系人 ${PHONE}` };
    value(await world.as('intake').amend({ params, body: { version, payload } }));
    const detail = value(await world.as('shift').getCase({ params }));
    expect(detail.description).toBe('垃圾在三号楼后，联系人 138****5678');
    expect(await journalOf(id)).not.toContain(PHONE);
    const found = value(await world.as('shift').listCases({ query: { q: '三号楼后' } }));
    expect(found.items.map((item) => item.id)).toContain(id);
    const body = { purpose: '核对原文', fields: ['original_text' as const] };
    expect(value(await world.as('intake').revealReporter({ params, body })).originalText).toContain(PHONE);
  });

  it('screens what staff say with a verb', async () => {
    const { id, version } = await dispatched();
    const params = { caseId: id };
    const accepted = value(await world.as('handler').accept({ params, body: { version, payload: {} } }));
    const payload = { result: `已联系店主 ${PHONE} 清理` };
    value(await world.as('handler').submit_result({ params, body: { version: accepted.version, payload } }));
    expect(await journalOf(id)).not.toContain(PHONE);
    const journal = value(await world.as('shift').getJournal({ params }));
    expect(journal.intact).toBe(true);
    expect(journal.items.at(-1)?.facts).toEqual({ result: '已联系店主 138****5678 清理', photoIds: [], beforePhotoIds: [] });
  });

  it('screens what the reporter says by the follow code, and keeps it in the vault', async () => {
    const { categoryId } = await world.matter('0110');
    const body = {
      description: '请不要处理了',
      categoryId,
      channel: 'hotline',
      position: EAST,
      reporter: { name: '演示居民', replyChannel: 'none' as const },
    };
    const { case: reported, followCode } = value(await world.as('intake').reportCase({ body }));
    const reply = await world.app.http.inject({
      method: 'POST',
      url: ROUTES.follow.withdrawAsReporter.path,
      headers: { 'idempotency-key': '0192f000-0000-7000-8000-00000000f011' },
      payload: { number: reported.number, code: followCode, reason: `邻居 ${PHONE} 已经清理了` },
    });
    expect(reply.statusCode).toBe(200);
    expect(await journalOf(reported.id)).toContain('138****5678');
    expect(await journalOf(reported.id)).not.toContain(PHONE);
    const reveal = { params: { caseId: reported.id }, body: { purpose: '核对原文', fields: ['original_text' as const] } };
    expect(value(await world.as('intake').revealReporter(reveal)).originalText).toContain(PHONE);
  });

  it('keeps the follow code of a report only sealed, and tells it again when the report is repeated', async () => {
    const { categoryId } = await world.matter('0110');
    const body = {
      description: '同一次上报',
      categoryId,
      channel: 'hotline',
      position: EAST,
      reporter: { phone: PHONE, replyChannel: 'sms' as const },
    };
    const commandId = '0192f000-0000-7000-8000-00000000c0de';
    const first = value(await world.as('intake').reportCase({ body }, { commandId }));
    const again = value(await world.as('intake').reportCase({ body }, { commandId }));
    expect(first.followCode).not.toBeNull();
    expect(again).toEqual(first);
    const recorded = await store()
      .db.selectFrom('command')
      .select('response')
      .where('id', '=', commandId)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(recorded.response)).not.toContain(first.followCode);
  });

  it('says that a reporter can be reached only when one can', async () => {
    const silent = await report();
    const known = await report({ reporter: { name: '演示居民', replyChannel: 'none' } });
    const reach = async (caseId: string) => value(await world.as('shift').listMessages({ params: { caseId } })).canReachReporter;
    expect([await reach(silent.id), await reach(known.id)]).toEqual([false, true]);
  });
});

describe('links', () => {
  it('shows a linked case only to those who see that case', async () => {
    const west = await report({ position: WEST, description: '西街道的另一处问题' });
    const east = await report({ repeatOf: west.id });
    const linksFor = async (role: 'shift' | 'eastStreet') =>
      value(await world.as(role).getCase({ params: { caseId: east.id } })).links.map(({ id }) => id);
    expect(await linksFor('shift')).toEqual([west.id]);
    expect(await linksFor('eastStreet')).toEqual([]);
  });

  it('neither links nor merges with a case out of sight, nor with one that has ended', async () => {
    const { categoryId } = await world.matter('0110');
    const west = await report({ position: WEST });
    const body = { description: '又来了', categoryId, channel: 'worker', position: EAST, repeatOf: west.id };
    expect(refusal(await world.as('eastWorker').reportCase({ body }))).toBe('not_found');
    const unknown = { ...body, repeatOf: world.areas.county };
    expect(refusal(await world.as('intake').reportCase({ body: unknown }))).toBe('not_found');
    const [first, second, third] = [await report(), await report(), await report()];
    const merge = (from: CaseMoved, intoCaseId: string) =>
      world.as('intake').merge({ params: { caseId: from.id }, body: { version: from.version, payload: { intoCaseId } } });
    expect(refusal(await merge(first, world.areas.county))).toBe('not_found');
    expect(value(await merge(first, second.id)).state).toBe('merged');
    expect(refusal(await merge(third, first.id))).toBe('wrong_state');
  });

  it('PT-08 lets two cases that are merged into one another at the same moment not both vanish', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await report(), await report()];
      const merge = (from: CaseMoved, intoCaseId: string) =>
        world.as('intake').merge({ params: { caseId: from.id }, body: { version: from.version, payload: { intoCaseId } } });
      const both = await Promise.all([merge(one, other.id), merge(other, one.id)]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    }
  });
});

describe('an amendment', () => {
  it('never takes a hazard away (CM17)', async () => {
    const { id, version } = await report({ hazard: true });
    const payload = { note: '看起来不危险', hazard: false };
    const amended = await world.as('intake').amend({ params: { caseId: id }, body: { version, payload } });
    value(amended);
    expect(value(await world.as('shift').getCase({ params: { caseId: id } })).hazard).toBe(true);
  });

  it('does not change the matter under a standard row that belongs to another', async () => {
    const { rowId } = await world.matter('0110');
    const { categoryId } = await world.matter('0105');
    const { id, version } = await report();
    const params = { caseId: id };
    const filed = value(await world.as('shift').file({ params, body: { version, payload: { standardRowId: rowId } } }));
    const amend = await world
      .as('intake')
      .amend({ params, body: { version: filed.version, payload: { note: '改类别', categoryId } } });
    expect(refusal(amend)).toBe('row_missing');
  });
});

describe('a unit that was dissolved', () => {
  it('PT-08 is given no case, neither to lead nor to support nor as the answer to a return', async () => {
    const gone = await store().inTransaction((trx) =>
      world.app.modules.organisation.createUnit(trx, {
        parentId: world.units.government,
        kind: 'department',
        name: '已撤销单位',
      }),
    );
    await store()
      .db.updateTable('unit')
      .set({ valid_to: new Date(world.app.platform.clock.now()) })
      .where('id', '=', gone)
      .execute();
    const { rowId } = await world.matter('0110');
    const { id, version } = await report();
    const params = { caseId: id };
    const filed = value(await world.as('shift').file({ params, body: { version, payload: { standardRowId: rowId } } }));
    const dispatch = (payload: { leadUnitId: string; supportingUnitIds?: string[] }, seen: number) =>
      world.as('dispatcher').dispatch({ params, body: { version: seen, payload } });
    expect(refusal(await dispatch({ leadUnitId: gone }, filed.version))).toBe('unit_unknown');
    expect(refusal(await dispatch({ leadUnitId: world.units.sanitation, supportingUnitIds: [gone] }, filed.version))).toBe(
      'unit_unknown',
    );
    const sent = value(await dispatch({ leadUnitId: world.units.sanitation }, filed.version));
    const payload = { reason: '不属于我所职责', evidence: '权责清单', counterUnitId: gone };
    expect(refusal(await world.as('handler').request_return({ params, body: { version: sent.version, payload } }))).toBe(
      'unit_unknown',
    );
  });
});

describe('two verbs at once', () => {
  it('are carried out one after the other: one is done, the other learns what the case is now', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, version } = await dispatched();
      const params = { caseId: id };
      const accept = () => world.as('handler').accept({ params, body: { version, payload: {} } });
      const withdraw = () => world.as('intake').withdraw({ params, body: { version, payload: { reason: '来电撤回' } } });
      const outcomes = await Promise.all([accept(), withdraw(), accept()]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      for (const outcome of outcomes)
        if (!outcome.ok) expect(outcome.problem).toMatchObject({ code: 'version_conflict', current: { version: version + 1 } });
      const events = await store().db.selectFrom('case_event').select('seq').where('case_id', '=', id).execute();
      expect(events).toHaveLength(version + 1);
    }
  });

  it('give a command that is sent twice at once one effect and one answer', async () => {
    const { id, version } = await dispatched();
    const commandId = '0192f000-0000-7000-8000-0000000000a1';
    const accept = () => world.as('handler').accept({ params: { caseId: id }, body: { version, payload: {} } }, { commandId });
    const answers = await Promise.all([accept(), accept(), accept()]);
    for (const answer of answers) expect(value(answer)).toEqual(value(answers[0] ?? answer));
  });
});

describe('lists', () => {
  const idsOf = async (query: object): Promise<string[]> =>
    value(await world.as('shift').listCases({ query: { limit: 200, ...query } })).items.map(({ id }) => id);

  it('finds a case by its number, and nothing by signs alone', async () => {
    const { id, number } = await report();
    expect(await idsOf({ q: number })).toEqual([id]);
    expect(await idsOf({ q: `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}` })).toEqual([id]);
    expect(await idsOf({ q: '……？！' })).toEqual([]);
  });

  it('finds a case by the last six or more digits of its number, as screens show it, and what says them in its text as well', async () => {
    const { id, number } = await report();
    const tail = number.slice(-12);
    const related = await report({ description: `与案件 ${tail} 是同一件事` });
    for (const q of [number.slice(-6), tail, `${tail.slice(0, 6)} ${tail.slice(6)}`, number.slice(1)])
      expect([q, await idsOf({ q })]).toEqual([q, q === number.slice(1) ? [id] : expect.arrayContaining([id])]);
    expect((await idsOf({ q: tail })).toSorted()).toEqual([id, related.id].toSorted());
    expect(await idsOf({ q: tail, order: 'due' })).toEqual(expect.arrayContaining([id, related.id]));
    expect(value(await world.as('shift').countCaseList({ query: { q: tail } })).count).toBe(2);
    expect(await idsOf({ q: number.slice(-5) })).not.toContain(id);
    expect(await idsOf({ q: number.slice(0, 12) })).not.toContain(id);
  });

  it('keeps to the reach with the end of a number as well, and pages through it', async () => {
    const { id, number } = await report({ position: WEST });
    const q = number.slice(-12);
    expect(await idsOf({ q, areaId: world.areas.westStreet })).toEqual([id]);
    expect(await idsOf({ q, areaId: world.areas.eastStreet })).toEqual([]);
    expect(value(await world.as('westStreet').listCases({ query: { q } })).items.map((one) => one.id)).toEqual([id]);
    expect(value(await world.as('eastStreet').listCases({ query: { q } })).items).toEqual([]);
    const again = await report({ description: `${q} 又来电` });
    const first = value(await world.as('shift').listCases({ query: { q, limit: 1 } }));
    const cursor = first.nextCursor ?? '';
    const second = value(await world.as('shift').listCases({ query: { q, limit: 1, cursor } }));
    expect([...first.items, ...second.items].map((one) => one.id)).toEqual([again.id, id]);
    expect(second.nextCursor).toBeNull();
  });

  it('shows under a lamp exactly the cases that carry it', async () => {
    for (let step = 0; step < 14; step += 1) {
      await dispatched();
      await world.pass(HOUR_MS / 2);
    }
    await world.app.modules.cases.tick();
    const all = value(await world.as('shift').listCases({ query: { limit: 200 } })).items;
    for (const lamp of ['amber', 'red'] as const) {
      const wanted = all.filter(({ clock }) => clock?.lamp === lamp).map(({ id }) => id);
      expect([lamp, wanted.length > 0]).toEqual([lamp, true]);
      expect([lamp, (await idsOf({ lamp })).sort()]).toEqual([lamp, wanted.sort()]);
    }
  }, 90_000);
});

describe('supervision', () => {
  it('tells the unit, takes the answer from that unit alone, and takes it once', async () => {
    const { id } = await dispatched({ supportingUnitIds: [world.units.greening] });
    const params = { caseId: id };
    const dueAt = new Date(world.app.platform.clock.now() + HOUR_MS).toISOString();
    const order = value(await world.as('leader').orderSupervision({ params, body: { text: '请说明进展', dueAt } }));
    expect(await noticesOn(id)).toContain('supervision sanitation');
    const reply = (role: 'handler' | 'otherHandler') =>
      world.as(role).replySupervision({ params: { caseId: id, orderId: order.id }, body: { reply: '今日完成' } });
    expect(refusal(await reply('otherHandler'))).toBe('not_owner');
    const [first, second] = await Promise.all([reply('handler'), reply('handler')]);
    expect([first, second].filter(({ ok }) => ok)).toHaveLength(1);
    const listed = value(await world.as('shift').listSupervision({ params })).items;
    expect(listed).toMatchObject([{ reply: '今日完成', repliedBy: { name: '测试handler' } }]);
    const elsewhere = { params: { caseId: id, orderId: world.units.fallback }, body: { reply: '没有此督办' } };
    expect(refusal(await world.as('handler').replySupervision(elsewhere))).toBe('not_found');
  });
});

describe('notices of a case', () => {
  it('reach lead and supporting units, and both sides of a ruling', async () => {
    const { id, version } = await dispatched({
      supportingUnitIds: [world.units.greening, world.units.greening, world.units.sanitation],
    });
    expect((await noticesOn(id)).sort()).toEqual(['assigned greening', 'assigned sanitation']);
    const params = { caseId: id };
    const wish = { reason: '不属于我所职责', evidence: '权责清单第三条', counterUnitId: world.units.greening };
    const asked = value(await world.as('handler').request_return({ params, body: { version, payload: wish } }));
    const ruling = { granted: true, leadUnitId: world.units.contractor, reason: '合同约定' };
    value(await world.as('dispatcher').rule_return({ params, body: { version: asked.version, payload: ruling } }));
    const told = await noticesOn(id);
    expect(told).toEqual(expect.arrayContaining(['request_to_rule command', 'ruled sanitation', 'assigned contractor']));
  });
});
