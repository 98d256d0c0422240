import { VIEWS_EACH, type CaseView } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, refusal, value, type World, type WorldRole } from '../../testing/world.fixture.ts';

const store = useTestStore();
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), { clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
});
afterAll(() => world.close());

const save = async (role: WorldRole, name: string, sharing: CaseView['sharing'] = { with: 'none' }): Promise<CaseView> =>
  value(
    await world
      .as(role)
      .createCaseView({ body: { name, filters: { state: 'filed', overdue: 'true' }, columns: ['grid'], sharing } }),
  );
const namesFor = async (role: WorldRole): Promise<string[]> =>
  value(await world.as(role).listCaseViews({})).items.map(({ name }) => name);
const change = (role: WorldRole, view: CaseView, set: Partial<CaseView>) => {
  const { name, filters, columns, sharing, position, version } = { ...view, ...set };
  return world.as(role).changeCaseView({
    params: { viewId: view.id },
    body: { name, filters, columns, sharing, position, version },
  });
};

describe('a saved view', () => {
  it('is its owner’s alone until it is shared, and nobody else can change, delete or restore it', async () => {
    const view = await save('shift', '超时待派遣');
    expect(view).toMatchObject({ mine: true, columns: ['grid'], filters: { state: 'filed', overdue: 'true' }, version: 1 });
    expect(await namesFor('shift')).toContain('超时待派遣');
    expect(await namesFor('leader')).not.toContain('超时待派遣');
    expect(refusal(await change('leader', view, { name: '我的' }))).toBe('not_found');
    const params = { viewId: view.id };
    expect(refusal(await world.as('leader').deleteCaseView({ params, query: { version: 1 } }))).toBe('not_found');
    expect(refusal(await world.as('leader').restoreCaseView({ params }))).toBe('not_found');
  });

  it('shared with a unit is seen in it and below, and shared with an area by the posts inside, and by no others', async () => {
    await save('handler', '环卫在办', { with: 'unit', unitId: world.units.sanitation });
    expect(await namesFor('contractor')).toContain('环卫在办');
    expect(await namesFor('otherHandler')).not.toContain('环卫在办');
    await save('eastStreet', '东街道重点', { with: 'area', areaId: world.areas.eastStreet });
    expect(await namesFor('eastWorker')).toContain('东街道重点');
    expect(await namesFor('westStreet')).not.toContain('东街道重点');
    expect(await namesFor('shift')).not.toContain('东街道重点');
    const [shared] = value(await world.as('eastWorker').listCaseViews({})).items;
    expect(shared).toMatchObject({ mine: false, owner: { name: '测试eastStreet' }, sharedWith: { name: '东街道' } });
  });

  it('can be shared within one’s own posts only', async () => {
    const abroad = [
      ['eastStreet', { with: 'area', areaId: world.areas.westStreet }],
      ['eastStreet', { with: 'area', areaId: world.areas.county }],
      ['handler', { with: 'unit', unitId: world.units.greening }],
      ['contractor', { with: 'unit', unitId: world.units.sanitation }],
    ] as const;
    for (const [role, sharing] of abroad) {
      const body = { name: '越界', filters: {}, columns: [], sharing };
      expect(refusal(await world.as(role).createCaseView({ body }))).toBe('not_permitted');
    }
    const own = await save('eastStreet', '收回');
    expect(refusal(await change('eastStreet', own, { sharing: { with: 'area', areaId: world.areas.county } }))).toBe(
      'not_permitted',
    );
    const { mayShareWith } = value(await world.as('eastStreet').listCaseViews({}));
    expect(mayShareWith).toEqual({ units: [], areas: [{ id: world.areas.eastStreet, name: '东街道' }] });
  });

  it('refuses a filter that no list has', async () => {
    const body = { name: '错', filters: { password: 'x' }, columns: [], sharing: { with: 'none' as const } };
    expect(refusal(await world.as('shift').createCaseView({ body }))).toBe('validation_failed');
  });

  it('says when it was changed elsewhere, and keeps what stands', async () => {
    const view = await save('leader', '今日到期');
    const renamed = value(await change('leader', view, { name: '今日到期（改）' }));
    expect(renamed.version).toBe(2);
    expect(refusal(await change('leader', view, { name: '另一个名字' }))).toBe('version_conflict');
    expect(await namesFor('leader')).toContain('今日到期（改）');
    const stale = await world.as('leader').deleteCaseView({ params: { viewId: view.id }, query: { version: 1 } });
    expect(refusal(stale)).toBe('version_conflict');
  });

  it('is gone for all when it is deleted, and back as it was when that is undone', async () => {
    const view = await save('handler', '共享后删除', { with: 'unit', unitId: world.units.sanitation });
    const params = { viewId: view.id };
    value(await world.as('handler').deleteCaseView({ params, query: { version: view.version } }));
    expect(await namesFor('contractor')).not.toContain('共享后删除');
    expect(refusal(await change('handler', view, {}))).toBe('not_found');
    const back = value(await world.as('handler').restoreCaseView({ params }));
    expect(back).toMatchObject({ name: view.name, filters: view.filters, sharing: view.sharing });
    expect(await namesFor('contractor')).toContain('共享后删除');
  });
});

