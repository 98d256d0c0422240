import type { Grant, Uuid } from '@gridward/core';

/** One post of the signed-in person, valid now. */
export interface ActorPost {
  readonly id: Uuid;
  readonly roleId: string;
  readonly unitId: Uuid | null;
  readonly areaId: Uuid | null;
}

/** Who calls. Made by the access module from the session; cached for seconds, so it holds nothing that must be fresher. */
export interface Actor {
  readonly kind: 'person' | 'operator' | 'anonymous';
  readonly accountId: Uuid | null;
  readonly name: string;
  readonly locale: 'zh-CN' | 'en';
  readonly grants: readonly Grant[];
  readonly posts: readonly ActorPost[];
  /** Units of the posts and every unit above them. */
  readonly unitIds: ReadonlySet<Uuid>;
}

export const ANONYMOUS: Actor = {
  kind: 'anonymous',
  accountId: null,
  name: '',
  locale: 'zh-CN',
  grants: [],
  posts: [],
  unitIds: new Set(),
};
