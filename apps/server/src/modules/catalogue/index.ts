import type { Problem } from '@gridward/contract';
import type { CivilDate, CompleteModel, ResponsibilityRow, Result, UnitSuggestion, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { CatalogueDeps, CatalogueDoors } from './catalogue-deps.ts';
import type { CataloguePicture } from './catalogue-picture.ts';
import { serveCategories } from './catalogue.routes.ts';
import { createCatalogueStore } from './catalogue.store.ts';
import { endResponsibility, insertResponsibilities } from './responsibility/responsibility.repository.ts';
import { serveResponsibilities } from './responsibility/responsibility.routes.ts';
import { keepRuling, type Ruling } from './responsibility/responsibility.service.ts';
import { createResponsibilityStore, type ResponsibilityList } from './responsibility/responsibility.store.ts';
import { firstFor, learnedFor, suggestFor, type SuggestionInput } from './responsibility/suggestion.service.ts';
import { extendList, type MetCategories } from './seed/extend-list.service.ts';
import { seedCatalogue, type SeedReport } from './seed/seed.service.ts';
import { saveDeployment, type Deployment } from './settings/deployment.service.ts';
import { serveSettings } from './settings/settings.routes.ts';

export { dataFolder } from './data-folder.ts';
export type { CatalogueDoors } from './catalogue-deps.ts';
export type { CataloguePicture, SearchFilter } from './catalogue-picture.ts';
export type { Ruling } from './responsibility/responsibility.service.ts';
export type { ResponsibilityList } from './responsibility/responsibility.store.ts';
export type { SuggestionInput } from './responsibility/suggestion.service.ts';
export type { MetCategories } from './seed/extend-list.service.ts';
export type { SeedReport } from './seed/seed.service.ts';
export type { Deployment } from './settings/deployment.service.ts';
export { listModelIds } from './settings/model-files.ts';

/** The door of the module. Inside a transaction pass it to every read. */
export interface Catalogue {
  /** The catalogue as it is today, by the clocks of the deployment. */
  picture(trx?: Transaction<Database>): Promise<CataloguePicture>;
  /** Loads the delivered lists; safe to repeat at every start. */
  seed(trx: Transaction<Database>, folder?: string): Promise<SeedReport>;
  /** Adds categories that were met in a file of cases; what is there stays as it is. Tells how many were added. */
  extend(trx: Transaction<Database>, met: MetCategories): Promise<number>;
  /** `null` before the jurisdiction was named. */
  deployment(trx?: Transaction<Database>): Promise<Deployment | null>;
  setDeployment(trx: Transaction<Database>, deployment: Deployment, by: Uuid | null): Promise<Result<CompleteModel, Problem>>;
  /** The way of working of this deployment, nothing left open. */
  model(trx?: Transaction<Database>): Promise<CompleteModel>;
  responsibilities(trx?: Transaction<Database>): Promise<ResponsibilityList>;
  /** Adds rows in any number, as an import does; the caller decided that they may be added, and logs it. */
  addResponsibilities(trx: Transaction<Database>, rows: readonly ResponsibilityRow[]): Promise<void>;
  /** Ends rows before a day, as an import does that brings others. @throws Error when one of them changed meanwhile */
  endResponsibilities(trx: Transaction<Database>, rows: readonly ResponsibilityRow[], day: CivilDate): Promise<void>;
  /** Never empty (PT-08). Suggestions are for a person to confirm. @throws RangeError for an unknown area */
  suggestUnits(input: SuggestionInput, trx?: Transaction<Database>): Promise<readonly UnitSuggestion[]>;
  /** The first suggestion alone, without asking the past where a row answers. @throws RangeError for an unknown area */
  suggestFirst(input: Omit<SuggestionInput, 'limit'>, trx?: Transaction<Database>): Promise<UnitSuggestion | undefined>;
  /** What the past alone says, the likeliest first; empty where it says nothing. @throws RangeError for an unknown area */
  learnedUnits(input: SuggestionInput, trx?: Transaction<Database>): Promise<readonly UnitSuggestion[]>;
  /** Keeps a ruling as a precedent and gives the id of the row in force. */
  recordRuling(trx: Transaction<Database>, ruling: Ruling): Promise<Uuid>;
  routes(host: Host): void;
}

export function createCatalogue(platform: Pick<Platform, 'store' | 'clock' | 'ids'>, doors: CatalogueDoors): Catalogue {
  const store = createCatalogueStore(platform);
  const responsibilities = createResponsibilityStore(platform);
  const deps: CatalogueDeps = { ...doors, platform, catalogue: store, responsibilities };
  return {
    picture: (trx) => store.picture(trx),
    deployment: async (trx) => (await store.records(trx)).deployment,
    model: async (trx) => (await store.records(trx)).model,
    responsibilities: (trx) => responsibilities.list(trx),
    async addResponsibilities(trx, rows) {
      await insertResponsibilities(trx, rows);
      await responsibilities.touch(trx);
    },
    async endResponsibilities(trx, rows, day) {
      for (const { id, version } of rows)
        if (!(await endResponsibility(trx, id, version, day))) throw new Error(`responsibility ${id} changed meanwhile`);
      await responsibilities.touch(trx);
    },
    suggestUnits: (input, trx) => suggestFor(input, deps, trx),
    suggestFirst: (input, trx) => firstFor(input, deps, trx),
    learnedUnits: (input, trx) => learnedFor(input, deps, trx),
    recordRuling: (trx, ruling) => keepRuling(ruling, trx, deps),
    async seed(trx, folder) {
      const report = await seedCatalogue(trx, platform, folder);
      await store.touch(trx);
      return report;
    },
    async extend(trx, met) {
      const added = await extendList(trx, met, await store.picture(trx), platform.ids);
      await store.touch(trx);
      return added;
    },
    async setDeployment(trx, deployment, by) {
      const saved = await saveDeployment(trx, deployment, by, platform);
      if (saved.ok) await store.touch(trx);
      return saved;
    },
    routes(host) {
      serveCategories(host, deps);
      serveResponsibilities(host, deps);
      serveSettings(host, deps);
    },
  };
}
