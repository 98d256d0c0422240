import { CASE_STATES, CLOSURE_KINDS, ORDER_STATES, STAGES } from '@gridward/core';
import { z } from 'zod';
import { caseFilterFields, caseOrderFields, openRequestSchema, requestKindSchema } from './case-filter.ts';
import { permissionOfVerb, STAFF_VERBS, VERB_PAYLOADS, type StaffVerb } from './case-verbs.ts';
import { route, type Route } from './route.ts';
import { bilingual, file, moment, named, pageOf, pageQuery, position, text, uuid } from './scalar.ts';
import { TEXT_LIMITS } from './text-limits.ts';

const state = z.enum(CASE_STATES);
const stage = z.enum(STAGES);
const urgency = z.enum(['normal', 'urgent', 'critical']);
export const lampSchema = z.enum(['green', 'amber', 'red', 'grey']);

/** The running clock, with what a screen needs to draw it. Amounts are on the limit's own clock, in milliseconds. */
const clockSchema = z
  .object({
    kind: z.string(),
    startedAt: moment,
    dueAt: moment,
    unit: z.string().nullable(),
    limitMs: z.number().nullable(),
    usedMs: z.number(),
    remainingMs: z.number().nullable(),
    lamp: lampSchema,
  })
  .meta({ id: 'CaseClock' });

const ownerSchema = z
  .object({
    duty: z.enum(['intake', 'dispatch', 'verification', 'handling']),
    unit: named,
    person: named.nullable(),
  })
  .meta({ id: 'CaseOwner' });

/** One row of a list: number, matter, place, owner, clock, in that order everywhere. */
export const caseSummarySchema = z
  .object({
    id: uuid,
    number: z.string(),
    state,
    stage,
    category: z.object({ id: uuid, code: z.string(), name: bilingual }),
    description: z.string(),
    place: z.string(),
    area: named,
    position: position.nullable(),
    owner: ownerSchema.nullable(),
    clock: clockSchema.nullable(),
    leadUnit: named.nullable(),
    urgency,
    hazard: z.boolean(),
    madeSafe: z.boolean(),
    openRequest: openRequestSchema.nullable(),
    channel: z.string(),
    reportedAt: moment,
    overdueAt: moment.nullable(),
    endedAt: moment.nullable(),
    closureKind: z.enum(CLOSURE_KINDS).nullable(),
    verifiedSolved: z.boolean().nullable(),
    historical: z.boolean(),
    /** Since when a question to the reporter waits for an answer; nobody is held by it, the clock runs on. */
    awaitsReporterSince: moment.nullable(),
    /** By when the first open order of supervision wants its reply. */
    supervisedUntil: moment.nullable(),
    counts: z.object({
      handovers: z.number().int(),
      reworks: z.number().int(),
      returns: z.number().int(),
      extensions: z.number().int(),
      deferrals: z.number().int(),
      reopens: z.number().int(),
    }),
    version: z.number().int(),
  })
  .meta({ id: 'CaseSummary' });
export type CaseSummary = z.output<typeof caseSummarySchema>;

const attachmentSchema = z
  .object({
    id: uuid,
    purpose: z.enum(['report', 'pre_check', 'before', 'after', 'evidence', 'check', 'message']),
    screening: z.enum(['waiting', 'clear', 'masked', 'failed']),
    mime: z.string(),
    width: z.number().nullable(),
    height: z.number().nullable(),
    takenAt: moment.nullable(),
    uploadedAt: moment,
    uploadedBy: named.nullable(),
  })
  .meta({ id: 'Attachment' });

const standardRowSchema = z.object({
  id: uuid,
  filing: bilingual,
  closing: bilingual,
  limit: z.object({ value: z.number(), unit: z.enum(['UM', 'UH', 'WH', 'WD', 'UD']) }),
  hazard: z.boolean(),
});

const requestSchema = z.object({
  kind: requestKindSchema,
  unit: named,
  counterUnit: named.nullable(),
  untilAt: moment.nullable(),
  at: moment,
  dueAt: moment,
});

