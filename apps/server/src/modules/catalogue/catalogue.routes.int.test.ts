import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { catalogueRoutes, RouteAnswer } from '@gridward/contract';
import { EVERYWHERE, PERMISSIONS, type Permission, type Uuid } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import { ANONYMOUS, type Actor } from '../../http/actor.ts';
import { createHost } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { createSealer } from '../../platform/sealing.ts';
import { createAccess } from '../access/index.ts';
import { createAreas } from '../areas/index.ts';
import { createOrganisation } from '../organisation/index.ts';
import { createCatalogue, type Catalogue } from './index.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-06T09:00:00+08:00');
const ids = countingIds(11);
const config = readConfig({});
if (!config.ok) throw new Error(config.messages.join());

let app: FastifyInstance;
let catalogue: Catalogue;
let audited: () => Promise<string[]>;
const area: Record<'county' | 'street' | 'otherStreet' | 'grid' | 'otherGrid', Uuid> = {
  county: '',
  street: '',
  otherStreet: '',
  grid: '',
  otherGrid: '',
};
const unit: Record<'desk' | 'water' | 'greenery' | 'police' | 'committee' | 'streetUnit' | 'ended', Uuid> = {
  desk: '',
  water: '',
  greenery: '',
  police: '',
  committee: '',
  streetUnit: '',
  ended: '',
};

/** Holds one permission everywhere, or all of them. */
const actorWith = (permissions: readonly Permission[]): Actor => ({
  ...ANONYMOUS,
  kind: 'operator',
  name: 'operator',
  grants: permissions.map((permission) => ({ permission, postId: ids.next(), areaPath: EVERYWHERE, unitPath: null })),
});
let actor = actorWith(Object.keys(PERMISSIONS) as Permission[]);

beforeAll(async () => {
  app = Fastify({ logger: false });
  const platform: Platform = {
    config: config.config,
    store: store(),
    clock,
    ids,
    randomBytes,
    log: app.log,
    demonstration: { active: false },
  };
  const access = createAccess({ ...platform, sealer: createSealer(randomBytes(32), randomBytes) });
  const areas = createAreas(platform, { audit: access.audit });
  const units = createOrganisation(platform, { areas, access, holdsOpenCases: () => Promise.resolve(false) });
  catalogue = createCatalogue(platform, { areas, units, audit: access.audit });
  await store().inTransaction(async (trx) => {
    area.county = await areas.createArea(trx, { parentId: null, level: 'county', name: 'County' });
    area.street = await areas.createArea(trx, { parentId: area.county, level: 'township', name: 'Street' });
    area.otherStreet = await areas.createArea(trx, { parentId: area.county, level: 'township', name: 'Other street' });
    area.grid = await areas.createArea(trx, { parentId: area.street, level: 'grid', name: 'Grid' });
    area.otherGrid = await areas.createArea(trx, { parentId: area.otherStreet, level: 'grid', name: 'Other grid' });
    const make = async (name: string, kind: 'centre' | 'department' | 'committee' | 'subdistrict') =>
      units.createUnit(trx, { parentId: null, kind, name });
    unit.desk = await make('Desk', 'centre');
    unit.water = await make('Water', 'department');
    unit.greenery = await make('Greenery', 'department');
    unit.police = await make('Police', 'department');
    unit.committee = await make('Committee', 'committee');
    unit.streetUnit = await make('Street office', 'subdistrict');
    unit.ended = await make('Ended', 'department');
    await trx.updateTable('unit').set({ valid_to: '2026-05-07T00:00:00+08:00' }).where('id', '=', unit.ended).execute();
    await units.setDesk(trx, { duty: 'intake', areaId: area.county, unitId: unit.desk });
    await units.setDesk(trx, { duty: 'dispatch', areaId: area.county, unitId: unit.desk });
    await units.setDesk(trx, { duty: 'verification', areaId: area.county, unitId: unit.desk });
    await units.setDesk(trx, { duty: 'fallback', areaId: area.county, unitId: unit.desk });
    await catalogue.seed(trx);
  });
  app.register(cookie);
  const sessions = { read: async () => null };
  catalogue.routes(
    createHost(app, {
      store: store(),
      clock,
      sessions,
      checkReplies: true,
      isOperator: () => true,
      get operator() {
        return actor;
      },
    }),
  );
  audited = async () =>
    (await store().db.selectFrom('audit_log').select('action').orderBy('seq').execute()).map(({ action }) => action);
});
afterAll(() => app.close());

