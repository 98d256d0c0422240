import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkCompleteModel,
  checkDistinct,
  checkModel,
  completeModel,
  err,
  ok,
  type CompleteModel,
  type ModelFault,
  type Result,
} from '@gridward/core';
import { dataFolder } from '../data-folder.ts';

export const DEFAULT_MODEL = 'default';

/** Why a model cannot be used: it is not there, or breaks rules of `checkModel`. */
export type ModelRefusal = { readonly reason: 'unknown' } | { readonly reason: 'faulty'; readonly faults: readonly ModelFault[] };

/** Reads `models/<id>/model.json` over the default model. */
export async function readModel(id: string, folder: string = dataFolder('models')): Promise<Result<CompleteModel, ModelRefusal>> {
  const base = checkCompleteModel(await readJson(folder, DEFAULT_MODEL));
  if (!base.ok) return err({ reason: 'faulty', faults: base.error });
  if (id === DEFAULT_MODEL) return ok(base.value);
  if (!(await listModelIds(folder)).includes(id)) return err({ reason: 'unknown' });
  const own = checkModel(await readJson(folder, id));
  if (!own.ok) return err({ reason: 'faulty', faults: own.error });
  const complete = completeModel(own.value, base.value);
  const faults = checkDistinct(complete);
  return faults.length === 0 ? ok(complete) : err({ reason: 'faulty', faults });
}

/** Names of the models that are delivered. */
export async function listModelIds(folder: string = dataFolder('models')): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

const readJson = async (folder: string, id: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, id, 'model.json'), 'utf8')) as unknown;
