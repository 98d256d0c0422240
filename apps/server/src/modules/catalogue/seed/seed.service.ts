import { civilDateAt } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../../platform/deps.ts';
import { listCategories, listCodeSystems, listStandardRows } from '../catalogue.repository.ts';
import { QUALIFICATIONS_SETTING } from '../catalogue.store.ts';
import { insertChannels } from '../settings/channel.repository.ts';
import { saveSetting } from '../settings/deployment.repository.ts';
import { findDeployment, loadModel } from '../settings/deployment.service.ts';
import { readSeedFiles } from './seed-files.ts';
import { planSeed } from './seed.plan.ts';
import { saveCalendar, saveCategories, saveCodeSystems, saveMappings, saveRows, saveStepLimits } from './seed.repository.ts';

/** How much a seeding changed; all zero when the store was up to date. */
export interface SeedReport {
  readonly categories: number;
  readonly rows: number;
  readonly rowsEnded: number;
}

/**
 * Brings the store to what the delivered lists say; safe to repeat at every start. What was edited here stays.
 * @param folder another folder of lists than the one that came with the installation
 */
export async function seedCatalogue(
  trx: Transaction<Database>,
  { ids, clock }: Pick<Platform, 'ids' | 'clock'>,
  folder?: string,
): Promise<SeedReport> {
  const files = await readSeedFiles(folder);
  const model = await loadModel(await findDeployment(trx));
  const day = civilDateAt(model.timeZone, clock.now());
  const systems = await listCodeSystems(trx);
  const stored = {
    systemIds: new Set(systems.map(({ id }) => id)),
    categories: await listCategories(trx),
    rows: await listStandardRows(trx),
  };
  const plan = planSeed(files, stored, ids, day);
  await saveCodeSystems(trx, files.lists);
  await saveCategories(trx, plan.categories);
  await saveRows(trx, plan, day);
  await saveMappings(
    trx,
    files.mappings.flatMap(({ from, to, relation }) => {
      const [fromId, toId] = [plan.idOf(from.codeSystem, from.code), plan.idOf(to.codeSystem, to.code)];
      return fromId === undefined || toId === undefined ? [] : [{ fromId, toId, note: relation }];
    }),
  );
  await saveStepLimits(trx, files.steps);
  await saveCalendar(trx, files.calendar);
  await saveSetting(trx, QUALIFICATIONS_SETTING, files.qualifications, clock.now(), null);
  await insertChannels(trx, model.channels);
  return { categories: plan.categories.length, rows: plan.newRows.length, rowsEnded: plan.endedRowIds.length };
}
