import type { LandmarkImportOptions } from '@gridward/contract';
import { columnsOf } from '../import/columns.ts';
import { finding, type ImportFindingDraft } from '../import/finding.ts';
import type { PlanOutcome } from '../import/runs/run.service.ts';
import type { Source } from '../import/source.ts';
import {
  keyOf,
  keysMeant,
  readLine,
  USUAL_COLUMNS,
  valuesOf,
  type Field,
  type ReadPlace,
  type Refusal,
} from './landmark-line.mapper.ts';
import type { LandmarkRow } from './landmark.repository.ts';

export interface PlannedPlace extends ReadPlace {
  readonly areaId: string;
  readonly existing: LandmarkRow | undefined;
  readonly action: 'new' | 'changed' | 'known';
}

export interface LandmarkPlan extends PlanOutcome {
  readonly places: readonly PlannedPlace[];
  /** What the source has no more. */
  readonly ended: readonly LandmarkRow[];
}

interface PlanInput {
  readonly source: Source;
  readonly options: LandmarkImportOptions;
  readonly existing: readonly LandmarkRow[];
  readonly locate: (position: { readonly lng: number; readonly lat: number }) => { readonly areaId: string } | null;
}

/** What a file would do, line by line. A line that cannot be used is left out and said; the others lose nothing by it. */
export function planLandmarks({ source, options, existing, locate }: PlanInput): LandmarkPlan {
  const columns = columnsOf<Field>(USUAL_COLUMNS, options.mapping, source.columns);
  const findings: ImportFindingDraft[] = columns.missing.map((column) =>
    finding('error', 0, 'column_missing', `文件中没有列“${column}”`, `The file has no column "${column}"`, { column }),
  );
  if (source.cut) findings.push(finding('warning', 0, 'file_cut', '文件末尾不完整', 'The file ends in the middle of something'));
  const known = new Map(existing.map((row) => [keyOf(row), row]));
  const seen = new Map<string, number>();
  const meant = new Set<string>();
  let isWhole = !source.cut && columns.missing.length === 0;
  const places: PlannedPlace[] = [];
  for (const row of source.rows) {
    const value = valuesOf(row, columns.of);
    const read = readLine(row, value, options);
    const place = 'code_' in read ? read : locatedPlace(read, seen, locate);
    if ('code_' in place) {
      findings.push(finding('error', row.line, place.code_, place.zh, place.en, place.more));
      const keys = keysMeant(row, value, (key) => known.has(key));
      keys?.forEach((key) => meant.add(key));
      isWhole &&= keys !== null;
      continue;
    }
    const before = known.get(keyOf(place));
    seen.set(keyOf(place), row.line);
    places.push({
      ...place,
      existing: before,
      action: before === undefined ? 'new' : isSame(place, before) ? 'known' : 'changed',
    });
  }
  const isHeld = (row: LandmarkRow): boolean =>
    seen.has(keyOf(row)) || meant.has(keyOf(row)) || meant.has(keyOf({ ...row, code: null }));
  const missing = options.mode === 'replace' ? existing.filter((row) => !isHeld(row)) : [];
  const ended = isWhole ? missing : [];
  findings.push(...endingWords(missing.length, isWhole));
  return {
    places,
    ended,
    findings: findings.toSorted((a, b) => a.line - b.line),
    counts: countsOf(source.rows.length, places, ended),
  };
}

/** What is to be said of places that the file does not hold. */
function endingWords(count: number, isWhole: boolean): ImportFindingDraft[] {
  if (count === 0) return [];
  if (isWhole)
    return [finding('note', 0, 'ended', `${count} 条不在文件中，将停用`, `${count} that the file does not hold will end`)];
  const zh = `有 ${count} 条未在文件中找到；文件不完整或有行无法辨认，因此不停用任何一条`;
  const en = `${count} were not found in the file; as it is not whole, or a line does not tell which place it means, none will end`;
  return [finding('warning', 0, 'nothing_ends', zh, en)];
}

function countsOf(lines: number, places: readonly PlannedPlace[], ended: readonly LandmarkRow[]): LandmarkPlan['counts'] {
  const count = (action: PlannedPlace['action']): number => places.filter((place) => place.action === action).length;
  return {
    lines,
    created: count('new'),
    changed: count('changed') + ended.length,
    known: count('known'),
    failed: lines - places.length,
  };
}

type Located = Omit<PlannedPlace, 'existing' | 'action'>;

function locatedPlace(place: ReadPlace, seen: ReadonlyMap<string, number>, locate: PlanInput['locate']): Located | Refusal {
  const earlier = seen.get(keyOf(place));
  if (earlier !== undefined)
    return {
      code_: 'duplicate',
      zh: `与第 ${earlier} 行重复`,
      en: `The same place as line ${earlier}`,
      more: { value: place.name },
    };
  const areaId = locate(place.position)?.areaId;
  if (areaId === undefined) {
    const more = { value: `${place.position.lng}, ${place.position.lat}` };
    const zh = '位置不在任何区域内；请检查坐标系';
    return { code_: 'outside', zh, en: 'The position lies in no area; check the coordinate system', more };
  }
  return { ...place, areaId };
}

const isSame = (place: Located, row: LandmarkRow): boolean =>
  place.name === row.name &&
  place.kind === row.kind &&
  place.areaId === row.area_id &&
  place.position.lng === row.position.x &&
  place.position.lat === row.position.y &&
  place.alias.join('\n') === row.alias.join('\n');
