import pg from 'pg';
import type { CustomTypesConfig } from 'pg';
import { StoreError } from './store-error.ts';

const Oid = {
  int8: 20,
  int8Array: 1016,
  numeric: 1700,
  numericArray: 1231,
  date: 1082,
  dateArray: 1182,
  timestamp: 1114,
  timestampArray: 1115,
} as const;

/**
 * How PostgreSQL types that tables may use arrive in JavaScript. A type that is not in this list may not be used by a table:
 * `timestamp without time zone` is missing on purpose.
 */
export const columnTypes: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  boolean: 'boolean',
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  numeric: 'number',
  'double precision': 'number',
  date: 'string',
  'timestamp with time zone': 'Date',
  'time without time zone': 'string',
  jsonb: 'unknown',
  bytea: 'Buffer',
  point: '{ x: number; y: number }',
  box: 'string',
  ltree: 'string',
  daterange: 'string',
  tstzrange: 'string',
  tsvector: 'string',
  'uuid[]': 'string[]',
  'text[]': 'string[]',
  'integer[]': 'number[]',
  'bigint[]': 'number[]',
  'date[]': 'string[]',
};

const toSafeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new StoreError('value_not_representable', `The integer ${text} is larger than a JavaScript number can hold exactly.`);
  }
  return value;
};

const toNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new StoreError('value_not_representable', `The numeric ${text} is not a finite number.`);
  return value;
};

const refuseTimestamp = (): never => {
  throw new StoreError('value_not_representable', 'A timestamp without time zone has no defined instant: use timestamptz.');
};

const TEXT_ARRAY: number = 1009;
const parseTextArray = pg.types.getTypeParser(TEXT_ARRAY, 'text') as (text: string) => (string | null)[];
const arrayOf =
  <T>(parse: (text: string) => T) =>
  (text: string): (T | null)[] =>
    parseTextArray(text).map((item) => (item === null ? null : parse(item)));

const parsers = new Map<number, (text: string) => unknown>([
  [Oid.int8, toSafeInteger],
  [Oid.int8Array, arrayOf(toSafeInteger)],
  [Oid.numeric, toNumber],
  [Oid.numericArray, arrayOf(toNumber)],
  [Oid.date, (text) => text],
  [Oid.dateArray, arrayOf((text) => text)],
  [Oid.timestamp, refuseTimestamp],
  [Oid.timestampArray, refuseTimestamp],
]);

/** Type parsers of one pool; the driver's global parsers stay as they are, so other libraries see no change. */
export const poolTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    const own = format === 'binary' ? undefined : parsers.get(oid);
    return own ?? (pg.types.getTypeParser(oid, format) as (text: string) => unknown);
  }) as CustomTypesConfig['getTypeParser'],
};
