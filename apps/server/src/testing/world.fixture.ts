import { randomBytes } from 'node:crypto';
import { createClient, ROUTES, type Answer, type Client } from '@gridward/contract';
import type { Clock, Ids, Uuid } from '@gridward/core';
import type { Database, Store } from '@gridward/db';
import type { LightMyRequestResponse } from 'fastify';
import type { Transaction } from 'kysely';
import { buildApp, type App } from '../app.ts';
import { testConfig } from './host.fixture.ts';

/** Everybody of a small county, by what they do. */
export const WORLD_ROLES = {
  intake: { roleId: 'intake_officer', unit: 'intake', area: 'county' },
  shift: { roleId: 'shift_leader', unit: 'centre', area: 'county' },
  dispatcher: { roleId: 'dispatcher', unit: 'command', area: 'county' },
  handler: { roleId: 'unit_staff', unit: 'sanitation', area: null },
  otherHandler: { roleId: 'unit_staff', unit: 'greening', area: null },
  verifier: { roleId: 'verifier', unit: 'verification', area: 'county' },
  otherVerifier: { roleId: 'verifier', unit: 'verification', area: 'county' },
  leader: { roleId: 'leader', unit: 'government', area: 'county' },
  eastWorker: { roleId: 'grid_worker', unit: null, area: 'eastGrid' },
  eastStreet: { roleId: 'shift_leader', unit: null, area: 'eastStreet' },
  westStreet: { roleId: 'shift_leader', unit: null, area: 'westStreet' },
  contractor: { roleId: 'contractor', unit: 'contractor', area: null },
} as const;
export type WorldRole = keyof typeof WORLD_ROLES;

const AREAS = {
  county: { parent: null, level: 'county', code: '990101', name: '测试县', box: [120, 30, 120.2, 30.1] },
  eastStreet: { parent: 'county', level: 'township', code: '990101001', name: '东街道', box: [120.1, 30, 120.2, 30.1] },
  westStreet: { parent: 'county', level: 'township', code: '990101002', name: '西街道', box: [120, 30, 120.1, 30.1] },
  eastCommunity: {
    parent: 'eastStreet',
    level: 'community',
    code: '990101001001',
    name: '东一社区',
    box: [120.1, 30, 120.2, 30.1],
  },
  westCommunity: {
    parent: 'westStreet',
    level: 'community',
    code: '990101002001',
    name: '西一社区',
    box: [120, 30, 120.1, 30.1],
  },
  eastGrid: {
    parent: 'eastCommunity',
    level: 'grid',
    code: '990101001001001',
    name: '东一第一网格',
    box: [120.1, 30, 120.2, 30.1],
  },
  westGrid: {
    parent: 'westCommunity',
    level: 'grid',
    code: '990101002001001',
    name: '西一第一网格',
    box: [120, 30, 120.1, 30.1],
  },
} as const;
type AreaName = keyof typeof AREAS;

const UNITS = {
  government: { parent: null, kind: 'government', name: '测试县人民政府' },
  centre: { parent: 'government', kind: 'centre', name: '监督中心' },
  intake: { parent: 'centre', kind: 'centre', name: '受理席' },
  verification: { parent: 'centre', kind: 'centre', name: '核查队' },
  command: { parent: 'government', kind: 'centre', name: '指挥中心' },
  sanitation: { parent: 'government', kind: 'department', name: '环卫所' },
  greening: { parent: 'government', kind: 'department', name: '园林所' },
  fallback: { parent: 'government', kind: 'department', name: '综合兜底科' },
  contractor: { parent: 'sanitation', kind: 'contractor', name: '保洁公司' },
  committee: { parent: 'government', kind: 'committee', name: '东一居委会' },
} as const;
type UnitName = keyof typeof UNITS;

export const EAST = { lng: 120.15, lat: 30.05 };
export const WEST = { lng: 120.05, lat: 30.05 };
/** Everybody's. */
export const PASSWORD = 'Correct-Horse-9';

export type WorldClient = Client<typeof ROUTES.cases> &
  Client<typeof ROUTES.caseLists> &
  Client<typeof ROUTES.views> &
  Client<typeof ROUTES.intake> &
  Client<typeof ROUTES.follow> &
  Client<typeof ROUTES.dispatch> &
  Client<typeof ROUTES.command> &
  Client<typeof ROUTES.caseVerbs> &
  Client<typeof ROUTES.access> &
  Client<typeof ROUTES.notify> &
  Client<typeof ROUTES.secondChecks>;

