import type { CaseMoved } from '@gridward/contract';
import { deadline, evolve, STAGE_OF, STAGES, unborn } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, refusal, value, WEST, type World } from '../../testing/world.fixture.ts';
import { readJournal } from './case-read.repository.ts';

const testTime = () => ({ clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
const store = useTestStore();
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), testTime());
});
afterAll(() => world.close());

const report = async (position = EAST, more: object = {}): Promise<CaseMoved> => {
  const { categoryId } = await world.matter('0110');
  const reported = await world
    .as('intake')
    .reportCase({ body: { description: '路口垃圾堆放三天没人管', categoryId, channel: 'hotline', position, ...more } });
  return value(reported).case;
};

const filed = async (position = EAST): Promise<CaseMoved> => {
  const { rowId } = await world.matter('0110');
  const { id } = await report(position);
  const registered = value(await world.as('intake').register({ params: { caseId: id }, body: { version: 1, payload: {} } }));
  return value(
    await world
      .as('shift')
      .file({ params: { caseId: id }, body: { version: registered.version, payload: { standardRowId: rowId } } }),
  );
};

const dispatched = async (): Promise<CaseMoved> => {
  const { id, version } = await filed();
  const payload = { leadUnitId: world.units.sanitation };
  return value(await world.as('dispatcher').dispatch({ params: { caseId: id }, body: { version, payload } }));
};

const handled = async (): Promise<CaseMoved> => {
  const { id, version } = await dispatched();
  const accepted = value(await world.as('handler').accept({ params: { caseId: id }, body: { version, payload: {} } }));
  return value(
    await world
      .as('handler')
      .submit_result({ params: { caseId: id }, body: { version: accepted.version, payload: { result: '已清运' } } }),
  );
};

describe('the seven-step loop through the API', () => {
  it('BS-12 FR-12 BP-10 leads a case from report to closure, each step by its own role', async () => {
    const { id, version } = await handled();
    const params = { caseId: id };
    const confirmed = value(await world.as('dispatcher').confirm_result({ params, body: { version, payload: {} } }));
    const checked = value(
      await world.as('verifier').check_pass({ params, body: { version: confirmed.version, payload: { finding: '现场已清理' } } }),
    );
    const closed = value(
      await world
        .as('shift')
        .close({ params, body: { version: checked.version, payload: { closureKind: 'solved', explanation: '垃圾已清运' } } }),
    );
    expect(closed).toMatchObject({ state: 'closed', stage: 'evaluate', owner: null, clock: null, closureKind: 'solved' });
    const learnt = store().db.selectFrom('dispatch_history').select('case_count').where('area_id', '=', world.areas.eastGrid);
    expect(await learnt.where('unit_id', '=', world.units.sanitation).execute()).toEqual([{ case_count: 1 }]);
    const detail = value(await world.as('shift').getCase({ params }));
    expect(detail).toMatchObject({
      closedOnTime: true,
      verifiedSolved: true,
      number: expect.stringMatching(/^99010120260511\d{6}$/),
    });
    const { items } = value(await world.as('shift').getJournal({ params }));
    expect([...new Set(items.map(({ to }) => STAGE_OF[to]))]).toEqual([...STAGES]);
  });

  it('BS-40 shows owner and clock at every step, and only the verbs that the reader may use', async () => {
    const { id } = await dispatched();
    const forHandler = value(await world.as('handler').getCase({ params: { caseId: id } }));
    expect(forHandler.owner).toMatchObject({ duty: 'handling', unit: { name: '环卫所' } });
    expect(forHandler.clock).toMatchObject({ kind: 'handling', lamp: 'green' });
    expect(forHandler.allowedVerbs).toContain('accept');
    const picture = await world.app.modules.catalogue.picture();
    const limitOf = async (code: string) => picture.row((await world.matter(code)).rowId)?.limit;
    expect([await limitOf('0110'), await limitOf('0105')]).toEqual([
      { value: 4, unit: 'WH' },
      expect.not.objectContaining({ value: 4, unit: 'WH' }),
    ]);
    const due = deadline(picture.calendar, world.app.platform.clock.now(), { value: 4, unit: 'WH' });
    expect(due).toEqual({ ok: true, value: Date.parse(forHandler.clock?.dueAt ?? '') });
    const forVerifier = value(await world.as('verifier').getCase({ params: { caseId: id } }));
    expect(forVerifier.allowedVerbs).not.toContain('accept');
  });

  it('CQ-05 keeps a journal that alone rebuilds the case, with no hand between the steps, and whose chain shows any change', async () => {
    const { id } = await handled();
    const journal = value(await world.as('shift').getJournal({ params: { caseId: id } }));
    expect(journal.intact).toBe(true);
    expect(journal.items.map(({ verb }) => verb)).toEqual(['report', 'register', 'file', 'dispatch', 'accept', 'submit_result']);
    const entries = await readJournal(store().db, id);
    const row = await store().db.selectFrom('case_file').select('body').where('id', '=', id).executeTakeFirstOrThrow();
    const rebuilt = entries.reduce((core, { facts }) => evolve(core, { set: facts.set }), unborn(id));
    expect(rebuilt).toEqual((row.body as { core: unknown }).core);
    await store().owner.query(
      `update case_event set facts = jsonb_set(facts, '{told,result}', '"另一个结果"') where case_id = $1 and verb = 'submit_result'`,
      [id],
    );
    expect(value(await world.as('shift').getJournal({ params: { caseId: id } })).intact).toBe(false);
  });
});

