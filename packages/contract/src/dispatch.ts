import { CASE_STATES } from '@gridward/core';
import { z } from 'zod';
import { caseSummarySchema } from './cases.ts';
import { route, type Route } from './route.ts';
import { bilingual, moment, named, pageOf, pageQuery, text, uuid } from './scalar.ts';
import { TEXT_LIMITS } from './text-limits.ts';

const SUGGESTION_REASONS = ['responsibility', 'ruling', 'learned', 'fallback'] as const;
const reason = z.enum(SUGGESTION_REASONS);

/** How much a unit has in hand. `medianHours` is civil time from dispatch to result over the last 30 days; null where nothing was finished. */
export const unitLoadSchema = z
  .object({
    unit: named,
    open: z.number().int(),
    dueToday: z.number().int(),
    overdue: z.number().int(),
    medianHours: z.number().nullable(),
    finished: z.number().int(),
    capacity: z.number().int().nullable(),
    /** Mean number in hand over the 90 days before; null where there is too little of a past. */
    usualOpen: z.number().nullable(),
    alarm: z.enum(['over_capacity', 'above_usual']).nullable(),
  })
  .meta({ id: 'UnitLoad' });
export type UnitLoad = z.output<typeof unitLoadSchema>;

const tally = z.object({ judged: z.number().int(), first: z.number().int(), amongThree: z.number().int() });

const precedent = z.object({
  caseId: uuid,
  number: z.string(),
  description: z.string(),
  area: named,
  at: moment,
  granted: z.boolean(),
  reason: z.string(),
  unit: named.nullable(),
  ruledUnit: named.nullable(),
  person: named.nullable(),
  sameMatter: z.boolean(),
});

/** What the machine answers when the ruling is made now. */
const outcome = z.object({
  refusal: z.string().nullable(),
  state: z.enum(CASE_STATES).nullable(),
  owner: named.nullable(),
  dueAt: moment.nullable(),
  /** Requests that the unit which then handles the case may not make any more. */
  mayNot: z.array(z.enum(['request_return', 'request_extension', 'request_deferral'])),
});

const RULING_KINDS = ['return', 'extension', 'deferral', 'exemption'] as const;

export const rulingBriefSchema = z
  .object({
    kind: z.enum(RULING_KINDS),
    version: z.number().int(),
    /** What the unit says. */
    asked: z.object({
      at: moment,
      dueAt: moment.nullable(),
      unit: named,
      person: named.nullable(),
      reason: z.string(),
      evidence: z.string().nullable(),
      exitCondition: z.string().nullable(),
      untilAt: moment.nullable(),
      counterUnit: named.nullable(),
      photoIds: z.array(uuid),
    }),
    /** What the list says: rows of the matter and its classes that hold here, in the order of precedence, then those for one owner each. */
    rows: z.array(
      z.object({
        id: uuid,
        origin: z.enum(['list', 'ruling', 'learned']),
        category: bilingual,
        area: named.nullable(),
        componentOwner: named.nullable(),
        leadUnit: named,
        supportingUnits: z.array(named),
        legalBasis: z.string().nullable(),
        precedent: z.object({ id: uuid, number: z.string() }).nullable(),
      }),
    ),
    /** What the past says. */
    learned: z.array(z.object({ unit: named, share: z.number() })),
    loads: z.array(unitLoadSchema),
    precedents: z.array(precedent),
    granted: outcome,
    refused: outcome,
  })
  .meta({ id: 'RulingBrief' });
export type RulingBrief = z.output<typeof rulingBriefSchema>;

const deferralSchema = z.object({
  case: caseSummarySchema,
  reason: z.string(),
  exitCondition: z.string(),
  untilAt: moment,
  grantedAt: moment,
  grantedBy: named.nullable(),
  grantedReason: z.string(),
  nextReviewAt: moment,
  reviewOverdue: z.boolean(),
  reviews: z.array(
    z.object({
      id: uuid,
      at: moment,
      person: named.nullable(),
      finding: z.string(),
      conditionMet: z.boolean(),
    }),
  ),
  mayReview: z.boolean(),
});

