import type { AreaImportOptions } from '@gridward/contract';
import {
  AREA_LEVELS,
  mayContain,
  parseAreaCode,
  parseStatisticalCode,
  type AreaCode,
  type AreaLevel,
  type AreaNode,
  type GridKind,
  type Uuid,
} from '@gridward/core';
import { orientRings, pointToWgs84, toWgs84, type AreaGeometry } from '@gridward/geo';
import type { AreaPicture } from '../area-picture.ts';
import { LOCAL_CODES, NATIONAL_CODES } from '../areas.store.ts';
import { areaColumns, kindOf, levelOf, type AreaField } from './columns.ts';
import { finding, type ImportFindingDraft } from './finding.ts';
import type { PlannedArea } from './planned-area.ts';
import { rounded } from './round.ts';
import type { Source, SourceRow } from './source.ts';
import { checkSurfaces } from './surfaces.ts';

/** What an import would do, line by line; nothing is written to make it. */
export interface AreaPlan {
  readonly lines: readonly PlannedArea[];
  readonly findings: readonly ImportFindingDraft[];
}

export interface PlanInput {
  readonly source: Source;
  readonly options: AreaImportOptions;
  readonly outline?: AreaGeometry;
  readonly picture: AreaPicture;
}

/** Reads a file against the areas of now. Pure: the same file and the same areas give the same plan. */
export function planAreaImport({ source, options, outline, picture }: PlanInput): AreaPlan {
  const findings: ImportFindingDraft[] = [];
  const columns = areaColumns(options.mapping, source.columns);
  for (const column of columns.missing)
    findings.push(
      finding('error', 0, 'column_missing', `文件中没有列“${column}”`, `The file has no column "${column}"`, { column }),
    );
  if (source.cut) findings.push(finding('error', 0, 'file_cut', '文件不完整：末尾被截断', 'The file is cut off at its end'));
  const rows = source.rows.flatMap((row) => readRow(row, columns.of, options, findings));
  const lines = linkRows(rows, options, picture, findings);
  checkSurfaces({ lines, options, outline, picture, findings });
  const order = findings.toSorted((a, b) => a.line - b.line);
  for (const line of lines) judge(line, picture);
  return { lines, findings: order };
}

interface ReadRow {
  readonly line: number;
  readonly code: string | null;
  readonly national: AreaCode | undefined;
  readonly name: string;
  readonly parentCode: string;
  readonly level: AreaLevel;
  readonly gridKind: GridKind | null;
  readonly alias: readonly string[];
  readonly householdCount: number | null;
  readonly population: number | null;
  readonly countedOn: string | null;
  readonly geometry: AreaGeometry | undefined;
  readonly point: { readonly lng: number; readonly lat: number } | undefined;
}

const LEVEL_OF_CODE = {
  province: 'province',
  city: 'city',
  county: 'county',
  street: 'township',
  community: 'community',
  grid: 'grid',
} as const;

function readRow(
  row: SourceRow,
  columns: Readonly<Partial<Record<AreaField, string>>>,
  options: AreaImportOptions,
  findings: ImportFindingDraft[],
): ReadRow[] {
  const { line } = row;
  const value = (field: AreaField): string => {
    const column = columns[field];
    return column === undefined ? '' : (row.values[column] ?? '').trim();
  };
  const refuse = (code: string, zh: string, en: string, field?: AreaField): ReadRow[] => {
    findings.push(
      finding('error', line, code, zh, en, field === undefined ? {} : { column: columns[field] ?? field, value: value(field) }),
    );
    return [];
  };
  if (row.broken === 'columns')
    return refuse('columns_wrong', '列数与表头不符', 'The line has more or fewer columns than the header');
  if (row.broken === 'geometry')
    return refuse('geometry_unreadable', '图形不是多边形或点', 'The geometry is neither a polygon nor a point');
  const name = value('name');
  if (name === '') return refuse('name_missing', '缺少名称', 'The name is missing', 'name');
  const code = value('code') === '' ? null : value('code');
  const national = code === null ? undefined : nationalCode(code);
  const level =
    levelOf(value('level')) ??
    (value('level') === '' ? (national === undefined ? options.level : LEVEL_OF_CODE[national.level]) : undefined);
  if (level === undefined) return refuse('level_unknown', '无法确定层级', 'The level is missing or unknown', 'level');
  const kind = kindOf(value('kind'));
  if (level === 'grid' && value('kind') !== '' && kind === undefined)
    return refuse('kind_unknown', '网格类型无法识别', 'The kind of grid is unknown', 'kind');
  const position = pointOf(row, value);
  if (position === 'invalid') return refuse('position_invalid', '坐标无效', 'The position is not valid', 'lng');
  const [households, population] = [countOf(value('households')), countOf(value('population'))];
  if (Number.isNaN(households))
    findings.push(
      finding(
        'warning',
        line,
        'count_ignored',
        '户数不是数字，已忽略',
        'The number of households is not a number and was left out',
        { value: value('households') },
      ),
    );
  if (Number.isNaN(population))
    findings.push(
      finding('warning', line, 'count_ignored', '人口不是数字，已忽略', 'The population is not a number and was left out', {
        value: value('population'),
      }),
    );
  const countedOn =
    /^\d{4}-\d{2}-\d{2}$/.test(value('countedOn')) && !Number.isNaN(Date.parse(value('countedOn'))) ? value('countedOn') : null;
  return [
    {
      line,
      code: national?.code ?? code,
      national,
      name,
      parentCode: value('parent'),
      level,
      gridKind: level === 'grid' ? (kind ?? 'basic') : null,
      alias: value('alias')
        .split(/[;；、|]/)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
      householdCount: Number.isNaN(households) ? null : households,
      population: Number.isNaN(population) ? null : population,
      countedOn,
      geometry: row.geometry === undefined ? undefined : orientRings(rounded(toWgs84(row.geometry, options.system))),
      point: position === undefined ? undefined : converted(position, options),
    },
  ];
}