describe('refusals', () => {
  it('JA-23 lets nobody of the handling unit check its own work', async () => {
    const { id, version } = await handled();
    const confirmed = value(
      await world.as('dispatcher').confirm_result({ params: { caseId: id }, body: { version, payload: {} } }),
    );
    const refused = await world
      .as('handler')
      .check_pass({ params: { caseId: id }, body: { version: confirmed.version, payload: { finding: '好了' } } });
    expect(refusal(refused)).toBe('not_permitted');
    // Not for want of the permission alone: a verifier who also has a post at the unit.
    const verifier = store().db.selectFrom('account').select('person_id').where('id', '=', world.accounts.otherVerifier);
    const { person_id: personId } = await verifier.executeTakeFirstOrThrow();
    const post = { personId, roleId: 'unit_staff', unitId: world.units.sanitation, areaId: null };
    await store().inTransaction((trx) => world.app.modules.organisation.createPost(trx, post));
    await world.pass(60_000);
    const body = { version: confirmed.version, payload: { finding: '好了' } };
    expect(refusal(await world.as('otherVerifier').check_pass({ params: { caseId: id }, body }))).toBe('not_independent');
  });

  it('answers 409 with the fresh state when somebody else was faster', async () => {
    const { id, version } = await filed();
    const payload = { leadUnitId: world.units.sanitation };
    value(await world.as('dispatcher').dispatch({ params: { caseId: id }, body: { version, payload } }));
    const late = await world
      .as('dispatcher')
      .dispatch({ params: { caseId: id }, body: { version, payload: { leadUnitId: world.units.greening } } });
    expect(late).toMatchObject({
      ok: false,
      problem: { code: 'version_conflict', current: { state: 'assigned', owner: { unit: { name: '环卫所' } } } },
    });
  });

  it('carries out a repeated command once and gives the same answer again', async () => {
    const { id, version } = await filed();
    const commandId = '0192f000-0000-7000-8000-000000000001';
    const body = { version, payload: { leadUnitId: world.units.sanitation } };
    const first = value(await world.as('dispatcher').dispatch({ params: { caseId: id }, body }, { commandId }));
    const again = value(await world.as('dispatcher').dispatch({ params: { caseId: id }, body }, { commandId }));
    expect(again).toEqual(first);
    const other = await world
      .as('dispatcher')
      .dispatch({ params: { caseId: id }, body: { version, payload: { leadUnitId: world.units.greening } } }, { commandId });
    expect(refusal(other)).toBe('idempotency_mismatch');
    const events = await store()
      .db.selectFrom('case_event')
      .select('seq')
      .where('case_id', '=', id)
      .where('verb', '=', 'dispatch')
      .execute();
    expect(events).toHaveLength(1);
  });

  it('repeats a report without making a second case', async () => {
    const { categoryId } = await world.matter('0110');
    const body = { description: '同一次上报', categoryId, channel: 'hotline', position: EAST };
    const commandId = '0192f000-0000-7000-8000-000000000002';
    const first = value(await world.as('intake').reportCase({ body }, { commandId }));
    const again = value(await world.as('intake').reportCase({ body }, { commandId }));
    expect(again).toEqual(first);
    expect(again.case.number).toMatch(/^99010120260511\d{6}$/);
    const other = await world.as('intake').reportCase({ body: { ...body, description: '另一件事' } }, { commandId });
    expect(refusal(other)).toBe('idempotency_mismatch');
  });

  it('refuses a place outside the county and a matter that does not exist', async () => {
    const { categoryId } = await world.matter('0110');
    const far = await world
      .as('intake')
      .reportCase({ body: { description: '很远', categoryId, channel: 'hotline', position: { lng: 100, lat: 20 } } });
    expect(refusal(far)).toBe('position_outside');
    const unknown = await world
      .as('intake')
      .reportCase({ body: { description: '不知道', categoryId: world.areas.county, channel: 'hotline', position: EAST } });
    expect(refusal(unknown)).toBe('category_unknown');
  });
});

