import type { DeskDuty, Instant, TeamRole, UnitKind, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import type { Snapshot } from '../../platform/snapshot.ts';
import { insertPersons, insertPosts } from './posts.repository.ts';
import type { UnitRecords } from './unit-picture.ts';
import { clearDesk, insertDesk, insertUnits } from './units.repository.ts';

/** A unit to come into being. Left out: made, empty or now. */
export interface NewUnit {
  readonly id?: Uuid;
  readonly parentId: Uuid | null;
  readonly kind: UnitKind;
  readonly code?: string | null;
  readonly name: string;
  readonly shortName?: string | null;
  readonly areaId?: Uuid | null;
  readonly externalIds?: Readonly<Record<string, string>>;
  readonly namesSeen?: readonly string[];
  readonly capacityOpen?: number | null;
  readonly validFrom?: Instant;
  readonly demo?: boolean;
}

export interface NewPerson {
  readonly id?: Uuid;
  readonly name: string;
  readonly workPhone?: string | null;
  readonly workEmail?: string | null;
  /** Staff number, unique. */
  readonly number?: string | null;
  readonly demo?: boolean;
}

export interface NewPost {
  readonly id?: Uuid;
  readonly personId: Uuid;
  readonly roleId: string;
  readonly unitId?: Uuid | null;
  readonly areaId?: Uuid | null;
  readonly teamRole?: TeamRole | null;
  readonly title?: string | null;
  readonly substituteFor?: Uuid | null;
  readonly validFrom?: Instant;
  readonly validTo?: Instant | null;
  readonly createdBy?: Uuid | null;
}

export interface NewDesk {
  readonly duty: DeskDuty;
  readonly areaId: Uuid;
  readonly unitId: Uuid;
  readonly validFrom?: Instant;
}

/** Writes units, persons, posts and desks. The caller decided already that they may be written. */
export function createOrganisationStore(platform: Platform, snapshot: Snapshot<UnitRecords>) {
  const { ids, clock } = platform;
  /** Units in any number, each after its parent; answers the id of each, in the order given. */
  const createUnits = async (trx: Transaction<Database>, units: readonly NewUnit[]): Promise<Uuid[]> => {
    if (units.length === 0) return [];
    const rows = units.map((unit) => ({
      id: unit.id ?? ids.next(),
      parentId: unit.parentId,
      kind: unit.kind,
      code: unit.code ?? null,
      name: unit.name,
      shortName: unit.shortName ?? null,
      areaId: unit.areaId ?? null,
      externalIds: unit.externalIds ?? {},
      namesSeen: unit.namesSeen ?? [],
      capacityOpen: unit.capacityOpen ?? null,
      validFrom: unit.validFrom ?? clock.now(),
      demo: unit.demo ?? false,
    }));
    await insertUnits(trx, rows);
    await snapshot.touch(trx);
    return rows.map(({ id }) => id);
  };
  const createPersons = async (trx: Transaction<Database>, persons: readonly NewPerson[]): Promise<Uuid[]> => {
    const rows = persons.map((person) => ({
      id: person.id ?? ids.next(),
      name: person.name,
      workPhone: person.workPhone ?? null,
      workEmail: person.workEmail ?? null,
      number: person.number ?? null,
      demo: person.demo ?? false,
      createdAt: clock.now(),
    }));
    await insertPersons(trx, rows);
    return rows.map(({ id }) => id);
  };
  const createPosts = async (trx: Transaction<Database>, posts: readonly NewPost[]): Promise<Uuid[]> => {
    const rows = posts.map((post) => ({
      id: post.id ?? ids.next(),
      personId: post.personId,
      roleId: post.roleId,
      unitId: post.unitId ?? null,
      areaId: post.areaId ?? null,
      teamRole: post.teamRole ?? null,
      title: post.title ?? null,
      substituteFor: post.substituteFor ?? null,
      validFrom: post.validFrom ?? clock.now(),
      validTo: post.validTo ?? null,
      createdAt: clock.now(),
      createdBy: post.createdBy ?? null,
    }));
    await insertPosts(trx, rows);
    return rows.map(({ id }) => id);
  };
  const one =
    <T>(many: (trx: Transaction<Database>, items: readonly T[]) => Promise<Uuid[]>) =>
    async (trx: Transaction<Database>, item: T): Promise<Uuid> => {
      const [id] = await many(trx, [item]);
      if (id === undefined) throw new Error('nothing was created');
      return id;
    };
  return {
    /** Call after a change of a row that this store did not make. */
    touch: (trx: Transaction<Database>): Promise<void> => snapshot.touch(trx),
    createUnits,
    createUnit: one(createUnits),
    createPersons,
    createPerson: one(createPersons),
    createPosts,
    createPost: one(createPosts),
    /** From `validFrom` on, the unit has the duty in the area; whoever had it before, had it until then. */
    setDesk: async (trx: Transaction<Database>, desk: NewDesk): Promise<Uuid> => {
      const validFrom = desk.validFrom ?? clock.now();
      const id = ids.next();
      await clearDesk(trx, desk, validFrom);
      await insertDesk(trx, { id, duty: desk.duty, areaId: desk.areaId, unitId: desk.unitId, validFrom, validTo: null });
      await snapshot.touch(trx);
      return id;
    },
  };
}
export type OrganisationStore = ReturnType<typeof createOrganisationStore>;