/** A running app with a small county in it: two streets, one grid each, desks, two departments and a fallback. */
export interface World {
  readonly app: App;
  readonly areas: Readonly<Record<AreaName, Uuid>>;
  readonly units: Readonly<Record<UnitName, Uuid>>;
  readonly accounts: Readonly<Record<WorldRole, Uuid>>;
  /** An event of the delivered catalogue, by code, with its first standard row. */
  matter(code: string): Promise<{ readonly categoryId: Uuid; readonly rowId: Uuid }>;
  /** The typed client of somebody, signed in. */
  as(role: WorldRole): WorldClient;
  /** Cookie and CSRF headers of somebody, for raw requests. */
  headersOf(role: WorldRole): Readonly<Record<string, string>>;
  /** Lets time pass and signs everybody in again, since sessions do not last as long as cases. */
  pass(durationMs: number): Promise<void>;
  close(): Promise<void>;
}

/** What a world runs on. `advance` moves the clock; a world on real time cannot let time pass. */
export interface WorldOptions {
  readonly clock: Clock & { readonly advance?: (durationMs: number) => void };
  readonly ids: Ids;
  readonly checkReplies?: boolean;
}

export async function createWorld(store: Store, { clock, ids, checkReplies = true }: WorldOptions): Promise<World> {
  const app = await buildApp(
    { ...testConfig(store.dataDir), logLevel: 'silent', checkReplies },
    { store, clock, ids, randomBytes },
  );
  await app.modules.prepare();
  const built = await build(app, store);
  let headers = await signIn(app, built.accounts);
  return {
    app,
    ...built,
    async matter(code) {
      const picture = await app.modules.catalogue.picture();
      const category = picture.matters.find(
        (entry) => entry.kind === 'event' && entry.code === code && picture.rowsOf(entry.id).length > 0,
      );
      const row = category === undefined ? undefined : picture.rowsOf(category.id)[0];
      if (category === undefined || row === undefined) throw new Error(`no matter ${code}`);
      return { categoryId: category.id, rowId: row.id };
    },
    as: (role) => clientOf(app, headers[role], () => ids.next()),
    async pass(durationMs) {
      if (clock.advance === undefined) throw new Error('this world runs on real time');
      clock.advance(durationMs);
      headers = await signIn(app, built.accounts);
    },
    headersOf: (role) => headers[role],
    close: () => app.close(),
  };
}

async function build(app: App, store: Store) {
  const { modules } = app;
  return store.inTransaction(async (trx) => {
    await modules.catalogue.setDeployment(
      trx,
      { modelId: 'default', regionCode: '990101', name: { zh: '测试县', en: 'Test County' }, timeZone: 'Asia/Shanghai' },
      null,
    );
    const areas = await buildAreas(app, trx);
    const units = await buildUnits(app, trx, areas);
    const accounts = await buildStaff(app, trx, areas, units);
    return { areas, units, accounts };
  });
}

async function buildAreas({ modules }: App, trx: Transaction<Database>): Promise<Record<AreaName, Uuid>> {
  const ids: Partial<Record<AreaName, Uuid>> = {};
  for (const [name, { parent, level, code, name: label, box }] of Object.entries(AREAS) as [
    AreaName,
    (typeof AREAS)[AreaName],
  ][]) {
    const areaId = await modules.areas.createArea(trx, {
      parentId: parent === null ? null : (ids[parent] ?? null),
      level,
      code,
      name: label,
    });
    const [west, south, east, north] = box;
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const set = await modules.areas.setBoundary(trx, {
      areaId,
      geometry: { type: 'Polygon', coordinates: [ring] },
      source: 'test',
    });
    if (!set.ok) throw new Error(set.error.code);
    ids[name] = areaId;
  }
  return ids as Record<AreaName, Uuid>;
}