describe('scope', () => {
  it('PT-04 JY-70 lets a street work on the cases of its own area, which are those of the county, and see nothing of its neighbour', async () => {
    const east = await report(EAST);
    const west = await report(WEST);
    expect(value(await world.as('eastStreet').getCase({ params: { caseId: east.id } })).number).toBe(east.number);
    expect(refusal(await world.as('eastStreet').getCase({ params: { caseId: west.id } }))).toBe('not_found');
    const listed = value(await world.as('westStreet').listCases({ query: { limit: 200 } })).items.map(({ id }) => id);
    expect(listed).toContain(west.id);
    expect(listed).not.toContain(east.id);
    const [params, { rowId: standardRowId }] = [{ caseId: east.id }, await world.matter('0110')];
    const { version } = value(await world.as('intake').register({ params, body: { version: east.version, payload: {} } }));
    const moved = value(await world.as('eastStreet').file({ params, body: { version, payload: { standardRowId } } }));
    const same = { number: east.number, state: 'filed', version: moved.version };
    for (const role of ['shift', 'eastStreet'] as const)
      expect(value(await world.as(role).getCase({ params }))).toMatchObject(same);
    const payload = { leadUnitId: world.units.sanitation };
    const sent = value(await world.as('dispatcher').dispatch({ params, body: { version: moved.version, payload } }));
    const onward = { number: east.number, state: 'assigned', version: sent.version };
    for (const role of ['shift', 'eastStreet', 'handler'] as const)
      expect(value(await world.as(role).getCase({ params }))).toMatchObject(onward);
  });

  it('lets a contractor see only what its unit owns, leads or supports', async () => {
    const { id } = await dispatched();
    expect(refusal(await world.as('contractor').getCase({ params: { caseId: id } }))).toBe('not_found');
    expect(value(await world.as('handler').getCase({ params: { caseId: id } })).id).toBe(id);
    expect(refusal(await world.as('otherHandler').getCase({ params: { caseId: id } }))).toBe('not_found');
  });
});

describe('sealing', () => {
  it('masks numbers in what handlers read and keeps the original in the vault', async () => {
    const reported = await report(EAST, {
      description: '楼下垃圾没人管，请回电 13812345678 谢谢',
      reporter: { name: '演示居民', phone: '13812345678', replyChannel: 'sms' },
    });
    const detail = value(await world.as('shift').getCase({ params: { caseId: reported.id } }));
    expect(detail.description).not.toContain('13812345678');
    expect(detail).toMatchObject({ masked: true, sealedReporter: true });
    const params = { caseId: reported.id };
    expect(refusal(await world.as('verifier').revealReporter({ params, body: { purpose: '想看看', fields: ['phone'] } }))).toBe(
      'not_permitted',
    );
    const revealed = value(
      await world.as('intake').revealReporter({ params, body: { purpose: '核对地址', fields: ['phone', 'original_text'] } }),
    );
    expect(revealed).toMatchObject({ phone: '13812345678', name: null, originalText: expect.stringContaining('13812345678') });
    const looks = value(await world.as('shift').listReveals({ params }));
    expect(looks.items).toMatchObject([{ purpose: '核对地址', fields: expect.arrayContaining(['phone', 'original_text']) }]);
  });
});