describe('a view that was deleted', () => {
  it('does not come back where there are as many as one may have', async () => {
    const first = await save('eastWorker', '第一');
    for (let i = 1; i < VIEWS_EACH; i += 1) await save('eastWorker', `视图${i}`);
    const params = { viewId: first.id };
    value(await world.as('eastWorker').deleteCaseView({ params, query: { version: first.version } }));
    await save('eastWorker', '最后');
    expect(refusal(await world.as('eastWorker').restoreCaseView({ params }))).toBe('bound_reached');
  });

  it('comes back to its owner alone where they may no longer share it', async () => {
    const shared = await save('otherHandler', '园林共享', { with: 'unit', unitId: world.units.greening });
    const gone = { viewId: shared.id };
    value(await world.as('otherHandler').deleteCaseView({ params: gone, query: { version: shared.version } }));
    await store().owner.query('update case_view set unit_id = $2 where id = $1', [shared.id, world.units.sanitation]);
    const back = value(await world.as('otherHandler').restoreCaseView({ params: gone }));
    expect(back).toMatchObject({ name: '园林共享', filters: shared.filters, sharing: { with: 'none' }, sharedWith: null });
    expect(await namesFor('otherHandler')).toContain('园林共享');
    expect(await namesFor('handler')).not.toContain('园林共享');
  });
});

describe('what a person chooses for themselves', () => {
  it('are columns for each view, and the view that the list opens with; the owner’s stay as they are', async () => {
    const view = await save('handler', '各看各的', { with: 'unit', unitId: world.units.sanitation });
    const mine = world.as('contractor');
    value(await mine.chooseCaseColumns({ params: { view: view.id }, body: { columns: ['dueAt', 'state'] } }));
    value(await mine.chooseCaseColumns({ params: { view: 'all' }, body: { columns: [] } }));
    value(await mine.chooseDefaultView({ body: { viewId: view.id } }));
    const chosen = value(await mine.listCaseViews({}));
    expect(chosen.columns).toEqual({ [view.id]: ['dueAt', 'state'], all: [] });
    expect(chosen.defaultViewId).toBe(view.id);
    const ofOwner = value(await world.as('handler').listCaseViews({}));
    expect(ofOwner.columns).toEqual({});
    expect(ofOwner.items.find(({ id }) => id === view.id)?.columns).toEqual(['grid']);
    value(await mine.chooseCaseColumns({ params: { view: view.id }, body: { columns: null } }));
    expect(value(await mine.listCaseViews({})).columns).toEqual({ all: [] });
  });

  it('is kept whole when two windows choose at the same moment', async () => {
    const mine = world.as('westStreet');
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await save('westStreet', `甲${round}`), await save('westStreet', `乙${round}`)];
      const choices = [one, other].map(({ id }) =>
        mine.chooseCaseColumns({ params: { view: id }, body: { columns: ['state'] } }),
      );
      for (const answer of await Promise.all(choices)) value(answer);
      const { columns } = value(await mine.listCaseViews({}));
      expect([columns[one.id], columns[other.id]]).toEqual([['state'], ['state']]);
    }
  });

  it('keeps what another window chose for a view that it made while this one waited', async () => {
    const account = world.accounts.eastStreet;
    const mine = world.as('eastStreet');
    value(await mine.chooseCaseColumns({ params: { view: 'all' }, body: { columns: ['state'] } }));
    const other = await store().owner.connect();
    await other.query('begin');
    await other.query('select from case_list_choice where account_id = $1 for update', [account]);
    const waiting = mine.chooseCaseColumns({ params: { view: 'all' }, body: { columns: ['dueAt'] } });
    const waits = `select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`;
    await expect.poll(async () => (await store().owner.query(waits)).rowCount).toBe(1);
    const id = '0192f000-0000-7000-8000-00000000eeee';
    await other.query(
      `insert into case_view (id, account_id, name, filters, columns, position, created_at, changed_at) values ($1, $2, '同时', '{}', '{}', 99, now(), now())`,
      [id, account],
    );
    const columns = JSON.stringify({ [id]: ['grid'] });
    await other.query('update case_list_choice set columns = $2 where account_id = $1', [account, columns]);
    await other.query('commit');
    other.release();
    value(await waiting);
    expect(value(await mine.listCaseViews({})).columns).toEqual({ [id]: ['grid'], all: ['dueAt'] });
  });

  it('is forgotten with the view that it was about', async () => {
    const view = await save('handler', '将撤回', { with: 'unit', unitId: world.units.sanitation });
    const mine = world.as('contractor');
    value(await mine.chooseDefaultView({ body: { viewId: view.id } }));
    value(await change('handler', view, { sharing: { with: 'none' } }));
    expect(value(await mine.listCaseViews({})).defaultViewId).toBeNull();
    value(await mine.chooseDefaultView({ body: { viewId: view.id } }));
    expect(value(await mine.listCaseViews({})).defaultViewId).toBeNull();
  });
});
