import type { CaseVerb, Uuid } from '@gridward/core';
import { z } from 'zod';

/** What the outbox says of a moved case. */
export const movedPayloadSchema = z.object({
  verb: z.string(),
  to: z.string(),
  ownerUnitId: z.string().nullish(),
  leadUnitId: z.string().nullish(),
  supportingUnitIds: z.array(z.string()).default([]),
  /** Who answered for the case before. */
  formerUnitId: z.string().nullish(),
  dispatchDeskId: z.string().nullish(),
});
export type MovedPayload = z.input<typeof movedPayloadSchema>;

export type NoticeKind =
  | 'assigned'
  | 'due_soon'
  | 'breached'
  | 'escalated'
  | 'request_to_rule'
  | 'ruled'
  | 'supervision'
  | 'supervision_due'
  | 'supervision_late'
  | 'supervision_answered'
  | 'reopened'
  | 'urged'
  | 'reporter_wrote'
  | 'second_check_failed';

interface Addressed {
  readonly kind: NoticeKind;
  readonly unitId: Uuid;
}

const TO_OWNER: Readonly<Partial<Record<CaseVerb, NoticeKind>>> = {
  dispatch: 'assigned',
  send_back: 'assigned',
  refuse_close: 'assigned',
  breach: 'breached',
  reopen: 'reopened',
  urge: 'urged',
};
const TO_DESK: ReadonlySet<string> = new Set<CaseVerb>([
  'request_return',
  'request_extension',
  'request_deferral',
  'ask_exemption',
]);
/** A ruling on a return, made or lapsed: whoever asked is told how it ended, and who gets the case that it is theirs. */
const TO_BOTH: ReadonlySet<string> = new Set<CaseVerb>(['rule_return', 'lapse_return']);
const TO_LEAD: ReadonlySet<string> = new Set<CaseVerb>(['rule_extension', 'rule_deferral', 'rule_exemption']);

/**
 * Who is told of a move. A breach also goes to the unit above, so that nobody sits on it alone (JY-39, ZS-26).
 * @param above the unit above a unit, or null at the top
 */
export function noticesOf(moved: z.output<typeof movedPayloadSchema>, above: (unitId: Uuid) => Uuid | null): Addressed[] {
  const { verb, ownerUnitId, leadUnitId, dispatchDeskId, formerUnitId } = moved;
  const kind = TO_OWNER[verb as CaseVerb] ?? (verb === 'check_fail' && moved.to === 'handling' ? 'assigned' : undefined);
  const notices: Addressed[] = [];
  if (kind !== undefined && ownerUnitId != null) notices.push({ kind, unitId: ownerUnitId });
  const superior = verb === 'breach' && ownerUnitId != null ? above(ownerUnitId) : null;
  if (superior !== null) notices.push({ kind: 'escalated', unitId: superior });
  if (TO_DESK.has(verb) && dispatchDeskId != null) notices.push({ kind: 'request_to_rule', unitId: dispatchDeskId });
  if (TO_LEAD.has(verb) && leadUnitId != null) notices.push({ kind: 'ruled', unitId: leadUnitId });
  if (verb === 'dispatch') notices.push(...moved.supportingUnitIds.map((unitId) => ({ kind: 'assigned' as const, unitId })));
  if (TO_BOTH.has(verb)) {
    if (formerUnitId != null) notices.push({ kind: 'ruled', unitId: formerUnitId });
    if (ownerUnitId != null && ownerUnitId !== formerUnitId) notices.push({ kind: 'assigned', unitId: ownerUnitId });
  }
  return notices;
}
