import { CASE_STATES, CLOSURE_KINDS, DAY_FIGURES, STAGES } from '@gridward/core';
import { z } from 'zod';
import { civilDate, flag, listOf, uuid } from './scalar.ts';

export const requestKindSchema = z.enum(['return', 'extension', 'deferral']);
/** What waits for a ruling: a request of whoever handles the case, or the appeal against the delay of a closed one. */
export const openRequestSchema = z.enum([...requestKindSchema.options, 'exemption']);

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

/** `west,south,east,north` in WGS84 degrees; a box does not cross the date line. */
export const boundsSchema = z
  .string()
  .max(200)
  .transform((value) => value.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))))
  .pipe(z.tuple([longitude, latitude, longitude, latitude]))
  .refine(([west, south, east, north]) => west <= east && south <= north, { message: 'west,south,east,north' });

const dayWorkSchema = z
  .string()
  .max(40)
  .transform((value) => value.split(':'))
  .pipe(z.tuple([z.enum(DAY_FIGURES), civilDate]));

/** By what cases are filtered, wherever cases are listed, counted or drawn. */
export const caseFilterFields = {
  state: listOf(z.enum(CASE_STATES)).optional(),
  stage: listOf(z.enum(STAGES)).optional(),
  kind: listOf(z.enum(['event', 'component', 'service'])).optional(),
  ownerUnitId: uuid.optional(),
  /** In whose hands it is; `none` where the owner gave it to nobody yet. */
  ownerAccountId: z.union([uuid, z.literal('none')]).optional(),
  leadUnitId: uuid.optional(),
  unitId: uuid.optional(),
  mine: flag.optional(),
  /** Nobody has taken it, or I have: what a desk may still work on. */
  free: flag.optional(),
  /** Cases that a unit of mine supports. */
  supporting: flag.optional(),
  areaId: uuid.optional(),
  categoryId: uuid.optional(),
  channel: z.string().max(60).optional(),
  /** Cases that one import brought in. */
  importId: uuid.optional(),
  request: listOf(openRequestSchema).optional(),
  lamp: z.enum(['amber', 'red']).optional(),
  /** The clock runs out before midnight of the deployment's zone, or of the sixth day after; what has run out already is not due, it is overdue. */
  due: z.enum(['today', 'week']).optional(),
  closureKind: listOf(z.enum(CLOSURE_KINDS)).optional(),
  /** Closed within the limit, or not; open cases are neither. */
  closedOnTime: flag.optional(),
  /** Passed the limit of handling, closed or not. */
  overdue: flag.optional(),
  hazard: flag.optional(),
  /** Open, with a hazard that nobody has made safe. */
  unsafe: flag.optional(),
  /** Open, and it does not move by itself: a hazard that is not safe, a ruling or an answer that is late, a clock that ran out. */
  stuck: flag.optional(),
  /** Reopened, reported as a repeat of another case, or joined by a duplicate. */
  repeated: flag.optional(),
  /** A supervision order waits for its answer. */
  supervised: flag.optional(),
  reportedFrom: civilDate.optional(),
  reportedUntil: civilDate.optional(),
  /** What was done on a day, as a hand-over counts it: `closed:2026-05-12`. */
  dayWork: dayWorkSchema.optional(),
  q: z.string().trim().max(100).optional(),
  /** Cases with a position in this box. */
  bbox: boundsSchema.optional(),
};
export const caseFilterSchema = z.object(caseFilterFields);
export type CaseFilterQuery = z.output<typeof caseFilterSchema>;
/** The same as an address carries it: words only. */
export type CaseFilterCall = z.input<typeof caseFilterSchema>;

/** `near` lists nearest first around this point; open cases only, unless ended ones are asked for by state or closure. */
export const caseOrderFields = {
  /** `due` first to run out, `newest` latest report first. Queues use `due`, which lists open cases only. */
  order: z.enum(['due', 'newest', 'near']).default('newest'),
  nearLng: z.coerce.number().pipe(longitude).optional(),
  nearLat: z.coerce.number().pipe(latitude).optional(),
};
