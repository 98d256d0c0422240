import { AREA_LEVELS, BOARD_NUMBERS, DAY_FIGURES, ORDER_STATES, STUCK_REASONS, type BoardNumber } from '@gridward/core';
import { z } from 'zod';
import type { CaseFilterCall } from './case-filter.ts';
import { caseSummarySchema } from './cases.ts';
import { route, type Route } from './route.ts';
import { bilingual, civilDate, file, flag, moment, named, pageOf, pageQuery, text, uuid } from './scalar.ts';
import { TEXT_LIMITS } from './text-limits.ts';

const count = z.number().int();
const countsShape = Object.fromEntries(BOARD_NUMBERS.map((name) => [name, count])) as Record<
  (typeof BOARD_NUMBERS)[number],
  typeof count
>;
const countsSchema = z.object(countsShape).meta({ id: 'BoardCounts' });
const place = z.object({ id: uuid, name: z.string(), level: z.enum(AREA_LEVELS) });

const stuckSchema = z
  .object({
    case: caseSummarySchema,
    points: z
      .array(z.object({ reason: z.enum(STUCK_REASONS), since: moment.nullable(), decider: named }))
      .min(1)
      .readonly(),
    /** An order of supervision waits already. */
    supervised: z.boolean(),
  })
  .meta({ id: 'StuckCase' });

/** The seven numbers of one row; `id` opens the list that holds exactly these cases, and is missing where no list does. */
const rowSchema = z.object({ id: uuid.nullable(), name: bilingual, counts: countsSchema }).meta({ id: 'BoardRow' });

const boardSchema = z
  .object({
    at: moment,
    /** The area that the numbers are of; nothing where they are of everything in reach. */
    place: place.nullable(),
    /** From the widest area in reach down to the place. */
    trail: z.array(place),
    counts: countsSchema,
    areas: z.array(rowSchema.extend({ level: z.enum(AREA_LEVELS) })),
    units: z.array(rowSchema),
    matters: z.array(rowSchema),
    grids: z.array(z.object({ areaId: uuid, counts: countsSchema })),
    stuck: z.array(stuckSchema),
    stuckCount: count,
    overloaded: z.array(z.object({ unit: named, open: count, capacity: count, decider: named })),
    oldest: z.array(caseSummarySchema),
    /** Of the reports of seven days: until the first person acted on it or wrote to the reporter. */
    firstReply: z.object({ reports: count, replied: count, medianMs: z.number().nullable(), days: count }),
  })
  .meta({ id: 'CommandBoard' });
export type CommandBoard = z.output<typeof boardSchema>;

/** Names of places no finer than a grid, names of matters, counts: nothing else has a field here, so nothing else can leave. */
const wallRow = z.object({ name: bilingual, counts: countsSchema });
const wallSchema = z
  .object({
    at: moment,
    place: z.string(),
    counts: countsSchema,
    today: z.object({ received: count, closed: count }),
    firstReplyMs: z.number().nullable(),
    areas: z.array(wallRow),
    matters: z.array(wallRow),
    grids: z.array(z.object({ areaId: uuid, counts: countsSchema })),
  })
  .meta({ id: 'WallBoard' });
export type WallBoard = z.output<typeof wallSchema>;

const orderSchema = z
  .object({
    id: uuid,
    case: z.object({ id: uuid, number: z.string(), category: bilingual, area: named }),
    orderedBy: named.nullable(),
    orderedAt: moment,
    unit: named,
    text: z.string(),
    dueAt: moment,
    state: z.enum(ORDER_STATES),
    escalatedAt: moment.nullable(),
    reply: z.string().nullable(),
    repliedAt: moment.nullable(),
    repliedBy: named.nullable(),
    attachmentIds: z.array(uuid),
    settledAt: moment.nullable(),
    /** The order whose question is asked anew. */
    follows: uuid.nullable(),
    mayAnswer: z.boolean(),
    maySettle: z.boolean(),
  })
  .meta({ id: 'SupervisionOrder' });

const pointSchema = z.object({ id: uuid, text: text(TEXT_LIMITS.point), sinceOn: civilDate, done: z.boolean() });

/** A case as a hand-over names it: number, matter and place; no description, and nothing of whoever reported. */
const namedCaseSchema = z.object({
  id: uuid,
  number: z.string(),
  matter: bilingual,
  area: z.string(),
  owner: z.string(),
  dueAt: moment.nullable(),
});
const handoverFactsSchema = z
  .object({
    at: moment,
    figures: z.array(z.object({ figure: z.enum(DAY_FIGURES), count, before: count, weekMean: z.number() })),
    counts: countsSchema,
    decisions: z.array(
      z.object({
        unit: named,
        cases: z.array(namedCaseSchema.extend({ reasons: z.array(z.enum(STUCK_REASONS)) })),
      }),
    ),
    stuckCount: count,
    hazards: z.array(namedCaseSchema),
    disputes: z.array(namedCaseSchema),
    deferrals: z.array(namedCaseSchema),
    orders: z.array(namedCaseSchema.extend({ orderId: uuid })),
    /** How many there are of each, of which the first are listed; a hand-over that was signed before they were counted has none. */
    totals: z.object({ hazards: count, disputes: count, deferrals: count, orders: count }).optional(),
  })
  .meta({ id: 'HandoverFacts' });
export type HandoverFacts = z.output<typeof handoverFactsSchema>;

const signatureSchema = z.object({ name: z.string(), at: moment }).nullable();
const handoverSchema = z
  .object({
    place,
    /** The places that the reader hands over; this one or an area around it is among them. */
    places: z.array(place),
    /** The civil day whose work is told. */
    on: civilDate,
    state: z.enum(['draft', 'signed', 'confirmed']),
    /** As signed; while nobody has signed, as it stands now. */
    facts: handoverFactsSchema,
    remarks: z.string(),
    points: z.array(pointSchema),
    outgoing: signatureSchema,
    incoming: signatureSchema,
    /** 0 before anybody wrote anything. */
    version: count,
    maySign: z.boolean(),
    mayConfirm: z.boolean(),
  })
  .meta({ id: 'Handover' });