const groupSchema = z.object({
  key: z.string(),
  category: bilingual,
  area: named,
  lead: named,
  reason,
  /** The lead is suggested for components of this owner only. */
  componentOwner: named.nullable(),
  supportingUnits: z.array(named),
  cases: z.array(caseSummarySchema),
});

const tag = 'dispatch';
const params = z.object({ caseId: uuid });
const atPlace = z.object({ areaId: uuid.optional() });

export const dispatchRoutes = {
  listUnitLoads: route({
    method: 'GET',
    path: '/api/v1/dispatch/unit-loads',
    tag,
    summary: { zh: '各单位在办负荷', en: 'How much each unit has in hand' },
    access: 'case.dispatch',
    scope: 'list',
    reply: z.object({ items: z.array(unitLoadSchema) }),
  }),
  getSuggestionRecord: route({
    method: 'GET',
    path: '/api/v1/dispatch/suggestion-record',
    tag,
    summary: { zh: '派遣建议的实测准确率', en: 'How often suggestions were what the dispatcher chose' },
    access: 'case.dispatch',
    scope: 'list',
    reply: z.object({
      /** Of the latest so many dispatches. */
      window: z.number().int(),
      /** What was learned from history, by itself; dispatches for which it knew nothing are not counted. */
      learned: tally,
      /** What stood first on the screen, whatever its reason. */
      shown: tally,
      since: moment.nullable(),
    }),
  }),
  listDispatchGroups: route({
    method: 'GET',
    path: '/api/v1/dispatch/groups',
    tag,
    summary: { zh: '可一并派遣的同类案件', en: 'Filed cases that can be dispatched together' },
    access: 'case.dispatch',
    scope: 'list',
    query: atPlace,
    reply: z.object({ groups: z.array(groupSchema), looked: z.number().int(), more: z.boolean() }),
  }),
  getRulingBrief: route({
    method: 'GET',
    path: '/api/v1/cases/{caseId}/ruling-brief',
    tag,
    summary: { zh: '裁定参考：双方材料、规则、先例与后果', en: 'What to know before a ruling' },
    access: 'case.rule',
    scope: 'case',
    params,
    reply: rulingBriefSchema,
  }),
  listDeferrals: route({
    method: 'GET',
    path: '/api/v1/deferrals',
    tag,
    summary: { zh: '挂账台账', en: 'The ledger of deferred cases' },
    access: 'case.read',
    scope: 'list',
    query: atPlace.extend(pageQuery),
    reply: pageOf(deferralSchema),
  }),
  reviewDeferral: route({
    method: 'POST',
    path: '/api/v1/cases/{caseId}/deferral-reviews',
    tag,
    summary: { zh: '记录挂账复核', en: 'Record a review of a deferred case' },
    access: 'case.rule',
    scope: 'case',
    status: 201,
    params,
    /** Somebody looks again within 30 days, whatever was found. */
    body: z.object({ finding: text(TEXT_LIMITS.reason), conditionMet: z.boolean(), nextInDays: z.number().int().min(1).max(30) }),
    reply: z.object({ id: uuid }),
  }),
  getUnitDesk: route({
    method: 'GET',
    path: '/api/v1/unit-desk',
    tag,
    summary: { zh: '本单位：配合任务与人员在办', en: 'My unit: parts it still owes, and who has how much' },
    access: 'case.handle',
    scope: 'list',
    query: atPlace,
    reply: z.object({
      units: z.array(named),
      open: z.number().int(),
      parts: z.array(caseSummarySchema),
      staff: z.array(
        z.object({ person: named.nullable(), open: z.number().int(), dueToday: z.number().int(), overdue: z.number().int() }),
      ),
    }),
  }),
} satisfies Record<string, Route>;
