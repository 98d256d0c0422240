import { invalidField, caseMappingSchema, problem, type ImportFields, type Problem } from '@gridward/contract';
import {
  err,
  finding,
  keyOfToken,
  ok,
  type AreaNode,
  type AreaTree,
  type CaseMapping,
  type LineFinding,
  type Result,
} from '@gridward/core';
import type { Platform } from '../../../platform/deps.ts';
import { planAreaBootstrap, type AreaBootstrapPlan } from '../areas/area-bootstrap.plan.ts';
import { readOutline } from '../areas/outline.ts';
import { planCaseFile, type CaseFilePlan, type PlacedLine } from '../cases/case-file-plan.ts';
import { readTableFile } from '../file/table-file.ts';
import type { IntakeDoors } from '../intake-doors.ts';
import { parsePart, readAreaBootstrap, readCaseMapping, readModelHead, type ModelHead } from '../model-files.ts';
import type { Upload } from './upload.ts';

/** A file that was understood, ready to be carried out; or what is wrong with it as a whole. */
export type Prepared =
  | { readonly kind: 'refused'; readonly findings: readonly LineFinding[] }
  | { readonly kind: 'cases'; readonly plan: CaseFilePlan; readonly root: AreaNode }
  | { readonly kind: 'areas'; readonly plan: AreaBootstrapPlan; readonly head: ModelHead };

/** Reads a file against the store of now; writes nothing. */
export function createPreparation({ clock }: Pick<Platform, 'clock'>, doors: IntakeDoors) {
  async function cases(upload: Upload, fields: ImportFields): Promise<Result<Prepared, Problem>> {
    const mapping = await mappingOf(upload, fields);
    if (!mapping.ok) return mapping;
    const tree = await doors.areas.tree();
    const root = await rootOf(tree, fields);
    if (!root.ok) return root;
    if (root.value === undefined)
      return ok({ kind: 'refused', findings: [finding(1, 'area_unknown', { value: fields.model ?? '' })] });
    const table = await readTableFile(upload.file, fields.encoding);
    if (!table.ok) return ok({ kind: 'refused', findings: table.findings });
    const planned = planCaseFile({
      table: table.value,
      mapping: mapping.value,
      tree,
      rootId: root.value.id,
      now: clock.now(),
      mode: fields.mode,
    });
    return ok(
      planned.ok ? { kind: 'cases', plan: planned.value, root: root.value } : { kind: 'refused', findings: planned.findings },
    );
  }

  async function areas(upload: Upload, fields: ImportFields): Promise<Result<Prepared, Problem>> {
    if (fields.model === undefined) return err(invalidField('/model', 'missing'));
    const [mapping, head] = [await readAreaBootstrap(fields.model), await readModelHead(fields.model)];
    if (!mapping.ok) return mapping;
    if (!head.ok) return head;
    const outline = upload.outline === undefined ? undefined : readOutline(upload.outline, mapping.value.outlineSystem);
    if (outline === undefined) return err(problem('file_unreadable', { detail: 'outline' }));
    const table = await readTableFile(upload.file, fields.encoding);
    if (!table.ok) return ok({ kind: 'refused', findings: table.findings });
    const plan = planAreaBootstrap(table.value, outline, mapping.value, await doors.areas.tree());
    return ok({ kind: 'areas', plan, head: head.value });
  }

  return (upload: Upload, fields: ImportFields): Promise<Result<Prepared, Problem>> =>
    fields.kind === 'cases' ? cases(upload, fields) : areas(upload, fields);
}

async function mappingOf(upload: Upload, { model }: ImportFields): Promise<Result<CaseMapping, Problem>> {
  if (upload.mapping !== undefined) return parsePart(upload.mapping.toString('utf8'), caseMappingSchema);
  if (model !== undefined) return readCaseMapping(model);
  return err(invalidField('/model', 'a model or a mapping is needed'));
}

/** The area in which all places of a file lie: the model's own county, otherwise the only root. */
async function rootOf(tree: AreaTree, { model }: ImportFields): Promise<Result<AreaNode | undefined, Problem>> {
  if (model === undefined) return ok(tree.roots.length === 1 ? tree.roots[0] : undefined);
  const head = await readModelHead(model);
  if (!head.ok) return head;
  const { regionCode } = head.value;
  if (regionCode !== null) return ok(tree.byCode(regionCode));
  return ok(tree.roots.length === 1 ? tree.roots[0] : undefined);
}

const SAMPLE_LINES = 5;

/** The first lines as they will be understood. */
export const sampleOf = ({ records }: CaseFilePlan): Record<string, string | null>[] =>
  records
    .filter((record): record is PlacedLine => record !== null)
    .slice(0, SAMPLE_LINES)
    .map(({ line }) => ({
      externalId: line.externalId,
      receivedOn: line.receivedOn,
      area: line.areas.map(({ name, id }) => name ?? id ?? '').join(' › '),
      category: line.categories.map(({ name, id }) => name ?? id ?? '').join(' › '),
      unit: line.unit.name ?? keyOfToken(line.unit),
      requestKind: line.requestKind,
      channel: line.channel,
      outcome: line.outcome,
    }));
