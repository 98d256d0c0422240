import { areaImportOptions, problem, type AreaImportOptions, type Problem, type Said } from '@gridward/contract';
import { err, ok, type Result } from '@gridward/core';
import type { AreaGeometry } from '@gridward/geo';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../../platform/deps.ts';
import type { AreaPicture } from '../area-picture.ts';
import type { AreaStore } from '../areas.store.ts';
import { applyAreaPlan, type ApplyOptions } from './apply.ts';
import { planAreaImport, type AreaPlan } from './plan.ts';
import type { ImportKind, PlanOutcome } from './runs/run.service.ts';
import { readSource, type SourceFault } from './source.ts';

/** A file of areas as bytes. The outline, GeoJSON too, is what provisional boundaries are guessed in. */
export interface AreaFile {
  readonly file: Uint8Array;
  readonly outline?: Uint8Array | undefined;
}

export interface AreaImportPlan extends PlanOutcome {
  readonly plan: AreaPlan;
}

const FAULT_WORDS: Readonly<Record<SourceFault, Said>> = {
  not_text: { zh: '文件既不是UTF-8文本，也不是GB18030文本', en: 'The file is neither UTF-8 nor GB18030 text' },
  not_json: { zh: '文件不是完整的JSON，可能被截断', en: 'The file is not valid JSON; it may be cut off' },
  not_geojson: { zh: '文件里没有GeoJSON要素', en: 'The file holds no GeoJSON features' },
  empty: { zh: '文件是空的', en: 'The file is empty' },
};

export const unreadable = (fault: SourceFault): Problem => problem('file_unreadable', { detail: FAULT_WORDS[fault] });

/** Plans and carries out imports of areas: the same for the API, the command line and models. */
export function createAreaImport(
  platform: Platform,
  store: AreaStore,
  picture: (trx?: Transaction<Database>) => Promise<AreaPicture>,
) {
  const plan = async (
    { file, outline }: AreaFile,
    given: Partial<AreaImportOptions>,
    trx?: Transaction<Database>,
  ): Promise<Result<AreaImportPlan, Problem>> => {
    const source = readSource(file);
    if (!source.ok) return err(unreadable(source.error));
    const surface = outline === undefined ? ok(undefined) : readOutline(outline);
    if (!surface.ok) return surface;
    const options = areaImportOptions.parse(given);
    const made = planAreaImport({
      source: source.value,
      options,
      picture: await picture(trx),
      ...(surface.value === undefined ? {} : { outline: surface.value }),
    });
    const count = (action: string): number => made.lines.filter((line) => line.action === action).length;
    const lines = source.value.rows.length;
    return ok({
      plan: made,
      findings: made.findings,
      counts: {
        lines,
        created: count('new'),
        changed: count('changed'),
        known: count('known'),
        failed: lines - made.lines.length,
      },
    });
  };
  const apply = (trx: Transaction<Database>, made: AreaImportPlan, options: ApplyOptions): Promise<Result<null, Problem>> =>
    applyAreaPlan(trx, { plan: made.plan, options, store, platform });
  const kind: ImportKind<AreaImportOptions, AreaImportPlan> = {
    kind: 'areas',
    options: areaImportOptions,
    mode: ({ mode }) => mode,
    plan: (upload, options, trx) => plan(upload, options, trx),
    apply: (trx, made, { upload, options, call }) =>
      apply(trx, made, {
        source: upload.fileName,
        createdBy: call.actor.accountId,
        ...(options.validFrom === undefined ? {} : { validFrom: Date.parse(options.validFrom) }),
      }),
  };
  return { plan, apply, kind };
}

/** One surface from all polygons of the file. */
function readOutline(bytes: Uint8Array): Result<AreaGeometry | undefined, Problem> {
  const source = readSource(bytes);
  if (!source.ok) return err(unreadable(source.error));
  const surfaces = source.value.rows.flatMap(({ geometry }) => (geometry === undefined ? [] : [geometry]));
  const [first] = surfaces;
  if (first === undefined)
    return err(problem('file_unreadable', { detail: { zh: '外轮廓文件里没有面', en: 'The outline holds no polygon' } }));
  if (surfaces.length === 1) return ok(first);
  const polygons = surfaces.flatMap((surface) => (surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates));
  return ok({ type: 'MultiPolygon', coordinates: polygons });
}
