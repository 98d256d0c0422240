import { problem, type Present, type Problem, type StaffVerb } from '@gridward/contract';
import { err, MINUTE_MS, ok, type Result, type Uuid } from '@gridward/core';
import type { Actor } from '../../http/actor.ts';
import type { Platform } from '../../platform/deps.ts';
import type { LiveDoors } from './live-doors.ts';
import { deletePresence, endPresence, keepPresence, listPresent, type PresenceRow } from './presence.repository.ts';

/** A console says it every twenty seconds; who was not heard of for a minute has left. */
const PRESENT_FOR_MS = MINUTE_MS;

export interface Doing {
  readonly doing: 'reading' | 'writing' | 'left';
  readonly verb: StaffVerb | null;
}

export function createPresence({ store, clock }: Platform, doors: Pick<LiveDoors, 'permissionsOn' | 'namesOf'>) {
  const since = (): Date => new Date(clock.now() - PRESENT_FOR_MS);

  async function namedPeople(rows: readonly PresenceRow[]): Promise<readonly (PresenceRow & { readonly present: Present })[]> {
    const names = await doors.namesOf([...new Set(rows.map(({ accountId }) => accountId))]);
    return rows.map((row) => ({
      ...row,
      present: { person: { id: row.accountId, name: names.get(row.accountId) ?? '' }, doing: row.doing, verb: row.verb },
    }));
  }

  /** @returns who else has the case open */
  async function set(caseId: Uuid, { doing, verb }: Doing, actor: Actor): Promise<Result<{ others: Present[] }, Problem>> {
    const { accountId } = actor;
    if (accountId === null) return err(problem('not_permitted'));
    if (doing === 'left') {
      // Whoever may no longer see the case may still leave it.
      await endPresence(store.db, caseId, accountId);
      return ok({ others: [] });
    }
    if (!(await doors.permissionsOn(actor, caseId)).has('case.read')) return err(problem('not_found'));
    await keepPresence(store.db, { caseId, accountId, doing, verb }, new Date(clock.now()), since());
    const rows = await listPresent(store.db, since(), caseId);
    const others = await namedPeople(rows.filter((row) => row.accountId !== accountId));
    return ok({ others: others.map(({ present }) => present) });
  }

  return {
    set,
    /** Everybody on every case, with names. */
    all: async () => namedPeople(await listPresent(store.db, since())),
    expire: () => deletePresence(store.db, since()),
  };
}

export type Presence = ReturnType<typeof createPresence>;
