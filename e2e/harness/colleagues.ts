import {
  accessRoutes,
  areaRoutes,
  caseRoutes,
  caseVerbRoutes,
  catalogueRoutes,
  createClient,
  organisationRoutes,
  type Answer,
  type StaffVerb,
} from '@gridward/contract';
import { createIds } from '@gridward/core';
import { randomBytes } from 'node:crypto';
import { DEMO_PASSWORD } from './desk.ts';

const ROUTES = { ...accessRoutes, ...areaRoutes, ...caseRoutes, ...caseVerbRoutes, ...catalogueRoutes, ...organisationRoutes };
type Api = ReturnType<typeof createClient<typeof ROUTES>>;
type Payload = Readonly<Record<string, unknown>>;
/** A verb that is chosen at run time, which hides its payload from the compiler; the server checks it. */
type VerbSender = (call: {
  readonly params: { readonly caseId: string };
  readonly body: { readonly version: number; readonly payload: Payload };
}) => Promise<Answer<{ readonly version: number }>>;

/** A case that was brought somewhere by colleagues before a journey begins. */
export interface PreparedCase {
  readonly id: string;
  readonly number: string;
  readonly description: string;
  readonly position: { readonly lng: number; readonly lat: number };
}

export interface Matter {
  readonly description: string;
  /** Code of the category in the events of cities. */
  readonly code: string;
  /** Name of a grid. */
  readonly grid: string;
  readonly phone?: string;
}

/** The other people of the county: they work over HTTP, so that a journey in the browser need not begin with everything. */
export interface Colleagues {
  report(signInName: string, matter: Matter): Promise<PreparedCase>;
  /** Does one step with the newest version of the case. */
  step(signInName: string, made: Pick<PreparedCase, 'id'>, verb: StaffVerb, payload?: Payload): Promise<void>;
  /** Files under the category's first row. */
  file(made: Pick<PreparedCase, 'id'>): Promise<void>;
  /** Files under the category's first row and dispatches to the unit of this name. */
  dispatchTo(made: Pick<PreparedCase, 'id'>, unitName: string): Promise<void>;
  unitId(name: string): Promise<string>;
  /** Enters into the list who leads a matter where a component belongs to this unit. */
  leadForOwner(code: string, unitName: string): Promise<void>;
  /** Looks at the reporter's name and phone number for a purpose. */
  reveal(signInName: string, made: Pick<PreparedCase, 'id'>, purpose: string): Promise<void>;
  /** In which state a case is now. */
  stateOf(caseId: string): Promise<string>;
  /** Gives somebody one more post, in an area of this name. */
  appoint(signInName: string, roleId: string, areaName: string): Promise<void>;
  /** The latest case that was closed as solved, of those with photos from before and after. */
  firstClosed(signInName: string): Promise<{ readonly id: string; readonly number: string }>;
}

const ids = createIds({ now: () => Date.now() }, randomBytes);

async function valueOf<T>(answer: Promise<Answer<T>>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(`${settled.problem.code}: ${settled.problem.detail ?? settled.problem.title}`);
  return settled.value;
}

async function signIn(baseUrl: string, signInName: string): Promise<Api> {
  let cookie = '';
  let csrfToken = '';
  const api = createClient(ROUTES, {
    baseUrl,
    newId: () => ids.next(),
    headers: (): Record<string, string> => (csrfToken === '' ? {} : { cookie, 'x-csrf-token': csrfToken }),
    async fetch(url, init) {
      const response = await fetch(url, init);
      const [given] = response.headers.getSetCookie();
      if (given !== undefined) cookie = given.split(';')[0] ?? '';
      return response;
    },
  });
  csrfToken = (await valueOf(api.signIn({ body: { signInName, password: DEMO_PASSWORD } }))).csrfToken;
  return api;
}

