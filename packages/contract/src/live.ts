import { CASE_STATES } from '@gridward/core';
import { z } from 'zod';
import { STAFF_VERBS } from './case-verbs.ts';
import { route, type Route } from './route.ts';
import { moment, named, uuid } from './scalar.ts';

const tag = 'live';
const state = z.enum(CASE_STATES);

/** What somebody is doing with a case that is open on their screen. */
export const presentSchema = z
  .object({
    /** The account and the person's name. */
    person: named,
    doing: z.enum(['reading', 'writing']),
    /** The step whose form is being filled in. */
    verb: z.enum(STAFF_VERBS).nullable(),
  })
  .meta({ id: 'Present' });
export type Present = z.output<typeof presentSchema>;

/** A case was moved, within the listener's reach. */
export const movedCaseSchema = z
  .object({
    kind: z.literal('case'),
    caseId: uuid,
    /** The version that this step made; the case may be further by now. */
    version: z.number().int(),
    verb: z.string(),
    from: state.nullable(),
    state,
    /** Who has the case now; null where it has ended. */
    owner: z.object({ unit: named, person: named.nullable() }).nullable(),
    /** Who did it; null for the platform itself and for reporters. */
    by: named.nullable(),
    at: moment,
  })
  .meta({ id: 'MovedCase' });
export type MovedCase = z.output<typeof movedCaseSchema>;

/**
 * One message of the stream, as the JSON of its `data` line. Its `id` is a position in the journal, which `after` takes.
 * - `hello` the stream is open, `beat` it still is
 * - `case` a case was moved; `gone` a case has left the listener's reach, and nothing more is said of it
 * - `many` too much happened to tell it one by one, `resync` what was missed is no longer known: read anew
 * - `notices` there are new ones; `presence` who else is on a case now
 * - `me` the listener's posts changed; `end` the session is over; `bye` the server stops, come again
 */
export const liveEventSchema = z
  .discriminatedUnion('kind', [
    movedCaseSchema,
    z.object({ kind: z.literal('gone'), caseId: uuid }),
    z.object({ kind: z.literal('presence'), caseId: uuid, people: z.array(presentSchema) }),
    z.object({ kind: z.literal('hello') }),
    z.object({ kind: z.literal('beat') }),
    z.object({ kind: z.literal('many') }),
    z.object({ kind: z.literal('resync') }),
    z.object({ kind: z.literal('notices') }),
    z.object({ kind: z.literal('me') }),
    z.object({ kind: z.literal('end') }),
    z.object({ kind: z.literal('bye') }),
  ])
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.output<typeof liveEventSchema>;

export const liveRoutes = {
  watchEvents: route({
    method: 'GET',
    path: '/api/v1/events',
    tag,
    summary: { zh: '实时事件流', en: 'What happens, as it happens' },
    access: 'signed_in',
    scope: 'self',
    query: z.object({
      /** The `id` of the last message that was heard. The header Last-Event-ID says the same. */
      after: z.coerce.number().int().min(0).optional(),
    }),
    reply: liveEventSchema,
    replyKind: 'events',
  }),
  setPresence: route({
    method: 'PUT',
    path: '/api/v1/cases/{caseId}/presence',
    tag,
    summary: { zh: '我正在看这个案件', en: 'I have this case open' },
    access: 'case.read',
    scope: 'case',
    params: z.object({ caseId: uuid }),
    body: z.object({
      /** Said again every twenty seconds; `left` when the case is closed again. */
      doing: z.enum(['reading', 'writing', 'left']),
      verb: z.enum(STAFF_VERBS).nullable().default(null),
    }),
    reply: z.object({ others: z.array(presentSchema) }),
    repeatable: 'by_nature',
  }),
} satisfies Record<string, Route>;
