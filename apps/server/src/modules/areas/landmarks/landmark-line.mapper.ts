import type { LANDMARK_IMPORT_FIELDS, LandmarkImportOptions } from '@gridward/contract';
import { LANDMARK_KINDS, placeKey, type LandmarkKind } from '@gridward/core';
import { pointToWgs84 } from '@gridward/geo';
import type { SourceRow } from '../import/source.ts';

export type Field = (typeof LANDMARK_IMPORT_FIELDS)[number];

/** Names under which a column is known when the mapping does not name it. */
export const USUAL_COLUMNS: Readonly<Record<Field, readonly string[]>> = {
  name: ['name', '名称', '地址', '标准地址', '地标', '地名'],
  alias: ['alias', 'aliases', '别名', '曾用名', '俗称'],
  kind: ['kind', '类型', '类别'],
  code: ['code', '编码', '代码', '地址编码', '标识码'],
  lng: ['lng', 'lon', 'longitude', 'x', '经度'],
  lat: ['lat', 'latitude', 'y', '纬度'],
};

const KIND_WORDS: ReadonlyMap<string, LandmarkKind> = new Map([
  ['address', 'address'],
  ['地址', 'address'],
  ['门牌', 'address'],
  ['landmark', 'landmark'],
  ['地标', 'landmark'],
  ['标志物', 'landmark'],
]);

/** An entry of a PostgreSQL index has room for some 2,700 bytes; no address needs a tenth of it. */
const LONGEST = { name: 200, code: 100, alias: 1000 };

export interface Refusal {
  readonly code_: string;
  readonly zh: string;
  readonly en: string;
  readonly more?: { readonly column?: string; readonly value?: string };
}

/** What a line says, before it is known where that lies. */
export interface ReadPlace {
  readonly line: number;
  readonly kind: LandmarkKind;
  readonly code: string | null;
  readonly name: string;
  readonly alias: readonly string[];
  readonly position: { readonly lng: number; readonly lat: number };
}

type Value = (field: Field) => string;

/** The value of a column of this row; empty where there is none. */
export const valuesOf =
  (row: SourceRow, of: Readonly<Partial<Record<Field, string>>>): Value =>
  (field) =>
    (row.values[of[field] ?? ''] ?? '').trim();

/** Reads a line, or says why it cannot be used. */
export function readLine(row: SourceRow, value: Value, options: LandmarkImportOptions): ReadPlace | Refusal {
  if (row.broken === 'columns')
    return { code_: 'columns_wrong', zh: '列数与表头不符', en: 'The line has more or fewer columns than the header' };
  const name = value('name');
  if (placeKey(name) === '') return { code_: 'name_missing', zh: '缺少名称', en: 'The name is missing' };
  const code = value('code') || null;
  const alias = aliasOf(value('alias'), name);
  if (name.length > LONGEST.name || (code ?? '').length > LONGEST.code || alias.join().length > LONGEST.alias)
    return { code_: 'too_long', zh: '名称、编码或别名过长', en: 'The name, the code or the other names are too long' };
  const kind = kindOf(value, options);
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
  return { line: row.line, kind, code, name, alias, position: { lng: round(lng), lat: round(lat) } };
}

const kindOf = (value: Value, options: LandmarkImportOptions): LandmarkKind | undefined =>
  value('kind') === '' ? options.kind : KIND_WORDS.get(value('kind').toLowerCase());

const aliasOf = (text: string, name: string): string[] =>
  [...new Set(text.split(/[;；、|]/u).map((one) => one.trim()))].filter((one) => one !== '' && one !== name);

const numberOf = (text: string): number => (text === '' ? Number.NaN : Number(text));

/** Six decimals are ten centimetres; what lies closer together is one place. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** A place is known again by its code, or by what it is and its name. */
export const keyOf = ({ code, kind, name }: Pick<ReadPlace, 'code' | 'kind' | 'name'>): string =>
  code === null ? `${kind} ${placeKey(name)}` : `# ${code}`;

/**
 * The keys of the places that a line may mean, though it cannot be used; `null` where it does not tell. It may bring a code to a place that
 * has none yet, lack the code of one that has, or have its fault in the kind or the code: so both the code and the name count, of any kind.
 * A list that replaces another must not end a place because its line has a fault.
 */
export function keysMeant(row: SourceRow, value: Value, isKnown: (key: string) => boolean): readonly string[] | null {
  if (row.broken === 'columns') return null;
  const [name, code] = [value('name'), value('code')];
  const byCode = code === '' || code.length > LONGEST.code ? [] : [keyOf({ code, kind: 'address', name })];
  const tellsName = placeKey(name) !== '' && name.length <= LONGEST.name;
  if (!tellsName) return byCode.some(isKnown) ? byCode : null;
  return [...byCode, ...LANDMARK_KINDS.map((kind) => keyOf({ code: null, kind, name }))];
}