export function createColleagues(url: () => string): Colleagues {
  const sessions = new Map<string, Promise<Api>>();
  function as(signInName: string): Promise<Api> {
    const found = sessions.get(signInName) ?? signIn(url(), signInName);
    sessions.set(signInName, found);
    return found;
  }

  async function unitId(name: string): Promise<string> {
    const units = await valueOf((await as('dispatch')).listUnits({ query: { limit: 5000 } }));
    const unit = units.items.find((one) => one.name === name);
    if (unit === undefined) throw new Error(`there is no unit ${name}`);
    return unit.id;
  }

  async function categoryId(api: Api, code: string): Promise<string> {
    const found = await valueOf(api.searchCategories({ query: { q: code, mattersOnly: 'true', limit: 50 } }));
    const hit = found.items.find(({ category }) => category.code === code && category.codeSystem === 'city-events');
    if (hit === undefined) throw new Error(`there is no category ${code}`);
    return hit.category.id;
  }

  async function report(signInName: string, { description, code, grid, phone }: Matter): Promise<PreparedCase> {
    const api = await as(signInName);
    const boundaries = await valueOf(api.listBoundaries({ query: { level: 'grid', limit: 5000 } }));
    const at = boundaries.features.find(({ properties }) => properties.name === grid)?.properties.representative;
    if (at === undefined) throw new Error(`there is no grid ${grid}`);
    const made = await valueOf(
      api.reportCase({
        body: {
          description,
          categoryId: await categoryId(api, code),
          place: grid,
          position: at,
          channel: 'hotline',
          ...(phone === undefined ? {} : { reporter: { name: '演示诉求人', phone, replyChannel: 'sms' } }),
        },
      }),
    );
    return { id: made.case.id, number: made.case.number, description, position: at };
  }

  async function step(signInName: string, made: Pick<PreparedCase, 'id'>, verb: StaffVerb, payload: Payload = {}): Promise<void> {
    const api = await as(signInName);
    const { version } = await valueOf(api.getCase({ params: { caseId: made.id } }));
    await valueOf((api[verb] as VerbSender)({ params: { caseId: made.id }, body: { version, payload } }));
  }

  async function file(made: Pick<PreparedCase, 'id'>): Promise<void> {
    const api = await as('shift');
    const { category } = await valueOf(api.getCase({ params: { caseId: made.id } }));
    const { rows } = await valueOf(api.getCategory({ params: { categoryId: category.id } }));
    await step('shift', made, 'file', { standardRowId: rows[0]?.id });
  }

  return {
    report,
    step,
    unitId,
    async leadForOwner(code, unitName) {
      const system = await as('system');
      const owner = await unitId(unitName);
      const ofOwner = { areaId: null, componentOwnerId: owner, leadUnitId: owner, supportingUnitIds: [], legalBasis: null };
      await valueOf(system.createResponsibility({ body: { categoryId: await categoryId(system, code), ...ofOwner } }));
    },
    async appoint(signInName, roleId, areaName) {
      const { personId } = await valueOf((await as(signInName)).me({}));
      const security = await as('security');
      const { items } = await valueOf(security.listAreas({ query: { q: areaName } }));
      const area = items.find(({ name }) => name === areaName);
      if (area === undefined) throw new Error(`there is no area ${areaName}`);
      await valueOf(security.grantPost({ body: { personId, roleId, areaId: area.id } }));
    },
    async firstClosed(signInName) {
      const api = await as(signInName);
      const { items } = await valueOf(api.listCases({ query: { state: 'closed', limit: 20 } }));
      for (const { id, number } of items) {
        const { attachments } = await valueOf(api.getCase({ params: { caseId: id } }));
        const has = (...purposes: string[]): boolean => attachments.some(({ purpose }) => purposes.includes(purpose));
        if (has('report', 'before') && has('after')) return { id, number };
      }
      throw new Error('no closed case has photos from before and after');
    },
    async reveal(signInName, { id }, purpose) {
      const api = await as(signInName);
      await valueOf(api.revealReporter({ params: { caseId: id }, body: { purpose, fields: ['name', 'phone'] } }));
    },
    async stateOf(caseId) {
      const api = await as('shift');
      return (await valueOf(api.getCase({ params: { caseId } }))).state;
    },
    file,
    async dispatchTo(made, unitName) {
      await file(made);
      await step('dispatch', made, 'dispatch', { leadUnitId: await unitId(unitName) });
    },
  };
}