async function buildUnits(
  { modules }: App,
  trx: Transaction<Database>,
  areas: Record<AreaName, Uuid>,
): Promise<Record<UnitName, Uuid>> {
  const ids: Partial<Record<UnitName, Uuid>> = {};
  for (const [key, { parent, kind, name }] of Object.entries(UNITS) as [UnitName, (typeof UNITS)[UnitName]][]) {
    ids[key] = await modules.organisation.createUnit(trx, {
      parentId: parent === null ? null : (ids[parent] ?? null),
      kind,
      name,
    });
  }
  const units = ids as Record<UnitName, Uuid>;
  const desks = {
    intake: units.intake,
    dispatch: units.command,
    verification: units.verification,
    fallback: units.fallback,
  } as const;
  for (const [duty, unitId] of Object.entries(desks) as [keyof typeof desks, Uuid][]) {
    await modules.organisation.setDesk(trx, { duty, areaId: areas.county, unitId });
  }
  return units;
}

async function buildStaff(
  { modules }: App,
  trx: Transaction<Database>,
  areas: Record<AreaName, Uuid>,
  units: Record<UnitName, Uuid>,
) {
  const passwordHash = await modules.access.hashPassword('somebody', PASSWORD);
  if (!passwordHash.ok) throw new Error(passwordHash.error.code);
  const accounts: Partial<Record<WorldRole, Uuid>> = {};
  for (const [role, { roleId, unit, area }] of Object.entries(WORLD_ROLES) as [WorldRole, (typeof WORLD_ROLES)[WorldRole]][]) {
    const personId = await modules.organisation.createPerson(trx, { name: `测试${role}` });
    await modules.organisation.createPost(trx, {
      personId,
      roleId,
      unitId: unit === null ? null : units[unit],
      areaId: area === null ? null : areas[area],
    });
    const accountId = await modules.access.createAccountFor(trx, {
      personId,
      signInName: role,
      passwordHash: passwordHash.value,
      mustChangePassword: false,
    });
    if (accountId === null) throw new Error(`${role} exists`);
    accounts[role] = accountId;
  }
  return accounts as Record<WorldRole, Uuid>;
}

async function signIn(app: App, accounts: Record<WorldRole, Uuid>): Promise<Record<WorldRole, Record<string, string>>> {
  const headers: Partial<Record<WorldRole, Record<string, string>>> = {};
  for (const role of Object.keys(accounts) as WorldRole[]) {
    const reply = await app.http.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { signInName: role, password: PASSWORD },
    });
    const { csrfToken } = reply.json<{ csrfToken: string }>();
    const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    headers[role] = { cookie, 'x-csrf-token': csrfToken };
  }
  return headers as Record<WorldRole, Record<string, string>>;
}

function clientOf(app: App, headers: Record<string, string>, newId: () => string): WorldClient {
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const reply = await app.http.inject({
      method: (init.method ?? 'GET') as 'GET',
      url,
      headers: { ...(init.headers as Record<string, string>) },
      ...(typeof init.body === 'string' ? { payload: init.body } : {}),
    });
    return toResponse(reply);
  };
  const routes = {
    ...ROUTES.cases,
    ...ROUTES.caseLists,
    ...ROUTES.views,
    ...ROUTES.intake,
    ...ROUTES.follow,
    ...ROUTES.dispatch,
    ...ROUTES.command,
    ...ROUTES.caseVerbs,
    ...ROUTES.access,
    ...ROUTES.notify,
    ...ROUTES.secondChecks,
  };
  return createClient(routes, { baseUrl: '', fetch, newId, headers: () => headers });
}

const toResponse = (reply: LightMyRequestResponse): Response =>
  new Response(reply.statusCode === 204 ? null : reply.payload, {
    status: reply.statusCode,
    headers: { 'content-type': String(reply.headers['content-type'] ?? '') },
  });

/** The value, or a failure that names the problem. */
export function value<T>(answer: Answer<T>): T {
  if (!answer.ok)
    throw new Error(`${answer.problem.code} ${answer.problem.rule ?? ''} ${JSON.stringify(answer.problem.errors ?? '')}`);
  return answer.value;
}

/** The problem, or a failure that shows the value. */
export function refusal<T>(answer: Answer<T>): string {
  if (answer.ok) throw new Error(`expected a refusal, got ${JSON.stringify(answer.value).slice(0, 200)}`);
  return answer.problem.code;
}
