import type { ColumnType } from 'kysely';

/** A moment: read as `Date`, written as `Date` or ISO text. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** JSON: read parsed, written as text so that arrays are not mistaken for PostgreSQL arrays. */
export type Json = ColumnType<unknown, string, string>;

/** JSON that the table fills when it is left out. */
export type JsonWithDefault = ColumnType<unknown, string | undefined, string>;

/** A coordinate pair; `x` is the longitude, `y` the latitude, both in degrees (WGS84 / CGCS2000). Written as `(x,y)`. */
export type Point = ColumnType<{ x: number; y: number }, string, string>;
