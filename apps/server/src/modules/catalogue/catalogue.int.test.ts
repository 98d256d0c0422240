import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadline, LIMITED_STEPS } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataFolder } from './data-folder.ts';
import { createCatalogue, listModelIds, type Catalogue, type CatalogueDoors } from './index.ts';
import { readModel } from './settings/model-files.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-06T09:00:00+08:00');
const notAsked = (): never => {
  throw new Error('the lists ask no other module');
};
const NO_DOORS: CatalogueDoors = { areas: { tree: notAsked }, units: { tree: notAsked } };
let catalogue: Catalogue;
let folder: string;

beforeAll(async () => {
  catalogue = createCatalogue({ store: store(), clock, ids: countingIds(7) }, NO_DOORS);
  folder = mkdtempSync(join(tmpdir(), 'gridward-lists-'));
  cpSync(dataFolder('catalogue'), folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const seed = (from?: string) => store().inTransaction((trx) => catalogue.seed(trx, from));

it('JD-02 BS-38 loads the lists once, with the mapping of old types to new ones, and repeats without a change', async () => {
  expect(await seed()).toEqual({ categories: 493, rows: 620, rowsEnded: 0 });
  const picture = await catalogue.picture();
  expect(picture.matters.filter(({ kind }) => kind !== 'service').length).toBeGreaterThanOrEqual(151);
  const old = picture.byCode('cjt214-events', 'event', '0102');
  const [mapping] = picture.mappingsOf(old?.id ?? '');
  expect(picture.category(mapping?.toId ?? '')?.code).toBe('0110');
  expect(await seed()).toEqual({ categories: 0, rows: 0, rowsEnded: 0 });
});

it('answers from memory: trail, rows, limits, hazard', async () => {
  const picture = await catalogue.picture();
  const cover = picture.byCode('city-components', 'component', '0101');
  expect(cover).toMatchObject({ nameZh: '上水井盖', hazard: true, path: 'city_components.01.0101', pinyin: 'ssjg' });
  expect(picture.trail(cover?.id ?? '').map(({ code }) => code)).toEqual(['01', '0101']);
  const [first] = picture.rowsOf(cover?.id ?? '');
  expect(first).toMatchObject({ ordinal: 1, limit: { value: 2, unit: 'UH' }, makeSafe: { value: 1, unit: 'UH' }, hazard: true });
  expect(picture.row(first?.id ?? '')).toBe(first);
  expect(picture.limitText({ value: 2, unit: 'UH' }, 'zh-CN')).toBe('2紧急工作时');
  expect(
    picture
      .children(null)
      .filter(({ codeSystem }) => codeSystem === 'city-events')
      .map(({ code }) => code),
  ).toEqual(['01', '02', '03', '04', '05', '06']);
  expect(LIMITED_STEPS.every((step) => picture.stepLimits[step].value > 0)).toBe(true);
  expect(picture.stepLimit('callback')).toEqual({ value: 1, unit: 'WD' });
  expect(picture.modelVersion).toBe('default@2026.1');
});

it('finds by initials, name fragment, code and what a filing condition says; fire safety is among the matters (XF-14)', async () => {
  const picture = await catalogue.picture();
  const found = (text: string) => picture.search(text, { limit: 5 }).map(({ nameZh }) => nameZh);
  expect(found('blshlj')[0]).toBe('暴露生活垃圾');
  expect(found('生活垃圾')[0]).toBe('暴露生活垃圾');
  expect(found('飞线')).toContain('擅自架设管线、杆线设施');
  for (const fire of ['占用消防通道', '消防通道堵塞', '消防设施损坏']) {
    const matter = picture.matters.find(({ nameZh }) => nameZh === fire);
    expect([fire, picture.rowsOf(matter?.id ?? '').length > 0]).toEqual([fire, true]);
  }
  expect(picture.search('0110', { limit: 1, codeSystem: 'city-events' }).map(({ code }) => code)).toEqual(['0110']);
});

it('keeps one calendar object while nothing changes, and refuses to count past what is published', async () => {
  const { calendar } = await catalogue.picture();
  clock.advance(86_400_000);
  expect((await catalogue.picture()).calendar).toBe(calendar);
  expect(deadline(calendar, clock.now(), { value: 400, unit: 'WD' })).toMatchObject({
    ok: false,
    error: { problem: 'calendar_unpublished' },
  });
});

it('brings a delivered row up to date by ending the old one, and never touches what was edited here', async () => {
  const before = await catalogue.picture();
  const edited = before.byCode('city-events', 'event', '0107');
  const delivered = before.byCode('city-events', 'event', '0110');
  await store().inTransaction(async (trx) => {
    await trx
      .updateTable('category')
      .set({ name_zh: '沿街晾晒', version: 2 })
      .where('id', '=', edited?.id ?? '')
      .execute();
    await trx.updateTable('step_limit').set({ value: 20, version: 2 }).where('step', '=', 'intake').execute();
  });
  const file = join(folder, 'city-events.json');
  const text = readFileSync(file, 'utf8')
    .replace('"zh":"沿街晾挂"', '"zh":"另一名称"')
    .replace('{"id":"0110-1","filing":{"zh":"', '{"id":"0110-1","filing":{"zh":"新：');
  writeFileSync(file, text);
  expect(await seed(folder)).toEqual({ categories: 0, rows: 1, rowsEnded: 1 });
  const after = await catalogue.picture();
  expect(after.category(edited?.id ?? '')?.nameZh).toBe('沿街晾晒');
  expect(after.stepLimits.intake).toEqual({ value: 20, unit: 'UM' });
  const history = after.rowHistory(delivered?.id ?? '').filter(({ ordinal }) => ordinal === 1);
  expect(new Set(history.map(({ validTo }) => validTo))).toEqual(new Set(['2026-05-07', null]));
  expect(after.rowsOf(delivered?.id ?? '')[0]?.filingZh).toMatch(/^新：/);
});

it('delivers models that keep every rule, each under the name of its folder', async () => {
  const ids = await listModelIds();
  expect(ids).toContain('default');
  const models = await Promise.all(ids.map((id) => readModel(id)));
  expect(models.map((model) => (model.ok ? model.value.id : model.error))).toEqual(ids);
});
