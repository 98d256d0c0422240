import { isValidAt, type AreaNode } from '../areas/index.ts';
import type { Instant, Uuid } from '../kernel/index.ts';
import type { DeskDuty } from './desk.ts';
import { answerableLeader, TEAM_ROLE_NAMES, TEAM_ROLES, type TeamPost } from './team.ts';

/** What is missing, or soon will be. */
export type Gap =
  | { readonly kind: 'no_leader' | 'no_worker' | 'no_boundary' | 'provisional_boundary'; readonly areaId: Uuid }
  /** Nobody answers for the grid from `endsAt` on. */
  | { readonly kind: 'leader_ends_soon'; readonly areaId: Uuid; readonly endsAt: Instant }
  | { readonly kind: 'unit_without_post'; readonly unitId: Uuid }
  | { readonly kind: 'desk_missing'; readonly areaId: Uuid; readonly duty: DeskDuty };

/** What the gaps of grids are found from. `posts` hold every post that has not ended. */
export interface GridState {
  readonly grid: Pick<AreaNode, 'id'>;
  readonly boundary: 'drawn' | 'provisional' | 'none';
  readonly posts: readonly TeamPost[];
}

/** How far ahead a leader's end is told: long enough to find the next. */
export const LEADER_NOTICE_MS = 30 * 86_400_000;

/** Gaps of one grid, the gravest first. */
export function gridGaps({ grid, boundary, posts }: GridState, at: Instant): Gap[] {
  const areaId = grid.id;
  const present = new Set(posts.flatMap((post) => (post.teamRole !== null && isValidAt(post, at) ? [post.teamRole] : [])));
  const leader = answerableLeader(posts, at);
  const endsAt = leader === undefined ? undefined : vacantFrom(posts, at, at + LEADER_NOTICE_MS);
  const missing = TEAM_ROLE_NAMES.filter((role) => TEAM_ROLES[role].atLeast > 0 && !present.has(role));
  return [
    ...(leader === undefined ? [{ kind: 'no_leader' as const, areaId }] : []),
    ...(missing.includes('worker') ? [{ kind: 'no_worker' as const, areaId }] : []),
    ...(boundary === 'none' ? [{ kind: 'no_boundary' as const, areaId }] : []),
    ...(endsAt === undefined ? [] : [{ kind: 'leader_ends_soon' as const, areaId, endsAt }]),
    ...(boundary === 'provisional' ? [{ kind: 'provisional_boundary' as const, areaId }] : []),
  ];
}

/** The first moment before `until` from which nobody answers; posts that begin later are counted. */
function vacantFrom(posts: readonly TeamPost[], at: Instant, until: Instant): Instant | undefined {
  const ends = posts.flatMap(({ validTo }) => (validTo !== null && validTo > at && validTo < until ? [validTo] : []));
  return ends.toSorted((a, b) => a - b).find((moment) => answerableLeader(posts, moment) === undefined);
}

/** Units in which nobody holds a post at this moment. */
export function emptyUnits(
  unitIds: readonly Uuid[],
  posts: readonly (TeamPost & { readonly unitId: Uuid | null })[],
  at: Instant,
): Gap[] {
  const staffed = new Set(posts.flatMap((post) => (post.unitId !== null && isValidAt(post, at) ? [post.unitId] : [])));
  return unitIds.filter((id) => !staffed.has(id)).map((unitId) => ({ kind: 'unit_without_post', unitId }));
}