async function call<T = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  url: string,
  payload?: object,
): Promise<{ status: number; body: T }> {
  const response = await app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { 'idempotency-key': ids.next() },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.json<T>() };
}
type Detail = RouteAnswer<typeof catalogueRoutes.getCategory>;
type Row = RouteAnswer<typeof catalogueRoutes.createResponsibility>;
type Suggestions = RouteAnswer<typeof catalogueRoutes.suggestUnits>;

const matterId = async (
  code: string,
  system = 'city-components',
  kind: 'component' | 'event' | 'service' = 'component',
): Promise<Uuid> => (await catalogue.picture()).byCode(system, kind, code)?.id ?? '';
const rowInput = {
  filing: { zh: '新条件', en: null },
  closing: { zh: '恢复', en: null },
  limit: { value: 3, unit: 'WD' },
  hazard: false,
  makeSafe: null,
  law: null,
};

describe('categories', () => {
  it('JA-46 are read as a tree, found by initials, and shown with rows, mapping, validity and the qualification they need', async () => {
    const top = await call<{ items: { code: string; hasChildren: boolean; isMatter: boolean }[] }>(
      'GET',
      '/categories?codeSystem=city-components',
    );
    expect(top.body.items).toHaveLength(5);
    expect(top.body.items[0]).toMatchObject({ code: '01', hasChildren: true, isMatter: false });
    const found = await call<{ items: { category: { code: string }; trail: unknown[] }[] }>(
      'GET',
      '/categories/search?q=ssjg&mattersOnly=true',
    );
    expect(found.body.items[0]).toMatchObject({ category: { code: '0101' } });
    const detail = await call<Detail>('GET', `/categories/${await matterId('0101')}`);
    expect(detail.body.rows[0]).toMatchObject({ limit: { zh: '2紧急工作时', en: '2 urgent hours' }, makeSafe: { unit: 'UH' } });
    expect(detail.body.mappings[0]?.from.codeSystem).toBe('cjt214-components');
    expect(detail.body.collection).toMatchObject({ minPhotos: 2 });
    const wiring = await call<Detail>('GET', `/categories/${await matterId('020203', 'governance', 'service')}`);
    expect([wiring.body.qualification?.id, detail.body.qualification]).toEqual(['electrician', null]);
    expect((await call('GET', `/categories/${ids.next()}`)).status).toBe(404);
  });

  it('BS-38 grow finer types of a place: created, renamed, retired, dated', async () => {
    const parentId = (await catalogue.picture()).byCode('city-events', 'event', '01')?.id ?? '';
    const made = await call<Detail>('POST', '/categories', {
      parentId,
      code: 'L01',
      name: { zh: '沿街泼水', en: null },
      rows: [{ ...rowInput, hazard: true }],
    });
    expect(made.status).toBe(201);
    const { category } = made.body;
    expect(category).toMatchObject({ extension: true, isMatter: true, hazard: true, kind: 'event', codeSystem: 'city-events' });
    expect((await call('POST', '/categories', { parentId, code: 'L01', name: { zh: '再次', en: null } })).body).toMatchObject({
      code: 'already_exists',
    });
    const renamed = await call<Detail>('PATCH', `/categories/${category.id}`, {
      version: category.version,
      name: { zh: '沿街倒水', en: 'Water poured out' },
    });
    expect((await catalogue.picture()).search('yjds', { limit: 1 })[0]?.id).toBe(category.id);
    expect((await call('PATCH', `/categories/${category.id}`, { version: category.version })).body).toMatchObject({
      code: 'version_conflict',
    });
    expect((await call('POST', `/categories/${parentId}/retirement`, { version: 1, lastOn: '2026-05-10' })).body).toMatchObject({
      code: 'validation_failed',
    });
    const version = renamed.body.category.version;
    expect((await call('POST', `/categories/${category.id}/retirement`, { version, lastOn: '2026-05-01' })).status).toBe(422);
    expect((await call('POST', `/categories/${category.id}/retirement`, { version, lastOn: '2026-05-06' })).status).toBe(200);
    expect((await catalogue.picture()).byCode('city-events', 'event', 'L01')?.id).toBe(category.id);
    clock.advance(86_400_000);
    expect((await catalogue.picture()).byCode('city-events', 'event', 'L01')).toBeUndefined();
    expect((await catalogue.picture()).category(category.id)?.nameZh).toBe('沿街倒水');
  });

  it('replace a row from a day on and keep the old one for the cases that were filed under it', async () => {
    const id = await matterId('0104');
    const [old] = (await catalogue.picture()).rowsOf(id);
    const replaced = await call<Detail>('PUT', `/standard-rows/${old?.id}`, { ...rowInput, hazard: true, version: 1 });
    expect(replaced.body.rows[0]).toMatchObject({
      filing: { zh: '新条件' },
      limit: { value: 3, unit: 'WD' },
      validFrom: '2026-05-07',
    });
    expect(replaced.body.category.hazard).toBe(true);
    expect(replaced.body.otherRows).toContainEqual(expect.objectContaining({ id: old?.id, validTo: '2026-05-07' }));
    expect((await catalogue.picture()).row(old?.id ?? '')?.limit).toEqual(old?.limit);
    expect((await call('PUT', `/standard-rows/${old?.id}`, { ...rowInput, version: 1 })).status).toBe(404);
    expect(
      (await call('PUT', `/standard-rows/${replaced.body.rows[0]?.id}`, { ...rowInput, version: 2, validFrom: '2026-05-01' }))
        .status,
    ).toBe(422);
    const added = await call<Detail>('POST', `/categories/${id}/rows`, rowInput);
    expect(added.body.rows.at(-1)?.ordinal).toBe(101);
    const retired = await call<Detail>('POST', `/standard-rows/${added.body.rows.at(-1)?.id}/retirement`, {
      version: 2,
      lastOn: '2026-05-06',
    });
    expect(retired.body.rows.some(({ ordinal }) => ordinal === 101)).toBe(false);
    expect(await store().inTransaction((trx) => catalogue.seed(trx))).toEqual({ categories: 0, rows: 0, rowsEnded: 0 });
  });
});

