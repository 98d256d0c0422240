import { err, ok, type Result } from '../kernel/index.ts';

/** Levels of an area code: 6 digits GB/T 2260, then 3 each for township level (GB/T 10114), community and grid. */
export type AreaCodeLevel = 'province' | 'city' | 'county' | 'street' | 'community' | 'grid';

export interface AreaCode {
  readonly code: string;
  readonly level: AreaCodeLevel;
  /** Code of the area above, `null` for a province. */
  readonly parentCode: string | null;
  readonly county: string;
  readonly street?: string;
  readonly community?: string;
  readonly sequence?: string;
}

/** `length`: not as many digits as any level has; `digits`: something else than 0–9; `region`: no such province; `zero`: a part that starts at 001 is 000. */
export interface CodeInvalid {
  readonly problem: 'code_invalid';
  readonly fault: 'length' | 'digits' | 'region' | 'zero';
  readonly raw: string;
}

export interface SequenceExhausted {
  readonly problem: 'sequence_exhausted';
  readonly parentCode: string;
}

const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);
const LEVEL_OF_LENGTH: Readonly<Record<number, AreaCodeLevel>> = { 6: 'county', 9: 'street', 12: 'community', 15: 'grid' };

const fault = (kind: CodeInvalid['fault'], raw: string) => err<CodeInvalid>({ problem: 'code_invalid', fault: kind, raw });

/** Reads an area code of 6, 9, 12 or 15 digits. A 6-digit code that ends in 00 is a city, in 0000 a province. */
export function parseAreaCode(raw: string): Result<AreaCode, CodeInvalid> {
  const length = LEVEL_OF_LENGTH[raw.length];
  if (length === undefined) return fault('length', raw);
  if (!/^\d+$/.test(raw)) return fault('digits', raw);
  if (!PROVINCES.has(raw.slice(0, 2))) return fault('region', raw);
  const county = raw.slice(0, 6);
  if (length === 'county') return ok({ code: raw, county, ...placeOfRegion(raw) });
  const parts = [raw.slice(6, 9), raw.slice(9, 12), raw.slice(12)].filter((part) => part !== '');
  if (parts.includes('000')) return fault('zero', raw);
  const [street, community, sequence] = parts;
  return ok({ code: raw, level: length, parentCode: raw.slice(0, -3), county, street, community, sequence });
}

function placeOfRegion(code: string): Pick<AreaCode, 'level' | 'parentCode'> {
  if (code.endsWith('0000')) return { level: 'province', parentCode: null };
  if (code.endsWith('00')) return { level: 'city', parentCode: `${code.slice(0, 2)}0000` };
  return { level: 'county', parentCode: `${code.slice(0, 4)}00` };
}

/** Reads a 12-digit statistical code, which writes 000 for what it does not name: `330902001000` is the street `330902001`. */
export function parseStatisticalCode(raw: string): Result<AreaCode, CodeInvalid> {
  return raw.length === 12
    ? parseAreaCode(raw.replace(/^(\d{6})000000$/, '$1').replace(/^(\d{9})000$/, '$1'))
    : fault('length', raw);
}

/** Is the code in the subtree of the other, or the same? Prefixes decide, a city or province without its zeros. */
export function isWithinAreaCode(code: string, ancestorCode: string): boolean {
  const stem = ancestorCode.length === 6 ? ancestorCode.replace(/(00){1,2}$/, '') : ancestorCode;
  return code.startsWith(stem);
}

/** The next free code under a county, street or community. A number once given is not given again, so gaps are not filled. */
export function nextAreaCode(parentCode: string, givenCodes: Iterable<string>): Result<string, SequenceExhausted> {
  const last = lastSequence(parentCode, 3, givenCodes);
  return last >= 999 ? err({ problem: 'sequence_exhausted', parentCode }) : ok(parentCode + pad(last + 1, 3));
}

