import type { LANDMARK_IMPORT_FIELDS, LandmarkImportOptions } from '@gridward/contract';
import { placeKey, type LandmarkKind } from '@gridward/core';
import { pointToWgs84 } from '@gridward/geo';
import { columnsOf } from '../import/columns.ts';
import { finding, type ImportFindingDraft } from '../import/finding.ts';
import type { PlanOutcome } from '../import/run.service.ts';
import type { Source, SourceRow } from '../import/source.ts';
import type { LandmarkRow } from './landmark.repository.ts';

type Field = (typeof LANDMARK_IMPORT_FIELDS)[number];

const USUAL: Readonly<Record<Field, readonly string[]>> = {
  name: ['name', '名称', '地址', '标准地址', '地标', '地名'],
  alias: ['alias', 'aliases', '别名', '曾用名', '俗称'],
  kind: ['kind', '类型', '类别'],
  code: ['code', '编码', '代码', '地址编码', '标识码'],
  lng: ['lng', 'lon', 'longitude', 'x', '经度'],
  lat: ['lat', 'latitude', 'y', '纬度'],
};

const KIND_WORDS: Readonly<Record<string, LandmarkKind>> = {
  address: 'address',
  地址: 'address',
  门牌: 'address',
  landmark: 'landmark',
  地标: 'landmark',
  标志物: 'landmark',
};

export interface PlannedPlace {
  readonly line: number;
  readonly kind: LandmarkKind;
  readonly code: string | null;
  readonly name: string;
  readonly alias: readonly string[];
  readonly position: { readonly lng: number; readonly lat: number };
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
  const columns = columnsOf<Field>(USUAL, options.mapping, source.columns);
  const findings: ImportFindingDraft[] = columns.missing.map((column) =>
    finding('error', 0, 'column_missing', `文件中没有列“${column}”`, `The file has no column "${column}"`, { column }),
  );
  if (source.cut) findings.push(finding('warning', 0, 'file_cut', '文件末尾不完整', 'The file ends in the middle of something'));
  const known = new Map(existing.map((row) => [keyOf(row), row]));
  const seen = new Map<string, number>();
  const places: PlannedPlace[] = [];
  for (const row of source.rows) {
    const read = readRow(row, (field) => (row.values[columns.of[field] ?? ''] ?? '').trim(), options);
    const place = 'code_' in read ? read : locatedPlace(read, seen, locate);
    if ('code_' in place) findings.push(finding('error', row.line, place.code_, place.zh, place.en, place.more));
    else {
      const before = known.get(keyOf(place));
      seen.set(keyOf(place), row.line);
      places.push({
        ...place,
        existing: before,
        action: before === undefined ? 'new' : isSame(place, before) ? 'known' : 'changed',
      });
    }
  }
  const ended = options.mode === 'replace' ? existing.filter((row) => !seen.has(keyOf(row))) : [];
  if (ended.length > 0) {
    const count = ended.length;
    findings.push(finding('note', 0, 'ended', `${count} 条不在文件中，将停用`, `${count} that the file does not hold will end`));
  }
  const count = (action: PlannedPlace['action']): number => places.filter((place) => place.action === action).length;
  const lines = source.rows.length;
  return {
    places,
    ended,
    findings: findings.toSorted((a, b) => a.line - b.line),
    counts: {
      lines,
      created: count('new'),
      changed: count('changed') + ended.length,
      known: count('known'),
      failed: lines - places.length,
    },
  };
}

interface Refusal {
  readonly code_: string;
  readonly zh: string;
  readonly en: string;
  readonly more?: { readonly column?: string; readonly value?: string };
}

type ReadPlace = Pick<PlannedPlace, 'line' | 'kind' | 'code' | 'name' | 'alias' | 'position'>;
type Located = Omit<PlannedPlace, 'existing' | 'action'>;

function readRow(row: SourceRow, value: (field: Field) => string, options: LandmarkImportOptions): ReadPlace | Refusal {
  if (row.broken === 'columns')
    return { code_: 'columns_wrong', zh: '列数与表头不符', en: 'The line has more or fewer columns than the header' };
  const name = value('name');
  if (placeKey(name) === '') return { code_: 'name_missing', zh: '缺少名称', en: 'The name is missing' };
  const kind = value('kind') === '' ? options.kind : KIND_WORDS[value('kind').toLowerCase()];
  if (kind === undefined)
    return {
      code_: 'kind_unknown',
      zh: '类型应为地址或地标',
      en: 'The kind is address or landmark',
      more: { value: value('kind') },
    };
  const given = row.point ?? { lng: numberOf(value('lng')), lat: numberOf(value('lat')) };
  if (!(Math.abs(given.lng) <= 180 && Math.abs(given.lat) <= 90)) {
    const more = { value: `${value('lng')}, ${value('lat')}` };
    return { code_: 'position_wrong', zh: '经纬度缺失或写反', en: 'The coordinates are missing or swapped', more };
  }
  const [lng = 0, lat = 0] = pointToWgs84([given.lng, given.lat], options.system);
  const alias = [
    ...new Set(
      value('alias')
        .split(/[;；、|]/u)
        .map((one) => one.trim()),
    ),
  ].filter((one) => one !== '' && one !== name);
  return { line: row.line, kind, code: value('code') || null, name, alias, position: { lng: round(lng), lat: round(lat) } };
}

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

const numberOf = (text: string): number => (text === '' ? Number.NaN : Number(text));

/** Six decimals are ten centimetres; what lies closer together is one place. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** A place is known again by its code, or by what it is and its name. */
const keyOf = ({ code, kind, name }: Pick<PlannedPlace, 'code' | 'kind' | 'name'>): string =>
  code === null ? `${kind} ${placeKey(name)}` : `# ${code}`;

const isSame = (place: Located, row: LandmarkRow): boolean =>
  place.name === row.name &&
  place.kind === row.kind &&
  place.areaId === row.area_id &&
  place.position.lng === row.position.x &&
  place.position.lat === row.position.y &&
  place.alias.join('\n') === row.alias.join('\n');