export type Handover = z.output<typeof handoverSchema>;

/** By what the list behind each number filters; every one lists open cases only, first to run out first. */
export const BOARD_LISTS = {
  open: { order: 'due' },
  dueToday: { order: 'due', due: 'today' },
  overdue: { order: 'due', lamp: 'red' },
  disputed: { order: 'due', request: 'return' },
  deferred: { order: 'due', state: 'deferred' },
  repeated: { order: 'due', repeated: 'true' },
  supervised: { order: 'due', supervised: 'true' },
} as const satisfies Record<BoardNumber, CaseFilterCall & { readonly order: 'due' }>;

const tag = 'command';
const atPlace = z.object({ areaId: uuid.optional() });
const ofDay = atPlace.extend({ on: civilDate.optional() });
const handoverParams = z.object({ areaId: uuid, on: civilDate });
const version = z.number().int().min(0);

export const commandRoutes = {
  readCommandBoard: route({
    method: 'GET',
    path: '/api/v1/command-board',
    tag,
    summary: { zh: '指挥台', en: 'Command board' },
    access: 'case.supervise',
    scope: 'list',
    query: atPlace,
    reply: boardSchema,
  }),
  readWallBoard: route({
    method: 'GET',
    path: '/api/v1/wall-board',
    tag,
    summary: { zh: '大屏（不含个人信息）', en: 'Wall board, without personal data' },
    access: 'statistics.read',
    scope: 'list',
    query: atPlace,
    reply: wallSchema,
  }),
  listOrders: route({
    method: 'GET',
    path: '/api/v1/supervision-orders',
    tag,
    summary: { zh: '督办单', en: 'Supervision orders' },
    access: 'case.read',
    scope: 'list',
    query: atPlace.extend({
      ...pageQuery,
      /** `given` by me, `answer` owed by my units, `reach` all that I may read. */
      view: z.enum(['given', 'answer', 'reach']).default('reach'),
      /** Only those whose reply is overdue. */
      overdue: flag.optional(),
      settled: flag.optional(),
    }),
    reply: pageOf(orderSchema).extend({
      totals: z.object({ given: count, answer: count, overdue: count }),
    }),
  }),
  settleOrder: route({
    method: 'POST',
    path: '/api/v1/cases/{caseId}/supervision-orders/{orderId}/acceptance',
    tag,
    summary: { zh: '认可督办回复', en: 'Accept the reply to a supervision order' },
    access: 'case.supervise',
    scope: 'case',
    params: z.object({ caseId: uuid, orderId: uuid }),
    body: z.object({}),
    reply: z.object({ id: uuid }),
  }),
  askOrderAgain: route({
    method: 'POST',
    path: '/api/v1/cases/{caseId}/supervision-orders/{orderId}/question',
    tag,
    summary: { zh: '要求重新回复', en: 'Ask for another reply' },
    access: 'case.supervise',
    scope: 'case',
    status: 201,
    params: z.object({ caseId: uuid, orderId: uuid }),
    body: z.object({ text: text(TEXT_LIMITS.order), dueAt: moment }),
    reply: z.object({ id: uuid }),
  }),
  suggestOrderDates: route({
    method: 'GET',
    path: '/api/v1/supervision-dates',
    tag,
    summary: { zh: '督办期限的快捷选择', en: 'Quick choices for the deadline of an order' },
    access: 'case.supervise',
    scope: 'list',
    reply: z.object({
      items: z.array(z.object({ choice: z.enum(['today', 'tomorrow', 'three_days']), dueAt: moment })),
    }),
  }),
  readHandover: route({
    method: 'GET',
    path: '/api/v1/handover',
    tag,
    summary: { zh: '交接班', en: 'Hand-over of the shift' },
    access: 'case.supervise',
    scope: 'list',
    query: ofDay,
    reply: handoverSchema,
  }),
  exportHandover: route({
    method: 'GET',
    path: '/api/v1/handover.docx',
    tag,
    summary: { zh: '导出交接班（Word）', en: 'Export the hand-over as a Word document' },
    access: 'case.supervise',
    scope: 'list',
    query: ofDay,
    replyKind: 'file',
    reply: file,
  }),
  writeHandover: route({
    method: 'PUT',
    path: '/api/v1/handovers/{areaId}/{on}',
    tag,
    summary: { zh: '写交接班备注与遗留事项', en: 'Write remarks and open points of a hand-over' },
    access: 'case.supervise',
    scope: 'area',
    params: handoverParams,
    body: z.object({ version, remarks: z.string().trim().max(TEXT_LIMITS.remarks), points: z.array(pointSchema).max(50) }),
    reply: handoverSchema,
  }),
  signHandover: route({
    method: 'POST',
    path: '/api/v1/handovers/{areaId}/{on}/outgoing',
    tag,
    summary: { zh: '交班人签字', en: 'Sign as the one who goes' },
    access: 'case.supervise',
    scope: 'area',
    params: handoverParams,
    body: z.object({ version }),
    reply: handoverSchema,
  }),
  confirmHandover: route({
    method: 'POST',
    path: '/api/v1/handovers/{areaId}/{on}/incoming',
    tag,
    summary: { zh: '接班人确认', en: 'Confirm as the one who comes' },
    access: 'case.supervise',
    scope: 'area',
    params: handoverParams,
    body: z.object({ version }),
    reply: handoverSchema,
  }),
} satisfies Record<string, Route>;
