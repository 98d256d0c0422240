import { answerableLeader, type DeskDuty, type DeskMissing, type Instant, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import { createSnapshot } from '../../platform/snapshot.ts';
import type { Areas } from '../areas/index.ts';
import { createAccountNames } from './account-names.ts';
import { createOrganisationStore } from './organisation.store.ts';
import { isStaff, listAreaPosts, listStaff, type StaffRow } from './posts.repository.ts';
import { createUnitPicture, type UnitPicture, type UnitRecords } from './unit-picture.ts';
import { listDesks, listUnits } from './units.repository.ts';

export type { NewDesk, NewPerson, NewPost, NewUnit } from './organisation.store.ts';
export type { StaffRow } from './posts.repository.ts';
export { DeskMissingError, type UnitPicture } from './unit-picture.ts';

export interface OrganisationDoors {
  readonly areas: Areas;
}

/** The organisation module: units, desks, persons, posts, grid teams. Inside a transaction pass it to every read. */
export function createOrganisation(platform: Platform, { areas }: OrganisationDoors) {
  const {
    store: { db },
    clock,
  } = platform;
  const snapshot = createSnapshot<UnitRecords>('organisation', platform, async (from) => ({
    units: await listUnits(from),
    desks: await listDesks(from),
  }));
  const pictures = createPictures(platform, areas, snapshot.get);
  const names = createAccountNames(db);
  const pathOf = async (unitId: Uuid, trx?: Transaction<Database>) => (await pictures(trx)).byId(unitId)?.path;
  return {
    ...createOrganisationStore(platform, snapshot),
    /** Units as a tree, with the desks. */
    tree: pictures,
    deskFor: async (
      duty: DeskDuty,
      areaPath: string,
      at: Instant,
      trx?: Transaction<Database>,
    ): Promise<Result<Uuid, DeskMissing>> => (await pictures(trx)).deskFor(duty, areaPath, at),
    /** Accounts with a post now in the unit or below it, by name. */
    staffOf: async (unitId: Uuid, trx?: Transaction<Database>): Promise<readonly StaffRow[]> => {
      const path = await pathOf(unitId, trx);
      return path === undefined ? [] : listStaff(trx ?? db, path, clock.now());
    },
    isStaffOf: async (accountId: Uuid, unitId: Uuid, trx?: Transaction<Database>): Promise<boolean> => {
      const path = await pathOf(unitId, trx);
      return path !== undefined && isStaff(trx ?? db, accountId, path, clock.now());
    },
    /** Persons behind accounts, for whole pages at once. */
    personsByAccount: names,
    namesOf: async (accountIds: readonly Uuid[], trx?: Transaction<Database>): Promise<ReadonlyMap<Uuid, string>> =>
      new Map([...(await names(accountIds, trx))].map(([id, { name }]) => [id, name])),
    /** Who answers for the area now: the substitute while there is one, otherwise the leader; `null` where the post is vacant. */
    leaderOf: async (areaId: Uuid, trx?: Transaction<Database>): Promise<{ readonly id: Uuid; readonly name: string } | null> => {
      const at = clock.now();
      const leader = answerableLeader(await listAreaPosts(trx ?? db, areaId, at), at);
      return leader === undefined ? null : { id: leader.personId, name: leader.personName };
    },
    /** Units that sit in the area or in one above it, the nearest first. */
    unitsForArea: async (areaId: Uuid, trx?: Transaction<Database>) => {
      const line = (await areas.tree(trx)).ancestors(areaId).map(({ id }) => id);
      const units = (await pictures(trx)).within((await pictures(trx)).roots.map(({ path }) => path));
      return units
        .filter((unit) => unit.areaId !== null && line.includes(unit.areaId))
        .toSorted((a, b) => line.indexOf(a.areaId ?? '') - line.indexOf(b.areaId ?? ''));
    },
  };
}
export type Organisation = ReturnType<typeof createOrganisation>;

/** The picture of now, made anew when units, desks or areas changed, or when a dated unit begins or ends. */
function createPictures(platform: Platform, areas: Areas, records: (trx?: Transaction<Database>) => Promise<UnitRecords>) {
  let latest:
    | { readonly of: UnitRecords; readonly tree: unknown; readonly picture: UnitPicture; readonly until: Instant }
    | undefined;
  return async (trx?: Transaction<Database>): Promise<UnitPicture> => {
    const [of, tree, at] = [await records(trx), await areas.tree(trx), platform.clock.now()];
    if (latest?.of === of && latest.tree === tree && at < latest.until) return latest.picture;
    const changes = of.units
      .flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? Infinity])
      .filter((moment) => moment > at);
    latest = { of, tree, picture: createUnitPicture(of, tree, at), until: changes.reduce((a, b) => Math.min(a, b), Infinity) };
    return latest.picture;
  };
}