function lastSequence(prefix: string, digits: number, givenCodes: Iterable<string>): number {
  let last = 0;
  for (const code of givenCodes) {
    if (code.startsWith(prefix) && code.length === prefix.length + digits)
      last = Math.max(last, Number(code.slice(prefix.length)));
  }
  return last;
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** A cell with a point inside it, in degrees. */
export interface PlacedCell {
  readonly id: string;
  readonly longitude: number;
  readonly latitude: number;
}

/**
 * Cells in the order in which a community numbers them: rows from north to south, within a row from west to east.
 * Real cells do not stand in rows, so a row is a strip as high as the extent divided by the square root of their number.
 * The order depends on nothing but the cells: equal places are ordered by id.
 */
export function numberingOrder<T extends PlacedCell>(cells: readonly T[]): T[] {
  const northFirst = [...cells].sort((a, b) => b.latitude - a.latitude || byWest(a, b));
  const north = northFirst[0]?.latitude ?? 0;
  const south = northFirst.at(-1)?.latitude ?? 0;
  const rows = Math.ceil(Math.sqrt(cells.length));
  const rowOf = ({ latitude }: T): number =>
    north === south ? 0 : Math.min(rows - 1, Math.floor(((north - latitude) / (north - south)) * rows));
  return northFirst.sort((a, b) => rowOf(a) - rowOf(b) || byWest(a, b));
}

function byWest(a: PlacedCell, b: PlacedCell): number {
  if (a.longitude !== b.longitude) return a.longitude - b.longitude;
  if (a.latitude !== b.latitude) return b.latitude - a.latitude;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/** A component code of 16 digits: region 6, class 2, sub-category 2, sequence 6. */
export interface ComponentCode {
  readonly code: string;
  readonly region: string;
  readonly classCode: string;
  /** Four digits, as in a list of component categories. */
  readonly categoryCode: string;
  readonly sequence: number;
}

/** Reads a 16-digit component code, as `3205820102048188`. */
export function parseComponentCode(raw: string): Result<ComponentCode, CodeInvalid> {
  if (raw.length !== 16) return fault('length', raw);
  if (!/^\d+$/.test(raw)) return fault('digits', raw);
  if (!PROVINCES.has(raw.slice(0, 2))) return fault('region', raw);
  const [classCode, categoryCode, sequence] = [raw.slice(6, 8), raw.slice(6, 10), Number(raw.slice(10))];
  if (classCode === '00' || categoryCode.endsWith('00') || sequence === 0) return fault('zero', raw);
  return ok({ code: raw, region: raw.slice(0, 6), classCode, categoryCode, sequence });
}

/** The next free component code of a region and category. */
export function nextComponentCode(
  region: string,
  categoryCode: string,
  givenCodes: Iterable<string>,
): Result<string, SequenceExhausted | CodeInvalid> {
  const prefix = region + categoryCode;
  const checked = parseComponentCode(`${prefix}000001`);
  if (!checked.ok) return checked;
  const last = lastSequence(prefix, 6, givenCodes);
  return last >= 999_999 ? err({ problem: 'sequence_exhausted', parentCode: prefix }) : ok(prefix + pad(last + 1, 6));
}

/** A dedicated grid of CJ/T 349-2010, 20 digits. */
export interface DedicatedGridCode {
  readonly code: string;
  /** What is managed or served (CJ/T 348); its last two digits are 00 for a whole class. */
  readonly serviceCode: string;
  readonly communityCode: string;
  /** The community part is 601 or above: the grid was merged from several communities. */
  readonly isMerged: boolean;
  /** 0 = the community is not divided for this service. */
  readonly sequence: number;
}

/** Reads a 20-digit CJ/T 349 code: service 6, county 6, street 3, community 3, sequence 2. */
export function parseDedicatedGridCode(raw: string): Result<DedicatedGridCode, CodeInvalid> {
  if (raw.length !== 20) return fault('length', raw);
  if (!/^\d+$/.test(raw)) return fault('digits', raw);
  const community = parseAreaCode(raw.slice(6, 18));
  if (!community.ok) return fault(community.error.fault, raw);
  const isMerged = Number(raw.slice(15, 18)) >= 601;
  return ok({
    code: raw,
    serviceCode: raw.slice(0, 6),
    communityCode: raw.slice(6, 18),
    isMerged,
    sequence: Number(raw.slice(18)),
  });
}
