import {
  civilDateAt,
  finding,
  placeLine,
  planLines,
  readCaseLine,
  resolveAreas,
  surveyCases,
  type AreaResolution,
  type AreaTree,
  type CaseLine,
  type CaseMapping,
  type CaseSurvey,
  type Instant,
  type LineFinding,
  type LinePlace,
  type Uuid,
} from '@gridward/core';
import type { TableFile } from '../file/table-file.ts';

/** A line that can become a case, with where it lies. */
export interface PlacedLine {
  readonly line: CaseLine;
  readonly place: LinePlace;
}

/** What a file means here. Pure: the same file and the same areas give the same plan. */
export interface CaseFilePlan {
  readonly mapping: CaseMapping;
  /** Every record of the file in its order, by line; `null` where it holds an error. */
  readonly records: readonly (PlacedLine | null)[];
  readonly survey: CaseSurvey;
  readonly resolution: AreaResolution;
  readonly findings: readonly LineFinding[];
}

export type CaseFileOutcome =
  | { readonly ok: true; readonly value: CaseFilePlan }
  | { readonly ok: false; readonly findings: readonly LineFinding[] };

interface PlanInput {
  readonly table: TableFile;
  readonly mapping: CaseMapping;
  readonly tree: AreaTree;
  readonly rootId: Uuid;
  readonly now: Instant;
  readonly mode: 'historical' | 'live';
}

export function planCaseFile({ table, mapping, tree, rootId, now, mode }: PlanInput): CaseFileOutcome {
  const { plan, findings: headFindings } = planLines(
    mapping,
    table.header,
    civilDateAt(mapping.timeZone, now),
    mode === 'historical',
  );
  if (headFindings.length > 0) return { ok: false, findings: headFindings };
  if (table.records.length === 0) return { ok: false, findings: [finding(1, 'file_empty')] };
  const findings: LineFinding[] = [...table.findings];
  const readable = withoutRepeats(
    table.records.map((record) => {
      const read = readCaseLine(plan, record);
      findings.push(...(read.ok ? read.value.findings : read.findings));
      return read.ok ? read.value : null;
    }),
    mapping,
    findings,
  );
  const given = readable.filter((line) => line !== null);
  const area = { mapping, tree, rootId };
  const resolution = resolveAreas({ ...area, lines: given });
  const records = readable.map((line): PlacedLine | null => {
    const place = line === null ? null : placeLine(area, resolution, line);
    if (place !== null) findings.push(...place.findings);
    return line === null || place?.place == null ? null : { line, place };
  });
  const lines = records.flatMap((record) => (record === null ? [] : [record.line]));
  const survey = surveyCases(lines);
  findings.push(
    ...resolution.findings,
    ...survey.findings,
    ...lines.flatMap((line) => unitRemarks(line, mapping)),
    ...dateRemark(lines),
  );
  return { ok: true, value: { mapping, records, survey, resolution, findings: findings.toSorted((a, b) => a.line - b.line) } };
}

/** Of several lines with one id the first counts. */
function withoutRepeats(
  lines: readonly (CaseLine | null)[],
  { columns }: CaseMapping,
  findings: LineFinding[],
): (CaseLine | null)[] {
  const first = new Map<string, number>();
  return lines.map((line) => {
    const earlier = line === null ? undefined : first.get(line.externalId);
    if (line === null || earlier === undefined) {
      if (line !== null) first.set(line.externalId, line.line);
      return line;
    }
    findings.push(finding(line.line, 'id_twice', { column: columns.externalId, value: line.externalId, other: String(earlier) }));
    return null;
  });
}

function unitRemarks({ line, unit }: CaseLine, { columns }: CaseMapping): LineFinding[] {
  const column = columns.unit.id ?? columns.unit.name;
  const where = column === undefined ? {} : { column };
  if (unit.id === null && unit.name === null) return [finding(line, 'unit_missing', where)];
  return unit.id === null && columns.unit.id !== undefined
    ? [finding(line, 'unit_without_id', { ...where, value: unit.name ?? '' })]
    : [];
}

function dateRemark(lines: readonly CaseLine[]): LineFinding[] {
  const first = lines.find(({ dateOnly }) => dateOnly);
  return first === undefined ? [] : [finding(first.line, 'date_only', { value: first.receivedOn })];
}
