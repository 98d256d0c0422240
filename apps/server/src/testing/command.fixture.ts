import { value, type EAST, type World } from './world.fixture.ts';

export interface MadeCase {
  readonly id: string;
  readonly version: number;
  readonly number: string;
}

export const WORDS = '路口垃圾堆放三天没人管';
export const CORNER = '东门路口3号楼';

type Point = typeof EAST;

/** People of the world bring cases to where a test wants them. */
export function createWork(world: () => World) {
  async function report(
    position: Point,
    more: { readonly repeatOf?: string; readonly hazard?: boolean } = {},
  ): Promise<MadeCase> {
    const { categoryId } = await world().matter('0110');
    const body = { description: WORDS, place: CORNER, categoryId, channel: 'hotline', position, ...more };
    return value(await world().as('intake').reportCase({ body })).case;
  }

  async function dispatched(position: Point): Promise<MadeCase> {
    const { rowId } = await world().matter('0110');
    const made = await report(position);
    const params = { caseId: made.id };
    const registered = value(
      await world()
        .as('intake')
        .register({ params, body: { version: made.version, payload: {} } }),
    );
    const payload = { standardRowId: rowId };
    const filed = value(
      await world()
        .as('shift')
        .file({ params, body: { version: registered.version, payload } }),
    );
    const lead = { leadUnitId: world().units.sanitation };
    return value(
      await world()
        .as('dispatcher')
        .dispatch({ params, body: { version: filed.version, payload: lead } }),
    );
  }

  async function disputed(position: Point): Promise<MadeCase> {
    const { id, version } = await dispatched(position);
    const payload = { reason: '不属于我所职责', evidence: '权责清单第三条', counterUnitId: world().units.greening };
    return value(
      await world()
        .as('handler')
        .request_return({ params: { caseId: id }, body: { version, payload } }),
    );
  }

  async function deferred(position: Point, untilAt: string): Promise<MadeCase> {
    const { id, version } = await dispatched(position);
    const params = { caseId: id };
    const wish = { reason: '等待备件', exitCondition: '备件到货', untilAt };
    const asked = value(
      await world()
        .as('handler')
        .request_deferral({ params, body: { version, payload: wish } }),
    );
    const ruling = { granted: true, reason: '情况属实' };
    return value(
      await world()
        .as('dispatcher')
        .rule_deferral({ params, body: { version: asked.version, payload: ruling } }),
    );
  }

  async function closed(position: Point): Promise<MadeCase> {
    const { id, version } = await dispatched(position);
    const params = { caseId: id };
    const step = { params, body: { version, payload: {} } };
    const accepted = value(await world().as('handler').accept(step));
    const result = { version: accepted.version, payload: { result: '已清运' } };
    const handled = value(await world().as('handler').submit_result({ params, body: result }));
    const confirmation = { version: handled.version, payload: {} };
    const confirmed = value(await world().as('dispatcher').confirm_result({ params, body: confirmation }));
    const finding = { version: confirmed.version, payload: { finding: '现场已清理' } };
    const checked = value(await world().as('verifier').check_pass({ params, body: finding }));
    const payload = { closureKind: 'solved', explanation: '垃圾已清运' } as const;
    return value(
      await world()
        .as('shift')
        .close({ params, body: { version: checked.version, payload } }),
    );
  }

  async function supervised(made: MadeCase, dueAt: number): Promise<string> {
    const body = { text: '请说明进展', dueAt: new Date(dueAt).toISOString() };
    return value(
      await world()
        .as('leader')
        .orderSupervision({ params: { caseId: made.id }, body }),
    ).id;
  }

  return { report, dispatched, disputed, deferred, closed, supervised };
}
