import { isValidAt } from '../areas/index.ts';
import type { Instant, Uuid } from '../kernel/index.ts';

/** Places in a grid team. `atLeast` and `atMost` hold per grid at any instant; `null` means as many as there are. */
export const TEAM_ROLES = {
  leader: { zh: '网格长', en: 'Grid leader', atLeast: 1, atMost: 1 },
  deputy: { zh: '副网格长', en: 'Deputy leader', atLeast: 0, atMost: null },
  adviser: { zh: '网格指导员', en: 'Grid adviser', atLeast: 0, atMost: null },
  sponsor: { zh: '联系领导', en: 'Sponsoring leader', atLeast: 0, atMost: null },
  worker: { zh: '专职网格员', en: 'Full-time grid worker', atLeast: 1, atMost: null },
  police: { zh: '社区民警', en: 'Community police officer', atLeast: 0, atMost: null },
  medic: { zh: '医务人员', en: 'Medic', atLeast: 0, atMost: null },
  teacher: { zh: '教师', en: 'Teacher', atLeast: 0, atMost: null },
  mediator: { zh: '调解员', en: 'Mediator', atLeast: 0, atMost: null },
  volunteer: { zh: '志愿者', en: 'Volunteer', atLeast: 0, atMost: null },
  property: { zh: '物业人员', en: 'Property-management staff', atLeast: 0, atMost: null },
  member: { zh: '其他成员', en: 'Other member', atLeast: 0, atMost: null },
} as const satisfies Record<string, { zh: string; en: string; atLeast: number; atMost: number | null }>;

export type TeamRole = keyof typeof TEAM_ROLES;
export const TEAM_ROLE_NAMES = Object.keys(TEAM_ROLES) as TeamRole[];

/** A place in a team for a period; with `substituteFor` it stands in for another post. */
export interface TeamPost {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly areaId: Uuid | null;
  readonly teamRole: TeamRole | null;
  readonly substituteFor: Uuid | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
}

/**
 * Who answers for an area at a moment: one person, or `undefined` where the post is vacant. A substitute acts in its own dates, also
 * after the post that it stands in for has ended; of several the one that began last acts, then the larger id. Without one it is the
 * leader, of whom the store lets only one be valid.
 * @param posts posts of one area; others than leaders are passed over
 */
export function answerableLeader<P extends TeamPost>(posts: readonly P[], at: Instant): P | undefined {
  const leaders = posts.filter((post) => post.teamRole === 'leader' && isValidAt(post, at));
  const rank = (post: P): number => (post.substituteFor === null ? 0 : 1);
  return leaders.toSorted((a, b) => rank(b) - rank(a) || b.validFrom - a.validFrom || (a.id < b.id ? 1 : -1))[0];
}