describe('responsibility', () => {
  const input = (categoryId: Uuid, leadUnitId: Uuid, more: object = {}) => ({
    categoryId,
    areaId: null,
    componentOwnerId: null,
    leadUnitId,
    supportingUnitIds: [],
    legalBasis: null,
    ...more,
  });
  const suggest = async (categoryId: Uuid, areaId: Uuid, more = '') =>
    (
      await call<Suggestions>('GET', `/responsibility/suggestions?categoryId=${categoryId}&areaId=${areaId}${more}`)
    ).body.items.map((item) => ({
      unit: item.unit.name,
      reason: item.reason,
    }));

  it('PT-08 JD-12 suggests the fallback desk where nothing is known, then who stands in the list', async () => {
    const id = await matterId('0102');
    expect(await suggest(id, area.grid)).toEqual([{ unit: 'Desk', reason: 'fallback' }]);
    const saved = await call<Row>(
      'POST',
      '/responsibility',
      input(id, unit.water, { supportingUnitIds: [unit.streetUnit], legalBasis: '某条例' }),
    );
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject({
      origin: 'list',
      leadUnit: { name: 'Water' },
      supportingUnits: [{ name: 'Street office' }],
      validFrom: '2026-05-07',
    });
    expect(await suggest(id, area.grid)).toEqual([
      { unit: 'Water', reason: 'responsibility' },
      { unit: 'Desk', reason: 'fallback' },
    ]);
    expect(await suggest(id, area.grid, '&limit=1')).toEqual([{ unit: 'Desk', reason: 'fallback' }]);
  });

  it('JY-22 tells matter, place and owner of the component apart', async () => {
    const id = await matterId('0103');
    await call('POST', '/responsibility', input(id, unit.water, { areaId: area.street }));
    await call('POST', '/responsibility', input(id, unit.greenery, { areaId: area.street, componentOwnerId: unit.greenery }));
    expect((await suggest(id, area.grid))[0]?.unit).toBe('Water');
    expect((await suggest(id, area.grid, `&componentOwnerId=${unit.greenery}`))[0]?.unit).toBe('Greenery');
    expect((await suggest(id, area.otherGrid))[0]?.unit).toBe('Desk');
    // Nobody says whose it is: what the list has for one owner stands behind what it has for any.
    expect((await suggest(id, area.grid)).map(({ unit: name }) => name)).toEqual(['Water', 'Greenery', 'Desk']);
    const { body } = await call<Suggestions>('GET', `/responsibility/suggestions?categoryId=${id}&areaId=${area.grid}`);
    expect(body.items.map(({ componentOwner }) => componentOwner?.name ?? null)).toEqual([null, 'Greenery', null]);
  });

  it('takes an owner that is only guessed for the first unit where neither the list nor the past says anything', async () => {
    const id = await matterId('0301');
    const question = { categoryId: id, areaId: area.grid, at: clock.now() };
    await call('POST', '/responsibility', input(id, unit.greenery, { componentOwnerId: unit.greenery }));
    expect(await catalogue.suggestFirst(question)).toMatchObject({ unitId: unit.greenery, componentOwnerId: unit.greenery });
    await store()
      .db.insertInto('dispatch_history')
      .values({ category_id: id, area_id: area.grid, unit_id: unit.water, case_count: 3, last_at: new Date(clock.now()) })
      .execute();
    expect(await catalogue.suggestFirst(question)).toMatchObject({ unitId: unit.water, reason: 'learned' });
  });

  it('JD-22 keeps a ruling as the precedent for the next case', async () => {
    const id = await matterId('0404');
    await call('POST', '/responsibility', input(id, unit.greenery));
    const caseId = ids.next();
    const ruling = {
      caseId,
      categoryId: id,
      areaId: null,
      leadUnitId: unit.police,
      supportingUnitIds: [unit.greenery],
      legalBasis: '裁定',
      at: clock.now(),
    };
    const rowId = await store().inTransaction((trx) => catalogue.recordRuling(trx, ruling));
    const [first] = await catalogue.suggestUnits({ categoryId: id, areaId: area.grid, at: clock.now(), limit: 3 });
    expect(first).toEqual({
      unitId: unit.police,
      reason: 'ruling',
      share: null,
      rowId,
      componentOwnerId: null,
      supportingUnitIds: [unit.greenery],
    });
    expect(await store().inTransaction((trx) => catalogue.recordRuling(trx, { ...ruling, caseId: ids.next() }))).toBe(rowId);
    const next = await store().inTransaction((trx) =>
      catalogue.recordRuling(trx, { ...ruling, leadUnitId: unit.greenery, supportingUnitIds: [] }),
    );
    expect((await catalogue.responsibilities()).byId(rowId)?.validTo).toBe('2026-05-07');
    expect((await catalogue.responsibilities()).byId(next)).toMatchObject({
      origin: 'ruling',
      precedentCaseId: caseId,
      validTo: null,
    });
  });

  it('learns from the past of the place, and from related matters there', async () => {
    const [id, related] = [await matterId('0201'), await matterId('0204')];
    const history = (category_id: Uuid, area_id: Uuid, unit_id: Uuid, case_count: number) => ({
      category_id,
      area_id,
      unit_id,
      case_count,
      last_at: new Date(clock.now()),
    });
    await store()
      .db.insertInto('dispatch_history')
      .values([
        history(id, area.otherGrid, unit.police, 30),
        history(related, area.grid, unit.streetUnit, 40),
        history(id, area.grid, unit.ended, 50),
      ])
      .execute();
    const found = await catalogue.suggestUnits({ categoryId: id, areaId: area.otherGrid, at: clock.now() + 1, limit: 5 });
    expect(found.map(({ reason }) => reason)).toEqual(['learned', 'learned', 'fallback']);
    expect(found[0]).toMatchObject({ unitId: unit.police });
    const street = await catalogue.suggestUnits({
      categoryId: await matterId('0206'),
      areaId: area.grid,
      at: clock.now() + 1,
      limit: 5,
    });
    expect(street[0]).toMatchObject({ unitId: unit.streetUnit, reason: 'learned' });
  });

  it('refuses a committee as the lead of what it may only assist with, and units that are not there', async () => {
    const id = await matterId('010101', 'governance', 'service');
    expect((await call('POST', '/responsibility', input(id, unit.committee))).body).toMatchObject({ code: 'assist_only' });
    expect((await call('POST', '/responsibility', input(id, ids.next()))).body).toMatchObject({ code: 'unit_unknown' });
    expect((await call('POST', '/responsibility', input(ids.next(), unit.water))).body).toMatchObject({
      code: 'category_unknown',
    });
    expect((await call('POST', '/responsibility', input(id, unit.water, { areaId: ids.next() }))).body).toMatchObject({
      code: 'validation_failed',
    });
  });

  it('lists with a filter and pages, replaces and ends rows without rewriting the past', async () => {
    const parent = (await catalogue.picture()).byCode('city-components', 'component', '01');
    const all = await call<{ items: Row[]; nextCursor: string | null }>('GET', `/responsibility?categoryId=${parent?.id}`);
    const first = await call<{ items: Row[]; nextCursor: string | null }>(
      'GET',
      `/responsibility?categoryId=${parent?.id}&limit=2`,
    );
    const second = await call<{ items: Row[]; nextCursor: string | null }>(
      'GET',
      `/responsibility?categoryId=${parent?.id}&limit=2&cursor=${first.body.nextCursor}`,
    );
    expect([...first.body.items, ...second.body.items]).toEqual(all.body.items);
    expect(second.body.nextCursor).toBeNull();
    const [row] = all.body.items;
    const replaced = await call<Row>('PUT', `/responsibility/${row?.id}`, {
      ...input(row?.category.id ?? '', unit.greenery),
      version: row?.version,
      validFrom: '2026-06-01',
    });
    expect(replaced.body).toMatchObject({ validFrom: '2026-06-01', validTo: null, leadUnit: { name: 'Greenery' } });
    expect((await catalogue.responsibilities()).byId(row?.id ?? '')).toMatchObject({
      validTo: '2026-06-01',
      leadUnitId: row?.leadUnit.id,
    });
    expect(
      (await call('POST', `/responsibility/${replaced.body.id}/end`, { version: 9, lastOn: '2026-07-01' })).body,
    ).toMatchObject({ code: 'version_conflict' });
    expect(
      (await call<Row>('POST', `/responsibility/${replaced.body.id}/end`, { version: 1, lastOn: '2026-07-01' })).body.validTo,
    ).toBe('2026-07-02');
    const ofGreenery = await call<{ items: Row[] }>('GET', `/responsibility?unitId=${unit.greenery}&origin=list`);
    expect(ofGreenery.body.items.every(({ origin }) => origin === 'list')).toBe(true);
    expect(ofGreenery.body.items.length).toBeGreaterThan(1);
  });

  it('DS-10 shows contradictions and matters that nobody answers for', async () => {
    const id = await matterId('0110');
    await call('POST', '/responsibility', input(id, unit.water));
    await call('POST', '/responsibility', input(id, unit.greenery));
    type Findings = RouteAnswer<typeof catalogueRoutes.checkResponsibilities>;
    const { body } = await call<Findings>('GET', '/responsibility/conflicts');
    expect(body.items.filter(({ kind, category }) => kind === 'two_leads' && category.code === '0110')).toHaveLength(1);
    expect(body.items.find(({ kind }) => kind === 'ruled_otherwise')).toBeUndefined();
    expect(body.matters - body.mattersCovered).toBe(body.items.filter(({ kind }) => kind === 'uncovered').length);
    expect(body.matters - body.mattersCovered).toBeGreaterThan(0);
    expect(body.mattersCovered).toBeGreaterThan(2);
  });
});

