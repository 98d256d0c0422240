import {
  answerableLeader,
  type DeskDuty,
  type DeskMissing,
  type Instant,
  type Result,
  type Uuid,
  type UnitNode,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { createSnapshot } from '../../platform/snapshot.ts';
import type { Access } from '../access/index.ts';
import { createImportRuns, type Areas } from '../areas/index.ts';
import { createAccountNames } from './account-names.ts';
import { createAppointmentsReader } from './appointments/appointments.reader.ts';
import { createOrganisationReader } from './organisation.reader.ts';
import { serveOrganisation } from './organisation.routes.ts';
import { createOrganisationService } from './organisation.service.ts';
import { createOrganisationStore } from './organisation.store.ts';
import { isStaff, listAreaPosts, listStaff, type StaffRow } from './posts.repository.ts';
import { listPostLabels } from './post-labels.repository.ts';
import { createUnitImport } from './unit-import.service.ts';
import { createUnitPicture, type UnitPicture, type UnitRecords } from './unit-picture.ts';
import { listDesks, listUnits } from './units.repository.ts';

export type { NewDesk, NewPerson, NewPost, NewUnit } from './organisation.store.ts';
export type { StaffRow } from './posts.repository.ts';
export { DeskMissingError, type UnitPicture } from './unit-picture.ts';

export interface OrganisationDoors {
  readonly areas: Areas;
  readonly access: Pick<Access, 'audit' | 'assertAdminKinds' | 'grantsChanged'>;
  /** Does the unit own or lead a case that has not ended? Such a unit stays, or the case would be nobody's (PT-08). */
  readonly holdsOpenCases: (unitId: Uuid, trx: Transaction<Database>) => Promise<boolean>;
}

/** The organisation module: units, desks, persons, posts, grid teams. Inside a transaction pass it to every read. */
export function createOrganisation(platform: Platform, { areas, access, holdsOpenCases }: OrganisationDoors) {
  const {
    store: { db },
    clock,
  } = platform;
  const snapshot = createSnapshot<UnitRecords>('organisation', platform, async (from) => ({
    units: await listUnits(from),
    desks: await listDesks(from),
  }));
  const pictures = createPictures(platform, areas, (trx) => snapshot.get(trx));
  const names = createAccountNames(db);
  const store = createOrganisationStore(platform, snapshot);
  const unitImport = createUnitImport(platform, areas, store, pictures);
  const parts = {
    reader: createOrganisationReader(platform, areas, pictures),
    appointments: createAppointmentsReader(platform, async () => ({ units: await pictures(), areas: await areas.tree() })),
    service: createOrganisationService({ platform, areas, access, store, pictures, holdsOpenCases }),
    imports: createImportRuns(platform, unitImport.kind),
  };
  const pathOf = async (unitId: Uuid, trx?: Transaction<Database>) => (await pictures(trx)).byId(unitId)?.path;
  return {
    ...store,
    routes: (host: Host): void => serveOrganisation(host, parts),
    /** What a table of units would do. Writes nothing. */
    planImport: unitImport.plan,
    /** Carries a plan out. Make the plan in the same transaction. */
    applyImport: unitImport.apply,
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
    /** Posts in words, for those who may not know the person (RT08). */
    postLabels: (postIds: readonly Uuid[]) => listPostLabels(db, postIds),
    /** Units that sit in the area or in one above it, the nearest first. */
    unitsForArea: async (areaId: Uuid, trx?: Transaction<Database>): Promise<readonly UnitNode[]> => {
      const line = (await areas.tree(trx)).ancestors(areaId).map(({ id }) => id);
      const units = await pictures(trx);
      const inLine = units.within(units.roots.map(({ path }) => path)).filter((unit) => line.includes(unit.areaId ?? ''));
      const distance = (unit: UnitNode): number => line.indexOf(unit.areaId ?? '');
      return [...inLine].sort((a, b) => distance(a) - distance(b));
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
