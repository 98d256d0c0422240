import type { TeamRole } from '@gridward/core';
import type { DemoCounty, DemoGrid } from '../county/county.service.ts';
import { SIGN_INS } from '../sign-ins.ts';
import { ISLAND_CHECK, UNITS } from './units.ts';

/** Where somebody works: a unit by key, an area by what it is, or both. */
export interface PostPlan {
  readonly roleId: string;
  readonly unit: string | null;
  readonly area:
    | { readonly county: true }
    | { readonly street: string }
    | { readonly community: string }
    | { readonly grid: number }
    | null;
  readonly teamRole: TeamRole | null;
  readonly title: string;
  /** Key of the post that this one stands in for. */
  readonly substituteFor: string | null;
}

export interface PersonPlan {
  readonly key: string;
  readonly name: string;
  readonly signInName: string | null;
  readonly posts: readonly PostPlan[];
}

const post = (
  roleId: string,
  unit: string | null,
  area: PostPlan['area'],
  title: string,
  teamRole: TeamRole | null = null,
): PostPlan => ({
  roleId,
  unit,
  area,
  teamRole,
  title,
  substituteFor: null,
});

const NAMED = new Map(SIGN_INS.map(({ person, signInName }) => [person, signInName]));

/** Names say that these are nobody: the office, then a number. */
const person = (key: string, label: string, number: number, ...posts: PostPlan[]): PersonPlan => ({
  key,
  name: `演示${label}${String(number).padStart(2, '0')}`,
  signInName: NAMED.get(key) ?? null,
  posts,
});

const COUNTY = { county: true } as const;
const several = (count: number, make: (number: number) => PersonPlan): PersonPlan[] =>
  Array.from({ length: count }, (_, i) => make(i + 1));

const DESK_PEOPLE: readonly PersonPlan[] = [
  ...several(3, (n) => person(`intake.${n}`, '受理员', n, post('intake_officer', 'intake', COUNTY, '受理员'))),
  ...several(2, (n) => person(`shift.${n}`, '值班长', n, post('shift_leader', 'supervision', COUNTY, '值班长'))),
  ...several(2, (n) => person(`dispatch.${n}`, '派遣员', n, post('dispatcher', 'dispatch', COUNTY, '派遣员'))),
  ...several(4, (n) => person(`verification.${n}`, '核查员', n, post('verifier', 'verification', COUNTY, '核查员'))),
  person('island.check', '鸥屿核查员', 1, post('verifier', ISLAND_CHECK, { street: 'ouyu' }, '核查员')),
  person('leader.1', '领导', 1, post('leader', 'government', COUNTY, '分管领导')),
  person('admin.system', '系统管理员', 1, post('system_admin', 'command', COUNTY, '系统管理员')),
  person('admin.security', '安全管理员', 1, post('security_admin', 'command', COUNTY, '安全管理员')),
  person('admin.audit', '审计管理员', 1, post('audit_admin', 'command', COUNTY, '审计管理员')),
];

const HANDLING = new Set(['department', 'organisation', 'contractor', 'property', 'subdistrict', 'committee']);

/** Two people in every unit that handles; the first heads it. */
function unitPeople(): PersonPlan[] {
  return UNITS.filter(({ kind, key }) => HANDLING.has(kind) || key === 'police' || /\.(build|safety|service)$/.test(key)).flatMap(
    (unit) => {
      const label = unit.shortName ?? unit.name.replace('办公室', '办');
      const role = (n: number): string => {
        if (unit.kind === 'contractor' || unit.kind === 'property') return 'contractor';
        if (unit.kind === 'committee') return 'community_worker';
        return n === 1 && unit.key !== 'sanitation' ? 'unit_lead' : 'unit_staff';
      };
      const title = (n: number): string => (n === 1 ? '负责人' : '经办人');
      return several(2, (n) => {
        const own = post(role(n), unit.key, unit.area, title(n));
        const sees = unit.kind === 'subdistrict' && n === 1 ? [post('clerk', unit.key, unit.area, '信息员')] : [];
        return person(`${unit.key}.${n}`, label, n, own, ...sees);
      });
    },
  );
}

/** Deliberate gaps, so that the list of gaps has something to show: positions in the county's list of grids. */
export const GRIDS_WITHOUT_LEADER: readonly number[] = [11, 37];
export const GRID_WITHOUT_WORKER = 25;
/** Where the leader is away and a substitute stands in. */
export const GRID_WITH_SUBSTITUTE = 3;

const EXTRA_ROLES: readonly { readonly role: TeamRole; readonly label: string; readonly every: number }[] = [
  { role: 'deputy', label: '副网格长', every: 1 },
  { role: 'volunteer', label: '志愿者', every: 2 },
  { role: 'police', label: '民警', every: 4 },
  { role: 'medic', label: '医务人员', every: 4 },
  { role: 'mediator', label: '调解员', every: 5 },
  { role: 'teacher', label: '教师', every: 9 },
  { role: 'property', label: '物业人员', every: 6 },
  { role: 'adviser', label: '网格指导员', every: 7 },
  { role: 'sponsor', label: '联系领导', every: 10 },
];

/** The team of each grid: leader, worker and who else belongs to it. */
function teams(grids: readonly DemoGrid[]): PersonPlan[] {
  return grids.flatMap((_grid, i) => {
    const number = i + 1;
    const area = { grid: i };
    const member = (key: string, label: string, roleId: string, teamRole: TeamRole): PersonPlan =>
      person(`grid.${number}.${key}`, label, number, post(roleId, null, area, label, teamRole));
    const leader = GRIDS_WITHOUT_LEADER.includes(i) ? [] : [member('leader', '网格长', 'community_worker', 'leader')];
    const worker = i === GRID_WITHOUT_WORKER ? [] : [member('worker', '网格员', 'grid_worker', 'worker')];
    const extra = EXTRA_ROLES.filter(({ every }) => i % every === every - 1 || every === 1);
    return [
      ...leader,
      ...worker,
      ...(i === GRID_WITH_SUBSTITUTE ? [standIn(number, area)] : []),
      ...extra.map(({ role, label }) => member(role, label, role === 'mediator' ? 'mediator' : 'grid_worker', role)),
    ];
  });
}

const standIn = (number: number, area: PostPlan['area']): PersonPlan =>
  person(`grid.${number}.substitute`, '代理网格长', number, {
    ...post('community_worker', null, area, '代理网格长', 'leader'),
    substituteFor: `grid.${number}.leader`,
  });

/** Everybody of the county, desks first. */
export const planStaff = ({ grids }: Pick<DemoCounty, 'grids'>): PersonPlan[] => [
  ...DESK_PEOPLE,
  ...unitPeople(),
  ...teams(grids),
];
