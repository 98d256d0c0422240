import { z } from 'zod';

/** A UUID; lower case. */
export const uuid = z.uuid().meta({ id: 'Uuid' });
/** A moment, ISO 8601 with offset, as text. */
export const moment = z.iso.datetime({ offset: true });
/** A civil date, `YYYY-MM-DD`. */
export const civilDate = z.iso.date();
/** WGS84 / CGCS2000 degrees. */
export const position = z
  .object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
  .meta({ id: 'Position' });
/** Text that a person wrote: trimmed, not empty, bounded. */
export const text = (max: number) => z.string().trim().min(1).max(max);
/** A name with its id, as lists and pages show it. */
export const named = z.object({ id: uuid, name: z.string() }).meta({ id: 'Named' });
/** Text in both languages; English may be missing where a city's own list has none. */
export const bilingual = z.object({ zh: z.string(), en: z.string().nullable() }).meta({ id: 'Bilingual' });
/** A comma-separated list in a query. */
export const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : value.split(',')).filter((part) => part !== ''))
    .pipe(z.array(item));
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
/** Keyset paging: `cursor` is opaque and comes from the page before. */
export const pageQuery = { cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
/** Nothing to say. */
export const nothing = z.object({});
/** Any file; described in OpenAPI as binary. */
export const file = z.unknown();
