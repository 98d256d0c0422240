import type { Problem } from '@gridward/contract';
import type { CompleteModel, Result, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import type { CataloguePicture } from './catalogue-picture.ts';
import { createCatalogueStore } from './catalogue.store.ts';
import { seedCatalogue, type SeedReport } from './seed/seed.service.ts';
import { saveDeployment, type Deployment } from './settings/deployment.service.ts';

export type { CataloguePicture, SearchFilter } from './catalogue-picture.ts';
export type { Deployment } from './settings/deployment.service.ts';
export { listModelIds } from './settings/model-files.ts';
export type { SeedReport } from './seed/seed.service.ts';

/** The door of the module. */
export interface Catalogue {
  /** The catalogue as it is today, by the clocks of the deployment. */
  picture(trx?: Transaction<Database>): Promise<CataloguePicture>;
  /** Loads the delivered lists; safe to repeat at every start. */
  seed(trx: Transaction<Database>, folder?: string): Promise<SeedReport>;
  /** `null` before the jurisdiction was named. */
  deployment(trx?: Transaction<Database>): Promise<Deployment | null>;
  setDeployment(trx: Transaction<Database>, deployment: Deployment, by: Uuid | null): Promise<Result<CompleteModel, Problem>>;
  /** The way of working of this deployment, nothing left open. */
  model(trx?: Transaction<Database>): Promise<CompleteModel>;
}

export function createCatalogue(platform: Pick<Platform, 'store' | 'clock' | 'ids'>): Catalogue {
  const store = createCatalogueStore(platform);
  return {
    picture: (trx) => store.picture(trx),
    deployment: async (trx) => (await store.records(trx)).deployment,
    model: async (trx) => (await store.records(trx)).model,
    async seed(trx, folder) {
      const report = await seedCatalogue(trx, platform, folder);
      await store.touch(trx);
      return report;
    },
    async setDeployment(trx, deployment, by) {
      const saved = await saveDeployment(trx, deployment, by, platform);
      if (saved.ok) await store.touch(trx);
      return saved;
    },
  };
}