/** The case page. `allowedVerbs` are what the machine lets this reader do now, and nothing else may be offered. */
export const caseDetailSchema = caseSummarySchema
  .extend({
    kind: z.enum(['event', 'component', 'service']),
    requestKind: z.string().nullable(),
    areaTrail: z.array(named),
    gridLeader: named.nullable(),
    categoryTrail: z.array(bilingual),
    standardRow: standardRowSchema.nullable(),
    supportingUnits: z.array(named),
    request: requestSchema.nullable(),
    preChecked: z.boolean().nullable(),
    madeSafeAt: moment.nullable(),
    filedAt: moment.nullable(),
    dispatchedAt: moment.nullable(),
    handledAt: moment.nullable(),
    handlingDueAt: moment.nullable(),
    closedOnTime: z.boolean().nullable(),
    exemption: z.enum(['asked', 'granted', 'refused']).nullable(),
    mergedInto: z.object({ id: uuid, number: z.string() }).nullable(),
    links: z.array(
      z.object({
        id: uuid,
        number: z.string(),
        kind: z.enum(['duplicate', 'related', 'reopens']),
        state,
        description: z.string(),
      }),
    ),
    attachments: z.array(attachmentSchema),
    sealedReporter: z.boolean(),
    /** True when the description was masked and this reader sees the masked form. */
    masked: z.boolean(),
    externalId: z.string().nullable(),
    allowedVerbs: z.array(z.string()),
  })
  .meta({ id: 'Case' });
export type CaseDetail = z.output<typeof caseDetailSchema>;

/** What a verb answers: enough to redraw the buttons, the owner and the clock. The page reads the rest when it wants it. */
export const caseMovedSchema = z
  .object({
    id: uuid,
    number: z.string(),
    state,
    stage,
    version: z.number().int(),
    owner: ownerSchema.nullable(),
    clock: clockSchema.nullable(),
    closureKind: z.enum(CLOSURE_KINDS).nullable(),
    allowedVerbs: z.array(z.string()),
  })
  .meta({ id: 'CaseMoved' });
export type CaseMoved = z.output<typeof caseMovedSchema>;

export const journalEntrySchema = z
  .object({
    seq: z.number().int(),
    at: moment,
    verb: z.string(),
    rule: z.string(),
    from: state.nullable(),
    to: state,
    person: named.nullable(),
    unit: named.nullable(),
    facts: z.record(z.string(), z.unknown()),
    step: z.object({ kind: z.string(), unit: named, dueAt: moment, onTime: z.boolean() }).nullable(),
    /** The clock that the step started or moved; null where it left the clock alone or stopped it. */
    clock: z.object({ kind: z.string(), dueAt: moment }).nullable(),
  })
  .meta({ id: 'JournalEntry' });

/** What an id among the facts of a journal stands for. A case that the reader may not see is not named. */
const factNameSchema = z
  .object({
    id: uuid,
    kind: z.enum(['unit', 'person', 'standard_row', 'category', 'area', 'case']),
    name: bilingual,
  })
  .meta({ id: 'FactName' });
export type FactName = z.output<typeof factNameSchema>;

/** How to reach whoever reported. All of it goes into the vault; none of it is needed to report. */
const reporterSchema = z.object({
  name: z.string().trim().max(100).optional(),
  phone: z.string().trim().max(40).optional(),
  address: z.string().trim().max(300).optional(),
  replyChannel: z.enum(['none', 'sms', 'call', 'visit', 'letter']).default('none'),
  confidential: z.boolean().default(true),
});

export const reportBodySchema = z.object({
  description: text(TEXT_LIMITS.description),
  categoryId: uuid,
  place: z.string().trim().max(TEXT_LIMITS.place).default(''),
  position: position.optional(),
  areaId: uuid.optional(),
  channel: text(60),
  requestKind: text(30).optional(),
  urgency: urgency.default('normal'),
  hazard: z.boolean().optional(),
  componentCode: text(40).optional(),
  externalSource: text(60).optional(),
  externalId: text(100).optional(),
  reporter: reporterSchema.optional(),
  attachmentIds: z.array(uuid).max(20).default([]),
  repeatOf: uuid.optional(),
  /** When it happened or was written down, where that was before it came to us: a form of yesterday. The clock starts now all the same. */
  occurredAt: moment.optional(),
  /** The problem was solved on the spot: what was done, with photos. It is then checked by somebody else (CT02). */
  handledOnSpot: z.object({ result: text(TEXT_LIMITS.handledOnSpot) }).optional(),
});

const listQuery = z.object({ ...pageQuery, ...caseFilterFields, ...caseOrderFields });

const waiting = z.object({ count: z.number().int(), overdue: z.number().int() });

/** How many cases lie on each pile; what a colleague has taken lies on none. */
export const pileCountsSchema = z.object({
  queues: z.array(waiting.extend({ state })),
  requests: z.array(z.object({ kind: openRequestSchema, count: z.number().int() })),
  /** What the reader has taken or was given. */
  mine: waiting,
});
export type PileCounts = z.output<typeof pileCountsSchema>;

