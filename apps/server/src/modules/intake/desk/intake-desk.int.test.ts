import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, refusal, value, WEST, type World } from '../../../testing/world.fixture.ts';

const DAY_MS = 86_400_000;
const store = useTestStore();
const clock = fakeClock('2026-05-11T01:00:00Z');
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds(9) });
});
afterAll(() => world.close());

const reporter = { name: '诉求人', phone: '13812345678', replyChannel: 'sms' as const };
const report = async (more: object = {}) => {
  const { categoryId } = await world.matter('0110');
  const body = { description: '路口垃圾堆放三天没人管', categoryId, channel: 'hotline', position: EAST, ...more };
  return value(await world.as('intake').reportCase({ body }));
};
const journal = async (caseId: string) => value(await world.as('intake').getJournal({ params: { caseId } })).items;

describe('a report of yesterday', () => {
  it('keeps when it happened as a fact, and starts its clock when it came', async () => {
    const occurredAt = new Date(clock.now() - DAY_MS).toISOString();
    const { case: made } = await report({ occurredAt });
    const detail = value(await world.as('intake').getCase({ params: { caseId: made.id } }));
    expect(Date.parse(detail.reportedAt)).toBe(clock.now());
    expect((await journal(made.id)).at(-1)?.facts).toMatchObject({ occurredAt });
  });

  it('cannot have happened tomorrow', async () => {
    const { categoryId } = await world.matter('0110');
    const occurredAt = new Date(clock.now() + DAY_MS).toISOString();
    const body = { description: '明天的垃圾', categoryId, channel: 'hotline', position: EAST, occurredAt };
    expect(refusal(await world.as('intake').reportCase({ body }))).toBe('validation_failed');
  });
});

describe('a second report of the same matter', () => {
  it('gives its words and place to the case that stays, and its reporter keeps a code', async () => {
    const { case: stays } = await report();
    const second = await report({ description: '同一堆垃圾又臭了', place: '东门', reporter, repeatOf: stays.id });
    expect(second.followCode).not.toBeNull();
    const merge = { version: second.case.version, payload: { intoCaseId: stays.id } };
    value(await world.as('intake').merge({ params: { caseId: second.case.id }, body: merge }));
    const { items } = value(await world.as('intake').listMessages({ params: { caseId: stays.id } }));
    const { number } = value(await world.as('intake').getCase({ params: { caseId: second.case.id } }));
    expect(items).toMatchObject([{ direction: 'note', body: `${number}：同一堆垃圾又臭了\n东门`, asks: false }]);
    const followed = value(await world.as('intake').followCase({ body: { number, code: second.followCode ?? '' } }));
    expect(followed.closure).toMatchObject({ kind: 'duplicate' });
  });
});

describe('asking the reporter for more', () => {
  it('the case says that it waits, in the list too, until the answer comes', async () => {
    const { case: made, followCode } = await report({ reporter });
    const params = { caseId: made.id };
    const waits = async (): Promise<string | null> => {
      const { items } = value(await world.as('intake').listCases({ query: { limit: 200 } }));
      const detail = value(await world.as('intake').getCase({ params }));
      expect(items.find(({ id }) => id === made.id)?.awaitsReporterSince).toBe(detail.awaitsReporterSince);
      return detail.awaitsReporterSince;
    };
    expect(await waits()).toBeNull();
    value(await world.as('intake').sendMessage({ params, body: { to: 'reporter', body: '已收到您的反映。' } }));
    expect(await waits()).toBeNull();
    clock.advance(60_000);
    value(await world.as('intake').sendMessage({ params, body: { to: 'reporter', body: '请补充具体位置。', asks: true } }));
    expect(await waits()).toBe(new Date(clock.now()).toISOString());
    clock.advance(60_000);
    value(await world.as('intake').sendMessage({ params, body: { to: 'colleagues', body: '已追问' } }));
    expect(await waits()).not.toBeNull();
    const { number } = value(await world.as('intake').getCase({ params }));
    const body = { number, code: followCode ?? '', body: '在东门垃圾桶旁。' };
    value(await world.as('intake').writeAsReporter({ body }));
    expect(await waits()).toBeNull();
  });

  it('JY-74 goes on with whoever handles the case, and neither reads the number of the other', async () => {
    const { case: made, followCode } = await report({ reporter });
    const params = { caseId: made.id };
    const { rowId: standardRowId } = await world.matter('0110');
    const filed = value(await world.as('shift').file({ params, body: { version: made.version, payload: { standardRowId } } }));
    const sent = { version: filed.version, payload: { leadUnitId: world.units.sanitation } };
    value(await world.as('dispatcher').dispatch({ params, body: sent }));
    value(await world.as('handler').sendMessage({ params, body: { to: 'reporter', body: '明早清运，可拨 13700001111' } }));
    const { number } = value(await world.as('intake').getCase({ params }));
    const key = { number, code: followCode ?? '' };
    value(await world.as('intake').writeAsReporter({ body: { ...key, body: '好的，我的电话 13812345678' } }));
    const forHandler = JSON.stringify(value(await world.as('handler').listMessages({ params })).items);
    const forReporter = JSON.stringify(value(await world.as('intake').followCase({ body: key })));
    for (const thread of [forHandler, forReporter]) {
      expect([thread.includes('137****1111'), thread.includes('138****5678')]).toEqual([true, true]);
      expect(thread).not.toMatch(/13700001111|13812345678/);
    }
  });
});

describe('suggested categories', () => {
  const suggest = async (who: Parameters<World['as']>[0], description: string, areaId?: string) =>
    value(await world.as(who).suggestCategories({ query: { description, ...(areaId === undefined ? {} : { areaId }) } })).items;

  it('come with the words that speak for them, and how often the grid had them', async () => {
    const { categoryId } = await world.matter('0110');
    const { case: made } = await report();
    const { area } = value(await world.as('intake').getCase({ params: { caseId: made.id } }));
    const found = await suggest('intake', '小区门口生活垃圾暴露在外', area.id);
    const waste = found.find(({ category }) => category.id === categoryId);
    expect(waste?.words.join()).toContain('垃圾');
    expect(waste?.recentInGrid).toBeGreaterThan(0);
    expect(await suggest('intake', '啊')).toEqual([]);
  });

  it('learn from nothing that the reader may not read', async () => {
    const { categoryId } = await world.matter('0105');
    const said = '甲乙丙丁戊己庚辛壬癸';
    value(await world.as('intake').reportCase({ body: { description: said, categoryId, channel: 'hotline', position: WEST } }));
    expect(await suggest('intake', said)).toMatchObject([{ category: { id: categoryId }, similarCases: 1, words: [] }]);
    expect(await suggest('eastWorker', said)).toEqual([]);
  });
});

describe('ready-made words', () => {
  it('are data in two languages, and every channel tells the reporter its number', async () => {
    const { declines, questions, channels } = value(await world.as('intake').readIntakeTexts({}));
    for (const { label, text } of [...declines, ...questions])
      for (const words of [label.zh, label.en, text.zh, text.en]) expect(words).not.toBe('');
    for (const { phone, text } of channels) {
      expect(text.zh).toContain(phone);
      expect(text.en).toContain(phone);
    }
    expect(new Set(channels.map(({ id }) => id)).size).toBe(channels.length);
  });
});
