import { problem, type Problem } from '@gridward/contract';
import { err, isTimeZone, ok, type Bilingual, type CompleteModel, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Platform } from '../../../platform/deps.ts';
import { insertChannels } from './channel.repository.ts';
import { findSetting, saveSetting } from './deployment.repository.ts';
import { DEFAULT_MODEL, readModel } from './model-files.ts';

/** Which jurisdiction this is, and which way of working it uses. */
export interface Deployment {
  readonly modelId: string;
  /** GB/T 2260, six digits; the first part of every case number. */
  readonly regionCode: string;
  readonly name: Bilingual;
  readonly timeZone: string;
}

const SETTING = 'deployment';
const deploymentSchema = z.object({
  modelId: z.string(),
  regionCode: z.string().regex(/^\d{6}$/),
  name: z.object({ zh: z.string().trim().min(1), en: z.string().trim().min(1) }),
  timeZone: z.string().refine(isTimeZone),
});

/** `null` before the jurisdiction was named. */
export async function findDeployment(db: Kysely<Database>): Promise<Deployment | null> {
  const stored = await findSetting(db, SETTING);
  return stored === undefined ? null : deploymentSchema.parse(stored);
}

/** The model that the deployment names. A model that became faulty is a damaged installation. */
export async function loadModel(deployment: Deployment | null): Promise<CompleteModel> {
  const id = deployment?.modelId ?? DEFAULT_MODEL;
  const model = await readModel(id);
  if (!model.ok) throw new Error(`governance model ${id} cannot be used: ${JSON.stringify(model.error)}`);
  return model.value;
}

/** Names the jurisdiction and its model, and adds the model's channels; channels that are there already stay as they are. */
export async function saveDeployment(
  trx: Transaction<Database>,
  deployment: Deployment,
  by: Uuid | null,
  { clock }: Pick<Platform, 'clock'>,
): Promise<Result<CompleteModel, Problem>> {
  const parsed = deploymentSchema.safeParse(deployment);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.map(String).join('/')}`, message }));
    return err(problem('validation_failed', { errors }));
  }
  const model = await readModel(deployment.modelId);
  if (!model.ok) return err(problem('model_unknown', { detail: JSON.stringify(model.error) }));
  await saveSetting(trx, SETTING, parsed.data, clock.now(), by);
  await insertChannels(trx, model.value.channels);
  return ok(model.value);
}
