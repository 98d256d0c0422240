import type { accessRoutes, RouteAnswer } from '@gridward/contract';
import { useState } from 'react';
import { draftKey, useDraft } from '../../../platform/draft.ts';
import { useMe } from '../../session/me.tsx';

export type Role = RouteAnswer<(typeof accessRoutes)['listRoles']>['items'][number];
export type RoleValues = Pick<Role, 'name' | 'adminKind' | 'permissions'>;

/** What was changed, and over which version: a list of permissions must not be saved over one that somebody else has changed since. */
type RoleDraft = Partial<RoleValues & Pick<Role, 'id' | 'version'>>;
const NOTHING: RoleDraft = {};

/** What is written about a role, kept on this computer until it is saved or discarded. */
export function useRoleDraft(role: Role) {
  const [opened, setOpened] = useState(role);
  const draft = useDraft(draftKey(useMe().accountId, 'form', 'role', role.version === 0 ? 'new' : role.id), NOTHING);
  const { id = role.id, version = opened.version, ...typed } = draft.value;
  const values: RoleValues = { ...opened, ...typed };
  return {
    opened,
    values,
    roleId: id,
    version,
    change: (part: Partial<RoleValues & Pick<Role, 'id'>>): void => draft.change({ version, ...part }),
    discard: draft.clear,
    /** From now on this is what stands. */
    settle(saved: Role): void {
      setOpened(saved);
      draft.clear();
    },
    restoredAt: draft.restoredAt,
  };
}
