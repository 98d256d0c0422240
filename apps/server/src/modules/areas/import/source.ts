import { parse } from 'csv-parse/sync';
import { err, ok, type Result } from '@gridward/core';
import type { AreaGeometry } from '@gridward/geo';

/** One row or feature of a file: where it stands, its columns, and its geometry if it has one. */
export interface SourceRow {
  /** Line of a CSV file, the first line being 1; number of a feature, from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
  readonly geometry?: AreaGeometry;
  readonly point?: { readonly lng: number; readonly lat: number };
  /** Why the row cannot be used at all. */
  readonly broken?: 'columns' | 'geometry';
}

export interface Source {
  readonly format: 'csv' | 'geojson';
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
  /** The text ended in the middle of something. */
  readonly cut: boolean;
}

export type SourceFault = 'not_text' | 'not_json' | 'not_geojson' | 'empty';

/** A character of UTF-8 has four bytes at most: a file that was cut ends in three stray ones at most. */
const STRAY_BYTES = 3;

/** UTF-8 where it is that, otherwise GB18030, in which Chinese offices keep their tables; `undefined` where it is neither. */
export function decodeText(bytes: Uint8Array): string | undefined {
  for (let stray = 0; stray <= STRAY_BYTES; stray += 1) {
    const text = decodeAs('utf-8', bytes.subarray(0, bytes.length - stray));
    if (text !== undefined) return text;
  }
  return decodeAs('gb18030', bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Reads GeoJSON or CSV, told apart by the first character. */
export function readSource(bytes: Uint8Array): Result<Source, SourceFault> {
  const text = decodeText(bytes);
  if (text === undefined) return err('not_text');
  const start = text.trimStart();
  if (start === '') return err('empty');
  return start.startsWith('{') ? readGeoJson(start) : readCsv(text);
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** What stands before a break, such as a quotation mark that is never closed, is still good. */
function readRecords(text: string): { readonly records: readonly CsvRecord[]; readonly cut: boolean } {
  const records: CsvRecord[] = [];
  const keep = (cells: readonly string[], { lines }: { readonly lines: number }): null => {
    records.push({ cells, line: lines });
    return null;
  };
  try {
    parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true, relax_quotes: true, on_record: keep });
    return { records, cut: false };
  } catch {
    return { records, cut: true };
  }
}

function readCsv(text: string): Result<Source, SourceFault> {
  const { records, cut } = readRecords(text);
  const [header, ...body] = records;
  if (header === undefined) return err('empty');
  const columns = header.cells;
  const rows = body.map(({ cells, line }): SourceRow => {
    const values = Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
    return cells.length === columns.length ? { line, values } : { line, values, broken: 'columns' };
  });
  return ok({ format: 'csv', columns, rows, cut });
}

function readGeoJson(text: string): Result<Source, SourceFault> {
  const document = parseJson(text);
  if (document === undefined) return err('not_json');
  const features = featuresOf(document);
  if (features === undefined) return err('not_geojson');
  const rows = features.map(toRow);
  return ok({ format: 'geojson', columns: [...new Set(rows.flatMap(({ values }) => Object.keys(values)))], rows, cut: false });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);

function featuresOf(document: unknown): readonly Loose[] | undefined {
  if (!isObject(document)) return undefined;
  if (document.type === 'FeatureCollection' && Array.isArray(document.features)) return document.features.filter(isObject);
  if (document.type === 'Feature') return [document];
  return document.type === 'Polygon' || document.type === 'MultiPolygon'
    ? [{ type: 'Feature', properties: {}, geometry: document }]
    : undefined;
}

function toRow(feature: Loose, index: number): SourceRow {
  const properties = isObject(feature.properties) ? feature.properties : {};
  const values = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, textOf(value)]));
  const line = index + 1;
  const { geometry } = feature;
  if (geometry === null || geometry === undefined) return { line, values };
  if (isSurface(geometry)) return { line, values, geometry };
  if (isObject(geometry) && geometry.type === 'Point' && isPosition(geometry.coordinates)) {
    const [lng, lat] = geometry.coordinates;
    return { line, values, point: { lng, lat } };
  }
  return { line, values, broken: 'geometry' };
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  // Nested properties hold no field that an area has.
  return typeof value === 'object' ? '' : typeof value === 'string' ? value : JSON.stringify(value);
};
const isPosition = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length >= 2 && value.every((part) => typeof part === 'number');
const isListOf = (value: unknown, check: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(check);
const isRings = (value: unknown): boolean => isListOf(value, (ring) => isListOf(ring, isPosition));

function isSurface(value: unknown): value is AreaGeometry {
  if (!isObject(value)) return false;
  return value.type === 'Polygon'
    ? isRings(value.coordinates)
    : value.type === 'MultiPolygon' && isListOf(value.coordinates, isRings);
}
