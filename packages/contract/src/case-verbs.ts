import { transitionOf, type CasePayloads, type CaseVerb } from '@gridward/core';
import { z } from 'zod';
import { moment, nothing, position, text, uuid } from './scalar.ts';
import { TEXT_LIMITS } from './text-limits.ts';

const photos = z.array(uuid).max(20).default([]);
const reason = text(TEXT_LIMITS.reason);
const note = reason.optional();

/** Instants are ISO text on the wire and milliseconds in the core. */
const instant = moment.transform((value) => Date.parse(value));

/** What each verb is told over the wire. `report` and `report_handled` make a case and have routes of their own. */
export const VERB_PAYLOADS = {
  take: nothing,
  release: nothing,
  amend: z.object({
    note: reason,
    description: text(TEXT_LIMITS.description).optional(),
    place: z.string().trim().max(TEXT_LIMITS.place).optional(),
    position: position.optional(),
    areaId: uuid.optional(),
    categoryId: uuid.optional(),
    hazard: z.boolean().optional(),
    urgency: z.enum(['normal', 'urgent', 'critical']).optional(),
  }),
  order_pre_check: z.object({ note }),
  pre_check: z.object({ found: z.boolean(), finding: reason, photoIds: photos }),
  register: nothing,
  file: z.object({ standardRowId: uuid, note }),
  decline: z.object({ reason, explanation: reason }),
  merge: z.object({ intoCaseId: uuid }),
  redirect: z.object({ channel: text(TEXT_LIMITS.channel), explanation: reason }),
  void: z.object({ reason }),
  withdraw: z.object({ reason }),
  dispatch: z.object({ leadUnitId: uuid, supportingUnitIds: z.array(uuid).max(10).default([]), note }),
  return_to_intake: z.object({ reason }),
  accept: nothing,
  assign: z.object({ accountId: uuid }),
  revoke_assignment: z.object({ reason }),
  make_safe: z.object({ measure: reason, photoIds: photos }),
  report_part: z.object({ result: reason, photoIds: photos, beforePhotoIds: photos }),
  request_return: z.object({ reason, evidence: reason, counterUnitId: uuid, photoIds: photos }),
  request_extension: z.object({ reason }),
  request_deferral: z.object({ reason, exitCondition: reason, untilAt: instant }),
  rule_return: z.object({ granted: z.boolean(), leadUnitId: uuid, supportingUnitIds: z.array(uuid).max(10).optional(), reason }),
  rule_extension: z.object({ granted: z.boolean(), reason }),
  rule_deferral: z.object({ granted: z.boolean(), reason }),
  resume: z.object({ reason }),
  submit_result: z.object({ result: text(TEXT_LIMITS.result), photoIds: photos, beforePhotoIds: photos }),
  confirm_result: z.object({ note }),
  send_back: z.object({ reason }),
  check_pass: z.object({ finding: reason, photoIds: photos }),
  check_fail: z.object({ finding: reason, photoIds: photos }),
  close: z.object({ closureKind: z.enum(['solved', 'explained', 'not_found']), explanation: reason }),
  refuse_close: z.object({ reason }),
  force_close: z.object({ reason, explanation: reason }),
  reopen: z.object({ reason }),
  ask_exemption: z.object({ reason }),
  rule_exemption: z.object({ granted: z.boolean(), reason }),
  urge: z.object({ text: reason }),
} satisfies { [V in Exclude<CaseVerb, SystemVerb | StartVerb>]: z.ZodType<CasePayloads[V]> };

type SystemVerb = 'breach' | 'lapse_return';
type StartVerb = 'report' | 'report_handled';

/** Verbs that people use on a case that exists. */
export type StaffVerb = keyof typeof VERB_PAYLOADS;
export const STAFF_VERBS = Object.keys(VERB_PAYLOADS) as StaffVerb[];

/** Permission of a verb's route. Taking a case off the pile asks for whatever the pile asks for, so its route asks only for reading. */
export const permissionOfVerb = (verb: StaffVerb) => transitionOf(verb).permission ?? 'case.read';
