import type { AreaNode, AreaTree } from '@gridward/core';
import { bootstrapBoundaries, distanceM, pointToWgs84, type AreaGeometry, type BoundaryWarning } from '@gridward/geo';
import type { TableFile } from '../file/table-file.ts';
import type { AreaBootstrap } from '../model-files.ts';

/** What is said of a line of points. */
export interface PointFinding {
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: string;
  readonly value: string | null;
  readonly zh: string;
  readonly en: string;
}

/** One place of the file. */
export interface PlannedPlace {
  readonly line: number;
  readonly name: string;
  /** Name of the group above it; `null` directly under the root. */
  readonly group: string | null;
  readonly existing: AreaNode | undefined;
  /** Missing where the point lies outside the outline. */
  readonly geometry: AreaGeometry | undefined;
}

export interface AreaBootstrapPlan {
  readonly mapping: AreaBootstrap;
  readonly outline: AreaGeometry;
  readonly root: AreaNode | undefined;
  readonly groups: readonly { readonly name: string; readonly existing: AreaNode | undefined }[];
  readonly places: readonly PlannedPlace[];
  readonly findings: readonly PointFinding[];
}

interface ReadPlace {
  readonly line: number;
  readonly name: string;
  readonly lng: number;
  readonly lat: number;
}

/** Reads points against the areas of now. Pure: nothing is written. */
export function planAreaBootstrap(
  table: TableFile,
  outline: AreaGeometry,
  mapping: AreaBootstrap,
  tree: AreaTree,
): AreaBootstrapPlan {
  const findings: PointFinding[] = [];
  const root = tree.byCode(mapping.root.code);
  const inRoot = root === undefined ? [] : tree.subtree(root.id);
  const places = readPlaces(table, mapping, findings);
  const drawn = bootstrapBoundaries(
    places.map(({ line, lng, lat }) => ({ id: String(line).padStart(9, '0'), lng, lat })),
    outline,
  );
  const groupOf = new Map(
    Object.entries(mapping.groups?.members ?? {}).flatMap(([group, names]) => names.map((name) => [name, group] as const)),
  );
  const planned = places.map(({ line, name }, i): PlannedPlace => {
    for (const warning of drawn[i]?.warnings ?? []) findings.push(warningWords(line, name, warning));
    const existing = inRoot.find((area) => area.level === mapping.points.level && area.name === name);
    return { line, name, group: groupOf.get(name) ?? null, existing, geometry: drawn[i]?.geometry };
  });
  const groups = Object.keys(mapping.groups?.members ?? {}).map((name) => ({
    name,
    existing: inRoot.find((area) => area.level === mapping.groups?.level && area.name === name),
  }));
  return { mapping, outline, root, groups, places: planned, findings: findings.toSorted((a, b) => a.line - b.line) };
}

function readPlaces({ header, records }: TableFile, { points }: AreaBootstrap, findings: PointFinding[]): ReadPlace[] {
  const at = (column: string): number => header.findIndex((name) => name.replace(/^\u{feff}/u, '').trim() === column);
  const columns = [points.name, ...points.positions.flatMap(({ lng, lat }) => [lng, lat])];
  const absent = columns.filter((column) => at(column) < 0);
  for (const column of absent)
    findings.push(words(1, 'error', 'header_missing', column, `缺少“${column}”列`, `Column ${column} is missing`));
  if (absent.length > 0) return [];
  const seen = new Set<string>();
  return records.flatMap((record): ReadPlace[] => {
    const { line } = record;
    if ('broken' in record || record.fields.length !== header.length) {
      findings.push(words(line, 'error', 'line_broken', null, '此行不完整', 'The line is not complete'));
      return [];
    }
    const { fields } = record;
    const name = fields[at(points.name)]?.trim() ?? '';
    const positions = points.positions.flatMap(({ lng, lat }) => positionOf(fields[at(lng)], fields[at(lat)], points.system));
    const [first] = positions;
    if (name === '' || first === undefined) {
      findings.push(words(line, 'error', 'position_missing', name, '缺少名称或坐标', 'The name or the position is missing'));
      return [];
    }
    if (seen.has(name)) {
      findings.push(words(line, 'error', 'name_twice', name, '名称重复', 'The name stands there twice'));
      return [];
    }
    seen.add(name);
    const apartM = Math.max(...positions.map((position) => distanceM(first, position)));
    if (apartM > points.apartM)
      findings.push(
        words(
          line,
          'warning',
          'positions_apart',
          name,
          `两处坐标相距 ${Math.round(apartM)} 米，采用第一处`,
          `The positions lie ${Math.round(apartM)} m apart; the first is used`,
        ),
      );
    return [{ line, name, lng: first[0], lat: first[1] }];
  });
}

function positionOf(
  lng: string | undefined,
  lat: string | undefined,
  system: AreaBootstrap['points']['system'],
): [number, number][] {
  const [x, y] = [Number(lng?.trim() || 'none'), Number(lat?.trim() || 'none')];
  if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) return [];
  const [east = x, north = y] = pointToWgs84([x, y], system);
  return [[east, north]];
}

function warningWords(line: number, name: string, warning: BoundaryWarning): PointFinding {
  switch (warning.kind) {
    case 'outside_outline':
      return words(
        line,
        'warning',
        'point_outside',
        name,
        `“${name}”的坐标在辖区外 ${Math.round(warning.distanceM)} 米：区域照建，暂无边界`,
        `${name} lies ${Math.round(warning.distanceM)} m outside: the area is made, without a boundary`,
      );
    case 'snapped_to_outline':
      return words(line, 'note', 'point_snapped', name, `“${name}”的坐标移到辖区边界上`, `${name} was moved onto the outline`);
    case 'coincident':
      return words(
        line,
        'warning',
        'points_coincide',
        name,
        `“${name}”与他处坐标相同，暂无边界`,
        `${name} has the position of another: no boundary`,
      );
    case 'not_a_position':
      return words(line, 'error', 'position_invalid', name, `“${name}”的坐标无效`, `The position of ${name} is not valid`);
    case 'several_parts':
      return words(
        line,
        'note',
        'boundary_in_parts',
        name,
        `“${name}”的推定边界有 ${warning.parts} 块`,
        `The guessed boundary of ${name} has ${warning.parts} parts`,
      );
  }
}

const words = (
  line: number,
  severity: PointFinding['severity'],
  code: string,
  value: string | null,
  zh: string,
  en: string,
): PointFinding => ({ line, severity, code, value, zh, en });
