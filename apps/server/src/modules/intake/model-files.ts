import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { invalidField, caseMappingSchema, problem, type Problem } from '@gridward/contract';
import { AREA_LEVELS, DESK_DUTIES, err, ok, UNIT_KINDS, type CaseMapping, type Result } from '@gridward/core';
import { z } from 'zod';
import { listModelIds } from '../catalogue/index.ts';

const MODELS = fileURLToPath(new URL('../../../../../models', import.meta.url));
const system = z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09']);

/** How the areas of a place come into being from points and an outline; `models/README.md` explains every part. */
export const areaBootstrapSchema = z.strictObject({
  format: z.literal('gridward-area-bootstrap/1'),
  root: z.strictObject({ level: z.enum(AREA_LEVELS), code: z.string().regex(/^\d{6}$/), name: z.string().min(1) }),
  points: z.strictObject({
    level: z.enum(AREA_LEVELS),
    name: z.string(),
    system,
    /** Columns of independent positions of one place, the most trusted first. */
    positions: z.array(z.strictObject({ lng: z.string(), lat: z.string() })).min(1),
    /** Positions further apart than this are reported. */
    apartM: z.number().positive(),
  }),
  outlineSystem: system,
  groups: z.strictObject({ level: z.enum(AREA_LEVELS), members: z.record(z.string(), z.array(z.string())) }).optional(),
  /** The unit that answers for every desk until the place names others (PT-08). */
  centre: z.strictObject({ kind: z.enum(UNIT_KINDS), name: z.string(), duties: z.array(z.enum(DESK_DUTIES)).min(1) }),
});
export type AreaBootstrap = z.output<typeof areaBootstrapSchema>;

const headSchema = z.object({
  regionCode: z.string().nullable(),
  timeZone: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
});
export type ModelHead = z.output<typeof headSchema>;

async function readPart<T>(model: string, name: string, schema: z.ZodType<T>): Promise<Result<T, Problem>> {
  if (!(await listModelIds()).includes(model)) return err(problem('model_unknown'));
  const text = await readFile(join(MODELS, model, `${name}.json`), 'utf8').catch(() => undefined);
  if (text === undefined) return err(problem('model_unknown', { detail: `models/${model}/${name}.json` }));
  return parsePart(text, schema);
}

/** Reads a mapping that somebody wrote; every mistake is named. */
export function parsePart<T>(text: string, schema: z.ZodType<T>): Result<T, Problem> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return err(invalidField('/mapping', String(error)));
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const errors = parsed.error.issues.map(({ path, message }) => ({ pointer: `/mapping/${path.map(String).join('/')}`, message }));
  return err(problem('validation_failed', { errors }));
}

export const readModelHead = (model: string): Promise<Result<ModelHead, Problem>> => readPart(model, 'model', headSchema);
export const readCaseMapping = (model: string): Promise<Result<CaseMapping, Problem>> =>
  readPart(model, 'cases.mapping', caseMappingSchema);
export const readAreaBootstrap = (model: string): Promise<Result<AreaBootstrap, Problem>> =>
  readPart(model, 'areas.mapping', areaBootstrapSchema);
