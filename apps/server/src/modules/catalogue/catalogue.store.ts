import { civilDateAt, type CivilDate, type CompleteModel, type QualificationData } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import { createSnapshot } from '../../platform/snapshot.ts';
import { pictureOn, type CataloguePicture, type CatalogueRecords } from './catalogue-picture.ts';
import {
  findCalendar,
  listCategories,
  listCodeSystems,
  listMappings,
  listStandardRows,
  listStepLimits,
} from './catalogue.repository.ts';
import { readSetting } from '../../platform/setting.repository.ts';
import { findSetting } from './settings/deployment.repository.ts';
import { findDeployment, loadModel, type Deployment } from './settings/deployment.service.ts';
import { LABELS_SETTING, ownLabelsSchema, relabel, type OwnLabels } from './settings/label.policy.ts';

/** Names of qualifications, as delivered. */
export const QUALIFICATIONS_SETTING = 'qualifications';

/** Everything that the module keeps in memory, read once and again when it changed. */
export interface CatalogueStore {
  picture(trx?: Transaction<Database>): Promise<CataloguePicture>;
  records(trx?: Transaction<Database>): Promise<LoadedCatalogue>;
  /** The civil day by the clocks of the deployment. */
  today(trx?: Transaction<Database>): Promise<CivilDate>;
  touch(trx: Transaction<Database>): Promise<void>;
}

export interface LoadedCatalogue extends CatalogueRecords {
  readonly deployment: Deployment | null;
  /** The model before this place changed words of it. */
  readonly delivered: CompleteModel;
  readonly labels: { readonly own: OwnLabels; readonly version: number };
}

async function load(db: Kysely<Database>): Promise<LoadedCatalogue> {
  const deployment = await findDeployment(db);
  const delivered = await loadModel(deployment);
  const kept = await readSetting(db, LABELS_SETTING);
  const own = ownLabelsSchema.parse(kept?.value ?? {}) as OwnLabels;
  const stored = await findCalendar(db);
  const calendar = stored && {
    ...stored,
    calendar: { ...stored.calendar, timeZone: deployment?.timeZone ?? stored.calendar.timeZone },
  };
  return {
    deployment,
    delivered,
    labels: { own, version: kept?.version ?? 0 },
    model: relabel(delivered, own),
    calendar,
    systems: await listCodeSystems(db),
    categories: await listCategories(db),
    rows: await listStandardRows(db),
    mappings: await listMappings(db),
    stepLimits: await listStepLimits(db),
    qualifications: ((await findSetting(db, QUALIFICATIONS_SETTING)) ?? []) as readonly QualificationData[],
  };
}

export function createCatalogueStore(platform: Pick<Platform, 'store' | 'clock'>): CatalogueStore {
  const snapshot = createSnapshot('catalogue', platform, load);
  const drawn = new WeakMap<LoadedCatalogue, CataloguePicture>();
  const dayOf = ({ deployment, model }: LoadedCatalogue): CivilDate =>
    civilDateAt(deployment?.timeZone ?? model.timeZone, platform.clock.now());
  return {
    records: (trx) => snapshot.get(trx),
    today: async (trx) => dayOf(await snapshot.get(trx)),
    touch: (trx) => snapshot.touch(trx),
    async picture(trx) {
      const records = await snapshot.get(trx);
      const day = dayOf(records);
      const known = drawn.get(records);
      if (known?.on === day) return known;
      const picture = pictureOn(records, day);
      drawn.set(records, picture);
      return picture;
    },
  };
}