const tag = 'cases';
const params = z.object({ caseId: uuid });

const verbRoute = <V extends StaffVerb>(verb: V) =>
  route({
    method: 'POST',
    path: `/api/v1/cases/{caseId}/${verb.replaceAll('_', '-')}`,
    tag,
    summary: { zh: `案件操作：${verb}`, en: `Case verb: ${verb}` },
    access: permissionOfVerb(verb),
    scope: 'case',
    params,
    body: z.object({ version: z.number().int().min(1), payload: VERB_PAYLOADS[verb] }),
    reply: caseMovedSchema,
  });

/** One route a verb, so that each has its own permission and its own place in the matrix. */
export const caseVerbRoutes = Object.fromEntries(STAFF_VERBS.map((verb) => [verb, verbRoute(verb)])) as unknown as {
  readonly [V in StaffVerb]: ReturnType<typeof verbRoute<V>>;
};

export const caseRoutes = {
  listCases: route({
    method: 'GET',
    path: '/api/v1/cases',
    tag,
    summary: { zh: '案件列表', en: 'List cases' },
    access: 'case.read',
    scope: 'list',
    query: listQuery,
    reply: pageOf(caseSummarySchema),
  }),
  countQueues: route({
    method: 'GET',
    path: '/api/v1/case-queues',
    tag,
    summary: { zh: '各待办队列的数量', en: 'How much waits in each queue' },
    access: 'case.read',
    scope: 'list',
    query: z.object({ areaId: uuid.optional() }),
    reply: pileCountsSchema.extend({
      /** Closed cases that somebody has to look at once more. */
      secondChecks: waiting,
      /** Deferred cases whose review is due and is the reader's to make. */
      deferralReviews: waiting,
      /** Orders of supervision: replies that the reader's units owe, and replies to the reader that nobody has judged yet. */
      orders: waiting,
      /** Parts that the reader's units owe to cases of others. */
      owedParts: waiting,
    }),
  }),
  reportCase: route({
    method: 'POST',
    path: '/api/v1/cases',
    tag,
    summary: { zh: '上报案件', en: 'Report a case' },
    access: 'case.report',
    scope: 'area',
    status: 201,
    body: reportBodySchema,
    reply: z.object({ case: caseMovedSchema, followCode: z.string().nullable() }),
  }),
  findDuplicates: route({
    method: 'GET',
    path: '/api/v1/case-duplicates',
    tag,
    summary: { zh: '查找可能重复的案件', en: 'Find likely duplicates before saving' },
    access: 'case.report',
    scope: 'list',
    query: z.object({
      description: z.string().max(TEXT_LIMITS.description).default(''),
      categoryId: uuid.optional(),
      areaId: uuid.optional(),
      lng: z.coerce.number().optional(),
      lat: z.coerce.number().optional(),
      exceptCaseId: uuid.optional(),
    }),
    reply: z.object({
      items: z.array(
        z.object({
          case: caseSummarySchema,
          score: z.number(),
          distanceM: z.number().nullable(),
          /** A few photos that were looked through, to compare by eye. */
          photoIds: z.array(uuid),
          reasons: z.array(z.enum(['same_place', 'near', 'same_grid', 'same_category', 'same_class', 'recent', 'similar_words'])),
        }),
      ),
    }),
  }),
  getCase: route({
    method: 'GET',
    path: '/api/v1/cases/{caseId}',
    tag,
    summary: { zh: '案件详情', en: 'Read a case' },
    access: 'case.read',
    scope: 'case',
    params,
    reply: caseDetailSchema,
  }),
  getJournal: route({
    method: 'GET',
    path: '/api/v1/cases/{caseId}/journal',
    tag,
    summary: { zh: '案件日志', en: 'Read the journal of a case' },
    access: 'case.read',
    scope: 'case',
    params,
    reply: z.object({ items: z.array(journalEntrySchema), names: z.array(factNameSchema), intact: z.boolean() }),
  }),
  listMessages: route({
    method: 'GET',
    path: '/api/v1/cases/{caseId}/messages',
    tag,
    summary: { zh: '与诉求人的沟通', en: 'Conversation with the reporter' },
    access: 'case.read',
    scope: 'case',
    params,
    reply: z.object({
      items: z.array(
        z.object({
          id: uuid,
          direction: z.enum(['to_reporter', 'from_reporter', 'note']),
          body: z.string(),
          /** A question to the reporter. */
          asks: z.boolean(),
          person: named.nullable(),
          unit: named.nullable(),
          at: moment,
        }),
      ),
      canReachReporter: z.boolean(),
    }),
  }),
  sendMessage: route({
    method: 'POST',
    path: '/api/v1/cases/{caseId}/messages',
    tag,
    summary: { zh: '通过平台联系诉求人或留言', en: 'Write to the reporter through the platform, or leave a note' },
    access: 'case.read',
    scope: 'case',
    status: 201,
    params,
    /** `asks`: the reporter is to answer, and the case says that it waits until they do. */
    body: z.object({ to: z.enum(['reporter', 'colleagues']), body: text(TEXT_LIMITS.message), asks: z.boolean().default(false) }),
    reply: z.object({ id: uuid }),
  }),
  listReveals: route({
    method: 'GET',
    path: '/api/v1/cases/{caseId}/reveals',
    tag,
    summary: { zh: '诉求人信息查看记录', en: 'Who looked at the reporter' },
    access: 'case.read',
    scope: 'case',
    params,
    reply: z.object({
      items: z.array(
        z.object({ id: uuid, person: named.nullable(), fields: z.array(z.string()), purpose: z.string(), at: moment }),
      ),
    }),
  }),
  revealReporter: route({
    method: 'POST',
    path: '/api/v1/cases/{caseId}/reveals',
    tag,
    summary: { zh: '写明目的后查看诉求人信息', en: 'Reveal the reporter for a stated purpose' },
    access: 'reporter.reveal',
    scope: 'case',
    params,
    body: z.object({
      purpose: text(TEXT_LIMITS.purpose),
      fields: z.array(z.enum(['name', 'phone', 'address', 'original_text'])).min(1),
    }),
    reply: z.object({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      address: z.string().nullable(),
      originalText: z.string().nullable(),
    }),
  }),
  orderSupervision: route({
    method: 'POST',
    path: '/api/v1/cases/{caseId}/supervision-orders',
    tag,
    summary: { zh: '督办', en: 'Order supervision with a deadline and a duty to reply' },
    access: 'case.supervise',
    scope: 'case',
    status: 201,
    params,
    body: z.object({ text: text(TEXT_LIMITS.order), dueAt: moment }),
    reply: z.object({ id: uuid }),
  }),
  listSupervision: route({
    method: 'GET',
    path: '/api/v1/cases/{caseId}/supervision-orders',
    tag,
    summary: { zh: '督办记录', en: 'Supervision orders of a case' },
    access: 'case.read',
    scope: 'case',
    params,
    reply: z.object({
      items: z.array(
        z.object({
          id: uuid,
          orderedBy: named.nullable(),
          orderedAt: moment,
          unit: named,
          text: z.string(),
          dueAt: moment,
          repliedAt: moment.nullable(),
          repliedBy: named.nullable(),
          reply: z.string().nullable(),
          attachmentIds: z.array(uuid),
          escalatedAt: moment.nullable(),
          settledAt: moment.nullable(),
          state: z.enum(ORDER_STATES),
          mayAnswer: z.boolean(),
          maySettle: z.boolean(),
        }),
      ),
    }),
  }),
  replySupervision: route({
    method: 'POST',
    path: '/api/v1/cases/{caseId}/supervision-orders/{orderId}/reply',
    tag,
    summary: { zh: '回复督办', en: 'Reply to a supervision order' },
    /** Whoever may read the case and belongs to the unit that was asked; a desk is asked as well as a handling unit. */
    access: 'case.read',
    scope: 'case',
    params: z.object({ caseId: uuid, orderId: uuid }),
    body: z.object({ reply: text(TEXT_LIMITS.orderReply), attachmentIds: z.array(uuid).max(20).default([]) }),
    reply: z.object({ id: uuid }),
  }),
  uploadAttachment: route({
    method: 'POST',
    path: '/api/v1/attachments',
    tag,
    summary: { zh: '上传照片', en: 'Upload a photo' },
    access: 'signed_in',
    scope: 'self',
    status: 201,
    bodyKind: 'multipart',
    query: z.object({ purpose: attachmentSchema.shape.purpose }),
    reply: attachmentSchema.extend({ position: position.nullable() }),
  }),
  readAttachment: route({
    method: 'GET',
    path: '/api/v1/attachments/{attachmentId}/{size}',
    tag,
    summary: { zh: '查看照片', en: 'See a photo' },
    access: 'case.read',
    scope: 'case',
    params: z.object({ attachmentId: uuid, size: z.enum(['preview', 'full']) }),
    replyKind: 'file',
    reply: file,
  }),
} satisfies Record<string, Route>;