describe('settings', () => {
  it('publish the next year of the calendar, and refuse every question past it until then', async () => {
    const day = { day: '2027-01-01', kind: 'holiday', name: { zh: '元旦', en: "New Year's Day" } };
    expect((await call('GET', '/calendar?year=2027')).body).toMatchObject({ code: 'calendar_unpublished' });
    expect((await call('PUT', '/calendar/days', { version: 1, days: [day] })).body).toMatchObject({
      code: 'calendar_unpublished',
    });
    expect((await call('POST', '/calendar/publication', { version: 1, year: 2028, days: [day] })).status).toBe(422);
    expect((await call('POST', '/calendar/publication', { version: 1, year: 2026, days: [day] })).body).toMatchObject({
      code: 'already_exists',
    });
    expect((await call('POST', '/calendar/publication', { version: 1, year: 2027, days: [] })).status).toBe(422);
    const published = await call('POST', '/calendar/publication', { version: 1, year: 2027, days: [day] });
    expect(published.body).toMatchObject({ publishedUntil: '2027-12-31', version: 2 });
    expect((await catalogue.picture()).calendar.days.get('2027-01-01')).toBe('holiday');
    expect(
      (await call('POST', '/calendar/publication', { version: 1, year: 2028, days: [{ ...day, day: '2028-01-01' }] })).body,
    ).toMatchObject({ code: 'version_conflict' });
    const changed = await call('PUT', '/calendar/days', {
      version: 2,
      days: [{ ...day, day: '2027-01-04' }],
      removed: ['2027-01-01'],
    });
    expect(changed.status).toBe(200);
    const year = await call<{ days: { day: string }[] }>('GET', '/calendar?year=2027');
    expect(year.body.days.map((one) => one.day)).toEqual(['2027-01-04']);
    await store().inTransaction((trx) => catalogue.seed(trx));
    expect((await catalogue.picture()).calendar.publishedUntil).toBe('2027-12-31');
  });

  it('change a step limit, but never let a ruling take longer than a working day', async () => {
    const saved = await call('PUT', '/step-limits/check', { version: 1, limit: { value: 1, unit: 'WD' }, source: '本地规定' });
    expect(saved.body).toMatchObject({ step: 'check', from: 'edited', limit: { zh: '1工作日' }, version: 2 });
    expect((await catalogue.picture()).stepLimits.check).toEqual({ value: 1, unit: 'WD' });
    expect((await call('PUT', '/step-limits/ruling', { version: 1, limit: { value: 2, unit: 'WD' }, source: 'x' })).status).toBe(
      422,
    );
    expect((await call('PUT', '/step-limits/nothing', { version: 1, limit: { value: 2, unit: 'WD' }, source: 'x' })).status).toBe(
      404,
    );
  });

  it('name the jurisdiction and its model', async () => {
    expect(await catalogue.deployment()).toBeNull();
    const deployment = {
      modelId: 'default',
      regionCode: '990106',
      name: { zh: '示例区', en: 'Sample district' },
      timeZone: 'Asia/Shanghai',
    };
    const set = (change: object) =>
      store().inTransaction((trx) => catalogue.setDeployment(trx, { ...deployment, ...change }, null));
    expect(await set({ modelId: 'nowhere' })).toMatchObject({ ok: false, error: { code: 'model_unknown' } });
    expect(await set({ modelId: '../catalogue' })).toMatchObject({ ok: false, error: { code: 'model_unknown' } });
    expect(await set({ regionCode: '31' })).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
    expect((await set({})).ok).toBe(true);
    expect(await catalogue.deployment()).toEqual(deployment);
    expect((await call('GET', '/model')).body).toMatchObject({
      id: 'default',
      deployment: { regionCode: '990106' },
      stages: { check: { zh: '核查结案' } },
      stepsOff: [],
    });
  });

  it('SH-09 keep channels, of every kind from the start', async () => {
    const listed = await call<{ items: { id: string; kind: string; version: number }[] }>('GET', '/channels');
    expect(listed.body.items.map(({ id }) => id)).toContain('patrol');
    expect(listed.body.items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['patrol', 'hotline', 'resident', 'visit', 'property', 'sensor', 'media', 'superior']),
    );
    const body = { version: 0, name: { zh: '楼道二维码', en: 'Stairwell code' }, kind: 'resident', active: true };
    expect((await call('PUT', '/channels/stairwell', body)).body).toMatchObject({ id: 'stairwell', version: 1 });
    expect((await call('PUT', '/channels/stairwell', body)).body).toMatchObject({ code: 'already_exists' });
    expect((await call('PUT', '/channels/stairwell', { ...body, version: 1, active: false })).body).toMatchObject({
      active: false,
      version: 2,
    });
  });

  it('log every change, and let readers read only', async () => {
    const actions = new Set(await audited());
    for (const action of [
      'category.create',
      'category.retire',
      'standard_row.replace',
      'responsibility.create',
      'responsibility.end',
      'calendar.publish',
      'step_limit.update',
      'channel.create',
    ]) {
      expect(actions).toContain(action);
    }
    actor = actorWith(['catalogue.read']);
    expect((await call('GET', '/channels')).status).toBe(200);
    expect(
      (await call('PUT', '/channels/stairwell', { version: 2, name: { zh: '甲', en: 'A' }, kind: 'resident', active: true }))
        .body,
    ).toMatchObject({ code: 'not_permitted' });
  });
});