/** A statistical code that writes 000 for what it does not name is read as the code that it stands for. */
function nationalCode(raw: string): AreaCode | undefined {
  const read = parseAreaCode(raw);
  if (read.ok) return read.value;
  const statistical = parseStatisticalCode(raw);
  return statistical.ok ? statistical.value : undefined;
}

const countOf = (text: string): number | null => (text === '' ? null : /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

function pointOf(row: SourceRow, value: (field: AreaField) => string): { lng: number; lat: number } | 'invalid' | undefined {
  const given =
    row.point ??
    (value('lng') === '' && value('lat') === ''
      ? undefined
      : { lng: Number(value('lng') || 'none'), lat: Number(value('lat') || 'none') });
  if (given === undefined) return undefined;
  return Math.abs(given.lng) <= 180 && Math.abs(given.lat) <= 90 ? given : 'invalid';
}

const converted = ({ lng, lat }: { readonly lng: number; readonly lat: number }, { system }: AreaImportOptions) => {
  const [x = lng, y = lat] = pointToWgs84([lng, lat], system);
  return { lng: x, lat: y };
};

/** Finds each line's parent, among the lines before and in the store, and its area of the same code or, without code, of the same name. */
function linkRows(
  rows: readonly ReadRow[],
  options: AreaImportOptions,
  picture: AreaPicture,
  findings: ImportFindingDraft[],
): PlannedArea[] {
  const planned = new Map<string, PlannedArea>();
  const lines: PlannedArea[] = [];
  const seen = new Map<string, number>();
  const byLevel = rows.toSorted((a, b) => AREA_LEVELS.indexOf(a.level) - AREA_LEVELS.indexOf(b.level) || a.line - b.line);
  for (const row of byLevel) {
    const parent = parentOf(row, options, picture, planned);
    const refuse = (code: string, zh: string, en: string, value: string): void => {
      findings.push(finding('error', row.line, code, zh, en, { value }));
    };
    if (parent === 'missing') {
      refuse(
        'parent_unknown',
        '找不到上级区域',
        'The area above is neither in the file nor in the store',
        row.parentCode || (row.code ?? ''),
      );
      continue;
    }
    if (parent !== null && !mayContain(parent.level, row.level)) {
      refuse('level_order', '层级不能放在此上级之下', 'This level cannot lie in that of its parent', row.level);
      continue;
    }
    const existing = existingOf(row, parent, picture);
    const key = row.code ?? `${row.level}\n${parent === null ? '' : parent.name}\n${row.name}`;
    const first = seen.get(key);
    if (first !== undefined) {
      refuse('duplicate', `与第 ${first} 行重复`, `The same area as line ${first}`, row.code ?? row.name);
      continue;
    }
    seen.set(key, row.line);
    const isMoved = existing !== undefined && (existing.level !== row.level || existing.parentId !== idOf(parent));
    if (isMoved) {
      refuse(
        'place_differs',
        '系统中同一编码的区域层级或上级不同',
        'The store has this code at another level or under another parent',
        row.code ?? row.name,
      );
      continue;
    }
    const line = toPlanned(row, parent, existing);
    remarkCode(row, parent, findings);
    lines.push(line);
    if (row.code !== null) planned.set(row.code, line);
  }
  return lines;
}

const idOf = (parent: AreaNode | PlannedArea | null): Uuid | null | undefined =>
  parent === null ? null : 'id' in parent ? parent.id : parent.existing?.id;

/** Named by the line, otherwise the nearest that the code stands under, otherwise the one of the options; `null` for a root. */
function parentOf(
  row: ReadRow,
  options: AreaImportOptions,
  picture: AreaPicture,
  planned: ReadonlyMap<string, PlannedArea>,
): AreaNode | PlannedArea | null | 'missing' {
  const find = (code: string) => planned.get(code) ?? picture.tree.byCode(nationalCode(code)?.code ?? code);
  if (row.parentCode !== '') return find(row.parentCode) ?? find(nationalCode(row.parentCode)?.code ?? '') ?? 'missing';
  for (let above = row.national?.parentCode ?? null; above !== null;) {
    const found = find(above);
    if (found !== undefined && mayContain(found.level, row.level)) return found;
    const read = parseAreaCode(above);
    above = read.ok ? read.value.parentCode : null;
  }
  if (options.parentCode !== undefined && options.parentCode !== row.code) return find(options.parentCode) ?? 'missing';
  if (row.code !== null && picture.tree.byCode(row.code)?.parentId === null) return null;
  const isTop = row.level === 'province' || row.level === 'city' || row.level === 'county';
  return isTop || (picture.tree.size === 0 && planned.size === 0 && row.parentCode === '' && row.national === undefined)
    ? null
    : 'missing';
}

function existingOf(row: ReadRow, parent: AreaNode | PlannedArea | null, picture: AreaPicture): AreaNode | undefined {
  if (row.code !== null) return picture.tree.byCode(row.code);
  const parentId = idOf(parent);
  const siblings = parentId === null ? picture.tree.roots : parentId === undefined ? [] : picture.tree.children(parentId);
  return siblings.find(({ name, level, alias }) => level === row.level && (name === row.name || alias.includes(row.name)));
}

const toPlanned = (row: ReadRow, parent: AreaNode | PlannedArea | null, existing: AreaNode | undefined): PlannedArea => ({
  line: row.line,
  action: 'new',
  existing,
  parent,
  level: row.level,
  gridKind: row.gridKind,
  code: row.code ?? existing?.code ?? null,
  codeSystem:
    row.code === null ? (existing?.codeSystem ?? NATIONAL_CODES) : row.national === undefined ? LOCAL_CODES : NATIONAL_CODES,
  name: row.code === null ? (existing?.name ?? row.name) : row.name,
  alias: row.alias.length === 0 ? (existing?.alias ?? []) : row.alias,
  householdCount: row.householdCount ?? existing?.householdCount ?? null,
  population: row.population ?? existing?.population ?? null,
  countedOn: row.countedOn ?? existing?.countedOn ?? null,
  point: row.point,
  geometry: row.geometry,
  newSurface: false,
  provisional: false,
});

/** A city may number as it likes: what differs from the national rule is said, not refused. */
function remarkCode(row: ReadRow, parent: AreaNode | PlannedArea | null, findings: ImportFindingDraft[]): void {
  const warn = (code: string, zh: string, en: string): void => {
    findings.push(finding('warning', row.line, code, zh, en, { value: row.code ?? '' }));
  };
  if (row.code === null) return;
  if (row.national === undefined)
    return warn(
      'code_local',
      '编码不符合国家规则，按本地编码登记',
      'The code does not follow the national rule and is kept as a local one',
    );
  if (LEVEL_OF_CODE[row.national.level] !== row.level)
    return warn('code_level', '编码长度与层级不符', 'The code is as long as that of another level');
  const above = parent === null || parent.code === null ? undefined : nationalCode(parent.code);
  if (above !== undefined && !isUnder(row.national, above))
    warn('code_parent', '编码不在上级编码之下', 'The code does not begin with that of the parent');
}

function isUnder(code: AreaCode, above: AreaCode): boolean {
  for (let up = code.parentCode; up !== null;) {
    if (up === above.code) return true;
    const read = parseAreaCode(up);
    up = read.ok ? read.value.parentCode : null;
  }
  return false;
}

function judge(line: PlannedArea, picture: AreaPicture): void {
  const { existing } = line;
  const valid = existing === undefined ? undefined : picture.boundaryOf(existing.id)?.geometry;
  line.newSurface = line.geometry !== undefined && textOf(line.geometry) !== textOf(valid);
  line.action = existing === undefined ? 'new' : differs(line, existing) || line.newSurface ? 'changed' : 'known';
}

const textOf = (geometry: AreaGeometry | undefined): string => JSON.stringify([geometry?.type, geometry?.coordinates]);

const differs = (line: PlannedArea, existing: AreaNode): boolean =>
  (['name', 'code', 'codeSystem', 'gridKind', 'householdCount', 'population', 'countedOn'] as const).some(
    (key) => line[key] !== existing[key],
  ) || line.alias.join('\n') !== existing.alias.join('\n');
