import { ROUTES, STAFF_VERBS, type Route, type StaffVerb } from '@gridward/contract';
import type { Permission, Uuid } from '@gridward/core';
import { BUILT_IN_ROLES } from '../modules/access/index.ts';
import { EAST, value, WEST, WORLD_ROLES, type World, type WorldRole } from './world.fixture.ts';

/** One cell in which the server did something else than the table of roles says. */
export interface Difference {
  readonly role: WorldRole;
  readonly route: string;
  readonly place: string;
  readonly expected: string;
  readonly got: string;
}

const ROLES = Object.keys(WORLD_ROLES) as WorldRole[];
const NOWHERE = '00000000-0000-7000-8000-000000000000';
const PERMISSIONS_OF = new Map(BUILT_IN_ROLES.map(({ id, permissions }) => [id, new Set<Permission>(permissions)]));
const has = (role: WorldRole, permission: Permission): boolean =>
  PERMISSIONS_OF.get(WORLD_ROLES[role].roleId)?.has(permission) === true;

/** Every route of the API, by the name that a reader would look for. */
export const ALL_ROUTES: readonly (readonly [string, Route])[] = Object.entries(ROUTES).flatMap(([group, routes]) =>
  Object.entries(routes as Readonly<Record<string, Route>>).map(([name, route]) => [`${group}.${name}`, route] as const),
);

const placeOf = (role: WorldRole): { readonly area: string | null; readonly unit: string | null } => WORLD_ROLES[role];

/** Does the role hold the route's permission widely enough to be let in at all? */
function mayEnter(role: WorldRole, { access, scope }: Route): boolean {
  if (access === 'public' || access === 'signed_in') return true;
  const { area, unit } = placeOf(role);
  const atRoot = area === 'county' || (area === null && unit === 'government');
  return has(role, access) && (scope !== 'deployment' || atRoot);
}

/** Role × route: who is let in and who is turned away at the door, asked with ids that nothing has. */
export async function doorMatrix(world: World): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const [name, route] of ALL_ROUTES) {
    if (route.replyKind === 'events' || ENDS_SESSION.has(name)) continue;
    for (const role of ROLES) {
      const { status, code } = await call(world, role, route, {});
      const turnedAway = status === 401 || (status === 403 && code === 'not_permitted');
      const expected = mayEnter(role, route);
      // Behind the door a service may still refuse; what it may not do is let in whom the table keeps out.
      if (!expected && !turnedAway)
        differences.push({ role, route: name, place: '-', expected: 'turned away', got: `${status} ${code}` });
      if (expected && turnedAway)
        differences.push({ role, route: name, place: '-', expected: 'let in', got: `${status} ${code}` });
    }
  }
  return differences;
}

const ENDS_SESSION = new Set([
  'access.signOut',
  'access.signIn',
  'access.changePassword',
  'access.beginSecondFactor',
  'access.confirmSecondFactor',
]);
const PLACES = {
  ownGrid: { position: EAST, area: 'eastGrid' },
  elsewhere: { position: WEST, area: 'westGrid' },
} as const;

/** Role × verb × place: outside its reach a case does not exist, inside it the machine answers. */
export async function reachMatrix(world: World): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const [place, { position }] of Object.entries(PLACES)) {
    const caseId = await caseAt(world, position);
    for (const role of ROLES) {
      const sees = reaches(role, place as keyof typeof PLACES);
      for (const verb of STAFF_VERBS) {
        const route = ROUTES.caseVerbs[verb];
        const { status, code } = await call(world, role, route, {
          caseId,
          body: { version: 999, payload: PAYLOADS(world)[verb] },
        });
        const expected = !mayEnter(role, route) ? '403 not_permitted' : sees ? '409 version_conflict' : '404 not_found';
        if (`${status} ${code}` !== expected)
          differences.push({ role, route: `caseVerbs.${verb}`, place, expected, got: `${status} ${code}` });
      }
    }
  }
  return differences;
}

/** A case that lies with the intake desk: seen by posts whose area holds it, and by the unit that owns it. */
function reaches(role: WorldRole, place: keyof typeof PLACES): boolean {
  const { area, unit } = placeOf(role);
  if (area === 'county') return true;
  if (area !== null) return area.startsWith('east') === (place === 'ownGrid');
  return unit === 'intake';
}

async function caseAt(world: World, position: { lng: number; lat: number }): Promise<Uuid> {
  const { categoryId } = await world.matter('0110');
  return value(
    await world.as('intake').reportCase({ body: { description: '权限矩阵', categoryId, channel: 'hotline', position } }),
  ).case.id;
}

const text = '理由充分';
const PAYLOADS = (world: World): Readonly<Record<StaffVerb, object>> => ({
  take: {},
  release: {},
  amend: { note: text },
  order_pre_check: {},
  pre_check: { found: true, finding: text },
  register: {},
  file: { standardRowId: NOWHERE },
  decline: { reason: text, explanation: text },
  merge: { intoCaseId: NOWHERE },
  redirect: { channel: text, explanation: text },
  void: { reason: text },
  withdraw: { reason: text },
  dispatch: { leadUnitId: world.units.sanitation },
  return_to_intake: { reason: text },
  accept: {},
  assign: { accountId: world.accounts.handler },
  revoke_assignment: { reason: text },
  make_safe: { measure: text },
  report_part: { result: text },
  request_return: { reason: text, evidence: text, counterUnitId: world.units.greening },
  request_extension: { reason: text },
  request_deferral: { reason: text, exitCondition: text, untilAt: '2026-08-01T00:00:00Z' },
  rule_return: { granted: false, leadUnitId: world.units.greening, reason: text },
  rule_extension: { granted: true, reason: text },
  rule_deferral: { granted: true, reason: text },
  resume: { reason: text },
  submit_result: { result: text },
  confirm_result: {},
  send_back: { reason: text },
  check_pass: { finding: text },
  check_fail: { finding: text },
  close: { closureKind: 'solved', explanation: text },
  refuse_close: { reason: text },
  force_close: { reason: text, explanation: text },
  reopen: { reason: text },
  ask_exemption: { reason: text },
  rule_exemption: { granted: true, reason: text },
  urge: { text },
});

let commands = 0;

async function call(
  world: World,
  role: WorldRole,
  route: Route,
  { caseId = NOWHERE, body }: { caseId?: Uuid; body?: object },
): Promise<{ status: number; code: string }> {
  commands += 1;
  const reply = await world.app.http.inject({
    method: route.method,
    url: route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      name === 'caseId' ? caseId : name === 'size' ? 'preview' : NOWHERE,
    ),
    headers: { ...world.headersOf(role), 'idempotency-key': `0192f000-0000-7000-9000-${String(commands).padStart(12, '0')}` },
    ...(route.method === 'GET' ? {} : { payload: body ?? {} }),
  });
  const problem =
    reply.statusCode >= 400 && reply.headers['content-type']?.toString().includes('json') === true
      ? reply.json<{ code?: string }>()
      : {};
  return { status: reply.statusCode, code: problem.code ?? 'ok' };
}
