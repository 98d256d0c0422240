import type { AreaImportOptions } from '@gridward/contract';
import type { AreaLevel, GridKind } from '@gridward/core';

export type AreaField = keyof Required<AreaImportOptions['mapping']>;

/** Names under which a field is looked for when the mapping does not name its column; compared without case, spaces and underscores. */
const USUAL: Readonly<Record<AreaField, readonly string[]>> = {
  code: ['code', 'areacode', 'gridcode', 'adcode', '编码', '代码', '区域编码', '网格编码', '标识码'],
  name: ['name', 'areaname', 'gridname', '名称', '区域名称', '网格名称', '社区名称', '社区'],
  parent: ['parent', 'parentcode', 'pcode', '上级编码', '上级代码', '父级编码', '所属编码'],
  level: ['level', '层级', '级别', '等级'],
  kind: ['kind', 'gridkind', '网格类型', '类型'],
  lng: ['lng', 'lon', 'longitude', 'x', '经度'],
  lat: ['lat', 'latitude', 'y', '纬度'],
  households: ['households', 'householdcount', '户数', '户籍户数'],
  population: ['population', '人口', '人口数', '常住人口'],
  countedOn: ['countedon', '统计日期'],
  alias: ['alias', '别名', '曾用名'],
};

const plain = (name: string): string => name.toLowerCase().replace(/[\s_]/g, '');

/** Which column holds each field. A mapped column that the file does not have is reported by `missing`. */
export function columnsOf<F extends string>(
  usual: Readonly<Record<F, readonly string[]>>,
  mapping: Readonly<Partial<Record<F, string | undefined>>>,
  columns: readonly string[],
): { readonly of: Readonly<Partial<Record<F, string>>>; readonly missing: readonly string[] } {
  const of: Partial<Record<F, string>> = {};
  const missing: string[] = [];
  for (const field of Object.keys(usual) as F[]) {
    const mapped = mapping[field];
    const found = mapped ?? columns.find((column) => usual[field].includes(plain(column)));
    if (mapped !== undefined && !columns.includes(mapped)) missing.push(mapped);
    else if (found !== undefined) of[field] = found;
  }
  return { of, missing };
}

export const areaColumns = (mapping: AreaImportOptions['mapping'], columns: readonly string[]) =>
  columnsOf<AreaField>(USUAL, mapping, columns);

const LEVEL_WORDS = new Map(
  Object.entries<AreaLevel>({
    province: 'province',
    省: 'province',
    自治区: 'province',
    city: 'city',
    市: 'city',
    地市: 'city',
    county: 'county',
    district: 'county',
    区县: 'county',
    县: 'county',
    区: 'county',
    township: 'township',
    street: 'township',
    subdistrict: 'township',
    街道: 'township',
    镇: 'township',
    乡: 'township',
    乡镇: 'township',
    镇街: 'township',
    乡镇街道: 'township',
    station: 'station',
    工作站: 'station',
    网格工作站: 'station',
    community: 'community',
    village: 'community',
    社区: 'community',
    村: 'community',
    村社区: 'community',
    村居: 'community',
    grid: 'grid',
    网格: 'grid',
    micro_grid: 'micro_grid',
    微网格: 'micro_grid',
    微格: 'micro_grid',
    building: 'building',
    楼栋: 'building',
  }),
);

const KIND_WORDS = new Map(
  Object.entries<GridKind>({
    basic: 'basic',
    基础: 'basic',
    基础网格: 'basic',
    综合网格: 'basic',
    dedicated: 'dedicated',
    专属: 'dedicated',
    专属网格: 'dedicated',
    road: 'road',
    道路: 'road',
    道路网格: 'road',
    site: 'site',
    单位: 'site',
    单位网格: 'site',
    sea: 'sea',
    海上: 'sea',
    海上网格: 'sea',
  }),
);

const wordKey = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replace(/[/、\s]/g, '');

export const levelOf = (word: string): AreaLevel | undefined => LEVEL_WORDS.get(wordKey(word));
export const kindOf = (word: string): GridKind | undefined => KIND_WORDS.get(wordKey(word));
