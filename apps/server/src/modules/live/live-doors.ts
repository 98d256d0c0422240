import type { Permission, Uuid } from '@gridward/core';
import type { Actor } from '../../http/actor.ts';
import type { SessionState } from '../../http/session.ts';
import type { CaseWatch } from '../cases/index.ts';

/** What the stream asks of other modules; `modules.ts` passes their doors. */
export interface LiveDoors {
  readonly watch: CaseWatch;
  permissionsOn(actor: Actor, caseId: Uuid): Promise<ReadonlySet<Permission>>;
  namesOf(accountIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, string>>;
  /** The session as it stands, without counting as use of it. */
  peekSession(token: string): Promise<SessionState | null>;
  /** Notices to these units or accounts since a moment. */
  noticesSince(
    to: { readonly unitIds: readonly Uuid[]; readonly accountIds: readonly Uuid[] },
    since: Date,
  ): Promise<readonly { readonly id: Uuid; readonly unitId: Uuid | null; readonly accountId: Uuid | null }[]>;
}