describe('lists', () => {
  it('pages through a queue without losing or repeating a case', async () => {
    for (let i = 0; i < 5; i += 1) await report();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = value(
        await world
          .as('intake')
          .listCases({ query: { state: 'reported', order: 'due', limit: 3, ...(cursor === undefined ? {} : { cursor }) } }),
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    const queues = value(await world.as('intake').countQueues({ query: {} }));
    expect(queues.queues.find(({ state }) => state === 'reported')?.count).toBe(seen.length);
  });

  it('finds a case by any fragment of its text', async () => {
    const reported = await report(EAST, { description: '七号楼消防通道被杂物堵塞' });
    for (const q of ['消防通道', '防通', '七号楼 堵塞']) {
      const found = value(await world.as('shift').listCases({ query: { q } }));
      expect(found.items.map(({ id }) => id)).toContain(reported.id);
    }
    expect(value(await world.as('shift').listCases({ query: { q: '井盖丢失' } })).items.map(({ id }) => id)).not.toContain(
      reported.id,
    );
  });
});

describe('the clocks', () => {
  it('PT-08 lets a return that nobody ruled on fall to the fallback unit', async () => {
    const { id, version } = await dispatched();
    const wish = { reason: '不属于我所职责', evidence: '权责清单第三条', counterUnitId: world.units.greening };
    value(await world.as('handler').request_return({ params: { caseId: id }, body: { version, payload: wish } }));
    const before = value(await world.as('handler').getCase({ params: { caseId: id } }));
    expect(before).toMatchObject({ state: 'assigned', openRequest: 'return', owner: { unit: { name: '环卫所' } } });
    await world.pass(3 * 86_400_000);
    await world.app.modules.cases.tick();
    const after = value(await world.as('shift').getCase({ params: { caseId: id } }));
    expect(after).toMatchObject({ state: 'assigned', openRequest: null, owner: { unit: { name: '综合兜底科' } } });
    const { units } = value(await world.as('leader').readCommandBoard({ query: {} }));
    expect(units.find(({ id: unitId }) => unitId === world.units.fallback)?.counts.open).toBe(1);
    while ((await world.app.modules.notify.outbox.deliver()) > 0);
    const notices = await store().db.selectFrom('notice').select('kind').where('case_id', '=', id).execute();
    expect(notices.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['assigned', 'request_to_rule']));
  });

  it('PT-53 reminds the unit while there is still time, once', async () => {
    const { id } = await dispatched();
    const { db } = store();
    const { remind_at, due_at } = await db
      .selectFrom('case_file')
      .select(['remind_at', 'due_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (remind_at === null || due_at === null) throw new Error('nobody would be reminded');
    expect(remind_at.getTime()).toBeLessThan(due_at.getTime());
    const reminders = async (): Promise<unknown[]> => {
      await world.app.modules.cases.tick();
      while ((await world.app.modules.notify.outbox.deliver()) > 0);
      return db.selectFrom('notice').select('unit_id').where('case_id', '=', id).where('kind', '=', 'due_soon').execute();
    };
    const now = world.app.platform.clock.now();
    await world.pass(remind_at.getTime() - now - 1);
    expect(await reminders()).toEqual([]);
    await world.pass(1);
    expect(await reminders()).toEqual([{ unit_id: world.units.sanitation }]);
    expect(await reminders()).toHaveLength(1);
  });
});

describe('standard rows', () => {
  it('make a case a hazard when the row describes one, whatever was ticked', async () => {
    const { categoryId } = await world.matter('0505');
    const picture = await world.app.modules.catalogue.picture();
    const row = picture.rowsOf(categoryId).find(({ hazard }) => hazard);
    if (row === undefined) throw new Error('路面塌陷 has no dangerous row');
    const reported = value(
      await world
        .as('intake')
        .reportCase({ body: { description: '路面塌了一个洞', categoryId, channel: 'hotline', position: EAST } }),
    ).case;
    const params = { caseId: reported.id };
    expect(value(await world.as('shift').getCase({ params })).hazard).toBe(false);
    value(await world.as('shift').file({ params, body: { version: reported.version, payload: { standardRowId: row.id } } }));
    expect(value(await world.as('shift').getCase({ params }))).toMatchObject({ hazard: true, madeSafe: false });
  });
});
