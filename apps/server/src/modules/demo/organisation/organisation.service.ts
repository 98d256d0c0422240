import { DAY_MS, type DeskDuty, type Ids, type Instant, type Permission, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { BUILT_IN_ROLES, type Access } from '../../access/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import type { DemoCounty } from '../county/county.service.ts';
import { planStaff, type PersonPlan, type PostPlan } from './staff.ts';
import { CAPACITY_OPEN, ISLAND_CHECK, UNITS } from './units.ts';

/** Somebody who acts on cases. */
export interface DemoPerson {
  readonly key: string;
  readonly accountId: Uuid;
  readonly postId: Uuid;
  readonly unitId: Uuid | null;
  /** Of the post and everything above it. */
  readonly unitIds: ReadonlySet<Uuid>;
  readonly permissions: ReadonlySet<Permission>;
}

export interface DemoOrganisation {
  readonly units: ReadonlyMap<string, Uuid>;
  /** People with an account, by key. */
  readonly people: ReadonlyMap<string, DemoPerson>;
}

interface Input {
  readonly county: DemoCounty;
  readonly ids: Ids;
  readonly since: Instant;
  readonly now: Instant;
  readonly passwordHash: string;
}

/** The leader's leave: it began a few days ago and ends within the month. */
const LEAVE_SINCE_MS = 3 * DAY_MS;
const LEAVE_FOR_MS = 30 * DAY_MS;
const PERMISSIONS_OF = new Map(BUILT_IN_ROLES.map(({ id, permissions }) => [id, new Set<Permission>(permissions)]));

/** Writes units, desks, people, posts and accounts. */
export async function buildOrganisation(
  trx: Transaction<Database>,
  { organisation, access }: { readonly organisation: Organisation; readonly access: Access },
  input: Input,
): Promise<DemoOrganisation> {
  const units = await buildUnits(trx, organisation, input);
  await buildDesks(trx, organisation, input, units);
  const people = await buildPeople(trx, { organisation, access }, input, units);
  return { units, people };
}

async function buildUnits(trx: Transaction<Database>, organisation: Organisation, { county, ids, since }: Input) {
  const units = new Map(UNITS.map(({ key }) => [key, ids.next()]));
  await organisation.createUnits(
    trx,
    UNITS.map(({ key, parent, kind, name, shortName, area }) => ({
      id: units.get(key),
      parentId: parent === null ? null : (units.get(parent) ?? null),
      kind,
      code: `DEMO-${key}`,
      name,
      shortName,
      capacityOpen: CAPACITY_OPEN[key] ?? null,
      areaId: area === null ? county.id : areaOf(area, county),
      validFrom: since,
      demo: true,
    })),
  );
  return units;
}

function areaOf(area: NonNullable<PostPlan['area']>, county: DemoCounty): Uuid | null {
  if ('county' in area) return county.id;
  if ('street' in area) return county.streets.get(area.street) ?? null;
  if ('community' in area) return county.communities.get(area.community)?.id ?? null;
  return county.grids[area.grid]?.id ?? null;
}

async function buildDesks(
  trx: Transaction<Database>,
  organisation: Organisation,
  { county, since }: Input,
  units: ReadonlyMap<string, Uuid>,
) {
  const desks: readonly (readonly [DeskDuty, Uuid | undefined, string])[] = [
    ['intake', county.id, 'intake'],
    ['dispatch', county.id, 'dispatch'],
    ['verification', county.id, 'verification'],
    ['fallback', county.id, 'coordination'],
    ['leader', county.id, 'government'],
    ['verification', county.streets.get('ouyu'), ISLAND_CHECK],
    ...[...county.streets].map(([key, areaId]) => ['leader', areaId, key] as const),
  ];
  for (const [duty, areaId, key] of desks) {
    const unitId = units.get(key);
    if (areaId === undefined || unitId === undefined) throw new Error(`no desk ${duty} ${key}`);
    await organisation.setDesk(trx, { duty, areaId, unitId, validFrom: since });
  }
}

async function buildPeople(
  trx: Transaction<Database>,
  { organisation, access }: { readonly organisation: Organisation; readonly access: Access },
  input: Input,
  units: ReadonlyMap<string, Uuid>,
) {
  const { county, ids, since, now, passwordHash } = input;
  const plans = planStaff(county);
  const persons = new Map(plans.map(({ key }) => [key, ids.next()]));
  await organisation.createPersons(
    trx,
    plans.map(({ key, name }, i) => ({ id: persons.get(key), name, number: `YS${String(i + 1).padStart(4, '0')}`, demo: true })),
  );
  const posts = plans.flatMap((plan) => plan.posts.map((planned) => ({ plan, planned, id: ids.next() })));
  const postOf = new Map(posts.map(({ plan, id }) => [plan.key, id]));
  await organisation.createPosts(
    trx,
    posts.map(({ plan, planned, id }) => ({
      id,
      personId: persons.get(plan.key) ?? '',
      roleId: planned.roleId,
      unitId: planned.unit === null ? null : (units.get(planned.unit) ?? null),
      areaId: planned.area === null ? null : areaOf(planned.area, county),
      teamRole: planned.teamRole,
      title: planned.title,
      substituteFor: planned.substituteFor === null ? null : (postOf.get(planned.substituteFor) ?? null),
      validFrom: planned.substituteFor === null ? since : now - LEAVE_SINCE_MS,
      validTo: planned.substituteFor === null ? null : now + LEAVE_FOR_MS,
    })),
  );
  const people = new Map<string, DemoPerson>();
  for (const plan of plans.filter(worksOnCases)) {
    const accountId = await access.createAccountFor(trx, {
      id: ids.next(),
      personId: persons.get(plan.key) ?? '',
      signInName: plan.signInName ?? plan.key,
      passwordHash,
      mustChangePassword: false,
    });
    if (accountId === null) throw new Error(`the sign-in name of ${plan.key} is taken`);
    people.set(plan.key, personOf(plan, accountId, postOf.get(plan.key) ?? '', units));
  }
  return people;
}

/** Team members without an office have no account. */
const worksOnCases = ({ signInName, posts }: PersonPlan): boolean =>
  signInName !== null || posts.some(({ unit, teamRole }) => unit !== null || teamRole === 'worker');

function personOf(plan: PersonPlan, accountId: Uuid, postId: Uuid, units: ReadonlyMap<string, Uuid>): DemoPerson {
  const permissions = new Set(plan.posts.flatMap(({ roleId }) => [...(PERMISSIONS_OF.get(roleId) ?? [])]));
  const keys = plan.posts.flatMap(({ unit }) => (unit === null ? [] : upwards(unit)));
  const own = plan.posts[0]?.unit ?? null;
  return {
    key: plan.key,
    accountId,
    postId,
    unitId: own === null ? null : (units.get(own) ?? null),
    unitIds: new Set(keys.flatMap((key) => units.get(key) ?? [])),
    permissions,
  };
}

const PARENT_OF = new Map(UNITS.map(({ key, parent }) => [key, parent]));

/** A unit and every unit above it. */
function upwards(key: string): string[] {
  const parent = PARENT_OF.get(key) ?? null;
  return parent === null ? [key] : [key, ...upwards(parent)];
}
