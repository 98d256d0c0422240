import type { CaseMoved } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, EAST, refusal, value, WEST, type World, type WorldRole } from '../../testing/world.fixture.ts';

const DAY_MS = 86_400_000;
const store = useTestStore();
let world: World;
let closed: string[] = [];

const step = async (
  role: WorldRole,
  moved: CaseMoved,
  verb: 'file' | 'dispatch' | 'accept' | 'submit_result' | 'confirm_result' | 'check_pass' | 'close',
  payload: object = {},
): Promise<CaseMoved> => {
  const send = world.as(role)[verb] as (call: object) => ReturnType<ReturnType<World['as']>['accept']>;
  return value(await send({ params: { caseId: moved.id }, body: { version: moved.version, payload } }));
};

async function close(position: { lng: number; lat: number }): Promise<string> {
  const { categoryId, rowId } = await world.matter('0110');
  const body = { description: '路口垃圾无人清理', categoryId, channel: 'hotline', position };
  let moved: CaseMoved = value(await world.as('intake').reportCase({ body })).case;
  moved = await step('shift', moved, 'file', { standardRowId: rowId });
  moved = await step('dispatcher', moved, 'dispatch', { leadUnitId: world.units.sanitation });
  moved = await step('handler', moved, 'accept');
  moved = await step('handler', moved, 'submit_result', { result: '已清理' });
  moved = await step('dispatcher', moved, 'confirm_result');
  moved = await step('verifier', moved, 'check_pass', { finding: '现场已清理' });
  moved = await step('shift', moved, 'close', { closureKind: 'solved', explanation: '已清理' });
  return moved.id;
}

const draw = (): Promise<number> => store().inTransaction((trx) => world.app.modules.secondChecks.draw(trx));

beforeAll(async () => {
  world = await createWorld(store(), { clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds(31) });
  closed = [await close(EAST), await close(WEST), await close(EAST)];
  await world.pass(DAY_MS);
});
afterAll(() => world.close());

it('draws from what was closed yesterday, once, however often it is asked', async () => {
  expect(await Promise.all([draw(), draw()])).toContain(1);
  expect(await draw()).toBe(0);
  const { items, checked } = value(await world.as('otherVerifier').listSecondChecks({ query: {} }));
  expect(items).toHaveLength(1);
  expect(checked).toBe(0);
  expect(closed).toContain(items[0]?.case.id);
  expect(items[0]).toMatchObject({ mayCheck: true, result: null, deskUnit: { id: world.units.verification } });
  expect(items[0]?.closing?.zh).not.toBe('');
});

it('shows nothing to who does not verify', async () => {
  for (const role of ['handler', 'contractor', 'eastWorker', 'intake'] as const)
    expect(refusal(await world.as(role).listSecondChecks({ query: {} }))).toBe('not_permitted');
});

it('CM03 is not done by whoever passed the first check', async () => {
  const [mine] = value(await world.as('verifier').listSecondChecks({ query: {} })).items;
  expect(mine?.mayCheck).toBe(false);
  const body = { holds: true, finding: '看过了' };
  expect(refusal(await world.as('verifier').recordSecondCheck({ params: { checkId: mine?.id ?? '' }, body }))).toBe(
    'not_independent',
  );
});

it('CM03 is not done by whoever handled the case, wherever they work by now', async () => {
  const [drawn] = value(await world.as('otherVerifier').listSecondChecks({ query: {} })).items;
  const checkId = drawn?.id ?? '';
  const original = await store()
    .db.selectFrom('post')
    .innerJoin('account', 'account.person_id', 'post.person_id')
    .select(['post.id', 'post.person_id'])
    .where('account.id', '=', world.accounts.handler)
    .executeTakeFirstOrThrow();
  await store().inTransaction(async (trx) => {
    const post = {
      personId: original.person_id,
      roleId: 'verifier',
      unitId: world.units.verification,
      areaId: world.areas.county,
    };
    await world.app.modules.organisation.createPost(trx, post);
  });
  await store().owner.query('update post set valid_to = $2 where id = $1', [original.id, '2026-05-12T01:00:01Z']);
  await world.pass(60_000);
  const mine = value(await world.as('handler').listSecondChecks({ query: {} })).items.find(({ id }) => id === checkId);
  expect(mine?.mayCheck).toBe(false);
  const body = { holds: true, finding: '自己看自己' };
  expect(refusal(await world.as('handler').recordSecondCheck({ params: { checkId }, body }))).toBe('not_independent');
  await store().owner.query('update post set valid_to = null where id = $1', [original.id]);
  await world.pass(60_000);
});

it('tells the intake desk when a closed case turns out not to be solved, which then reopens it', async () => {
  const [drawn] = value(await world.as('otherVerifier').listSecondChecks({ query: {} })).items;
  const params = { checkId: drawn?.id ?? '' };
  const body = { holds: false, finding: '垃圾还在原处，住户13800138000作证' };
  const done = value(await world.as('otherVerifier').recordSecondCheck({ params, body }));
  expect(done).toMatchObject({
    holds: false,
    finding: expect.stringContaining('垃圾还在原处'),
    checkedBy: { id: world.accounts.otherVerifier },
  });
  expect(refusal(await world.as('otherVerifier').recordSecondCheck({ params, body: { ...body, holds: true } }))).toBe(
    'already_so',
  );
  const notices = value(await world.as('intake').listNotices({ query: {} }));
  expect(notices.items.find(({ kind }) => kind === 'second_check_failed')?.case?.id).toBe(drawn?.case.id);
  const caseId = drawn?.case.id ?? '';
  const found = value(await world.as('intake').listSecondChecksOfCase({ params: { caseId } }));
  expect(found.items).toMatchObject([{ holds: false, finding: done.finding }]);
  expect(JSON.stringify([done, found])).not.toContain('13800138000');
  const failed = value(await world.as('verifier').listSecondChecks({ query: { state: 'failed' } }));
  expect([failed.items.length, failed.checked, failed.held]).toEqual([1, 1, 0]);
  const { version } = value(await world.as('intake').getCase({ params: { caseId } }));
  expect(
    value(await world.as('intake').reopen({ params: { caseId }, body: { version, payload: { reason: '复核不通过' } } })).state,
  ).toBe('filed');
});

it('draws what the share says, and a changed share shows at the next drawing', async () => {
  const headers = world.headersOf('shift');
  expect(value(await world.as('shift').getSecondCheckShare({}))).toEqual({ share: 0.05, version: 0 });
  const refused = await world.app.http.inject({
    method: 'PUT',
    url: '/api/v1/second-check-share',
    headers: { ...headers, 'idempotency-key': '019a0000-0000-7000-8000-000000000001' },
    payload: { share: 1, version: 0 },
  });
  expect(refused.statusCode).toBe(403);
  await store().owner.query(
    `insert into setting (key, value, changed_at) values ('second_check.share', '{"share": 1}', now())`,
    [],
  );
  const again = [await close(EAST), await close(WEST)];
  await world.pass(DAY_MS);
  expect(await draw()).toBe(2);
  const { items } = value(await world.as('otherVerifier').listSecondChecks({ query: { limit: 1 } }));
  expect(items).toHaveLength(1);
  const all = value(await world.as('otherVerifier').listSecondChecks({ query: {} })).items.map((item) => item.case.id);
  expect([...all].sort()).toEqual([...again].sort());
});
