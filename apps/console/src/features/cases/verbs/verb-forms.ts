import { TEXT_LIMITS, type CaseDetail, type StaffVerb, type VERB_PAYLOADS } from '@gridward/contract';
import type { PlainKey } from '@gridward/i18n';
import type { z } from 'zod';

type Payload<V extends StaffVerb> = z.input<(typeof VERB_PAYLOADS)[V]>;

/** How a value is asked for. One kind, one control in `verb-field.tsx`. */
export type FieldKind =
  | 'long_text'
  | 'line'
  | 'photos'
  | 'unit'
  | 'lead_unit'
  | 'counter_unit'
  | 'extension_reason'
  | 'ready_explanation'
  | 'statutory_channel'
  | 'units'
  | 'person'
  | 'standard_row'
  | 'case'
  | 'category'
  | 'area'
  | 'position'
  | 'check'
  | 'yes_no'
  | 'choice'
  | 'until_day';

export interface VerbField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: PlainKey;
  /** What it is called once it was said, where the label is a question. */
  readonly told?: PlainKey;
  readonly hint?: PlainKey;
  /** Left out: the value must be given. */
  readonly optional?: true;
  /** For `choice`: values with their words. For `yes_no`: the words for true and false. */
  readonly options?: readonly { readonly value: string; readonly label: PlainKey }[];
  /** Asked only when the ruling grants; kept and sent all the same. */
  readonly ifGranted?: true;
  /** For a text: as much as the server takes, where that is not what others of its kind take. */
  readonly most?: number;
  /** For `photos`: what they show. */
  readonly purpose?: 'pre_check' | 'before' | 'after' | 'evidence' | 'check';
}

const MOST: Readonly<Partial<Record<FieldKind, number>>> = {
  long_text: TEXT_LIMITS.reason,
  extension_reason: TEXT_LIMITS.reason,
  ready_explanation: TEXT_LIMITS.reason,
  line: TEXT_LIMITS.place,
  statutory_channel: TEXT_LIMITS.channel,
};

/** How many characters a text may have; `null` for what is no text. */
export const mostLetters = ({ kind, most }: Pick<VerbField, 'kind' | 'most'>): number | null => most ?? MOST[kind] ?? null;

export interface VerbForm {
  /** One letter of the keyboard; different from that of every other verb that is possible in the same state. */
  readonly letter: string;
  readonly tone: 'primary' | 'normal' | 'danger';
  readonly fields: readonly VerbField[];
  /** What the form starts with, from the case. Values that are not changed are not sent when `onlyChanged`. */
  readonly initial?: (detail: CaseDetail) => Readonly<Record<string, unknown>>;
  readonly onlyChanged?: true;
}

type FormOf<V extends StaffVerb> = Omit<VerbForm, 'fields'> & {
  readonly fields: readonly (VerbField & { readonly name: keyof Payload<V> & string })[];
};

const reason = { name: 'reason', kind: 'long_text', label: 'field.reason' } as const;
const explanation = {
  name: 'explanation',
  kind: 'long_text',
  label: 'field.explanation',
  hint: 'field.explanationHint',
} as const;
const note = { name: 'note', kind: 'long_text', label: 'field.note', optional: true } as const;
const finding = { name: 'finding', kind: 'long_text', label: 'field.finding' } as const;
const photosOf = (purpose: NonNullable<VerbField['purpose']>) =>
  ({ name: 'photoIds', kind: 'photos', label: 'field.photos', optional: true, purpose }) as const;
const beforePhotos = {
  name: 'beforePhotoIds',
  kind: 'photos',
  label: 'field.beforePhotos',
  optional: true,
  purpose: 'before',
} as const;
const afterPhotos = { ...photosOf('after'), label: 'field.afterPhotos' } as const;
const granted = {
  name: 'granted',
  kind: 'yes_no',
  label: 'field.granted',
  options: [
    { value: 'true', label: 'field.grantedYes' },
    { value: 'false', label: 'field.grantedNo' },
  ],
} as const;

/** What each verb asks for. A new verb of the machine is one row here, and the compiler says so. */
export const VERB_FORMS: { readonly [V in StaffVerb]: FormOf<V> } = {
  take: { letter: 't', tone: 'normal', fields: [] },
  release: { letter: 'u', tone: 'normal', fields: [] },
  amend: {
    letter: 'm',
    tone: 'normal',
    onlyChanged: true,
    initial: (detail) => ({
      description: detail.description,
      place: detail.place,
      position: detail.position ?? undefined,
      areaId: detail.area.id,
      categoryId: detail.category.id,
      hazard: detail.hazard,
      urgency: detail.urgency,
    }),
    fields: [
      { name: 'categoryId', kind: 'category', label: 'field.category', optional: true },
      {
        name: 'description',
        kind: 'long_text',
        label: 'field.description',
        optional: true,
        most: TEXT_LIMITS.description,
      },
      { name: 'place', kind: 'line', label: 'field.place', optional: true },
      { name: 'position', kind: 'position', label: 'field.position', optional: true },
      { name: 'areaId', kind: 'area', label: 'field.area', optional: true },
      {
        name: 'urgency',
        kind: 'choice',
        label: 'field.urgency',
        optional: true,
        options: [
          { value: 'normal', label: 'urgency.normal' },
          { value: 'urgent', label: 'urgency.urgent' },
          { value: 'critical', label: 'urgency.critical' },
        ],
      },
      { name: 'hazard', kind: 'check', label: 'field.hazard', hint: 'field.hazardHint', optional: true },
      { name: 'note', kind: 'long_text', label: 'field.amendNote' },
    ],
  },
  order_pre_check: { letter: 'c', tone: 'normal', fields: [note] },
  pre_check: {
    letter: 'p',
    tone: 'primary',
    fields: [
      {
        name: 'found',
        kind: 'yes_no',
        label: 'field.found',
        told: 'told.found',
        options: [
          { value: 'true', label: 'field.foundYes' },
          { value: 'false', label: 'field.foundNo' },
        ],
      },
      finding,
      photosOf('pre_check'),
    ],
  },
  register: { letter: 'r', tone: 'normal', fields: [] },
  file: {
    letter: 'f',
    tone: 'primary',
    fields: [{ name: 'standardRowId', kind: 'standard_row', label: 'field.standardRow' }, note],
  },
  decline: { letter: 'd', tone: 'danger', fields: [reason, { ...explanation, kind: 'ready_explanation' }] },
  merge: {
    letter: 'e',
    tone: 'danger',
    fields: [{ name: 'intoCaseId', kind: 'case', label: 'field.intoCase', told: 'told.intoCase' }],
  },
  redirect: {
    letter: 'i',
    tone: 'danger',
    fields: [{ name: 'channel', kind: 'statutory_channel', label: 'field.channel', hint: 'field.channelHint' }, explanation],
  },
  void: { letter: 'v', tone: 'danger', fields: [reason] },
  withdraw: { letter: 'w', tone: 'danger', fields: [reason] },
  dispatch: {
    letter: 'd',
    tone: 'primary',
    fields: [
      { name: 'leadUnitId', kind: 'lead_unit', label: 'field.leadUnit' },
      { name: 'supportingUnitIds', kind: 'units', label: 'field.supportingUnits', optional: true },
      note,
    ],
  },
  return_to_intake: { letter: 'b', tone: 'normal', fields: [reason] },
  accept: { letter: 'a', tone: 'primary', fields: [] },
  assign: { letter: 'h', tone: 'normal', fields: [{ name: 'accountId', kind: 'person', label: 'field.assignee' }] },
  revoke_assignment: { letter: 'v', tone: 'normal', fields: [reason] },
  make_safe: {
    letter: 's',
    tone: 'normal',
    fields: [{ name: 'measure', kind: 'long_text', label: 'field.measure' }, photosOf('evidence')],
  },
  report_part: {
    letter: 'p',
    tone: 'normal',
    fields: [{ name: 'result', kind: 'long_text', label: 'field.partResult' }, beforePhotos, afterPhotos],
  },
  request_return: {
    letter: 'b',
    tone: 'normal',
    fields: [
      reason,
      { name: 'evidence', kind: 'long_text', label: 'field.evidence' },
      { name: 'counterUnitId', kind: 'counter_unit', label: 'field.counterUnit', told: 'told.counterUnit' },
      photosOf('evidence'),
    ],
  },
  request_extension: { letter: 'e', tone: 'normal', fields: [{ ...reason, kind: 'extension_reason' }] },
  request_deferral: {
    letter: 'd',
    tone: 'normal',
    fields: [
      reason,
      { name: 'exitCondition', kind: 'long_text', label: 'field.exitCondition' },
      { name: 'untilAt', kind: 'until_day', label: 'field.until' },
    ],
  },
  rule_return: {
    letter: 'y',
    tone: 'primary',
    initial: (detail) => ({
      leadUnitId: detail.request?.counterUnit?.id,
      supportingUnitIds: detail.supportingUnits.map(({ id }) => id),
    }),
    fields: [
      granted,
      { name: 'leadUnitId', kind: 'unit', label: 'field.ruledUnit', told: 'field.leadUnit', ifGranted: true },
      { name: 'supportingUnitIds', kind: 'units', label: 'field.supportingUnits', optional: true, ifGranted: true },
      reason,
    ],
  },
  rule_extension: { letter: 'y', tone: 'primary', fields: [granted, reason] },
  rule_deferral: { letter: 'y', tone: 'primary', fields: [granted, reason] },
  resume: { letter: 'r', tone: 'primary', fields: [reason] },
  submit_result: {
    letter: 'r',
    tone: 'primary',
    fields: [{ name: 'result', kind: 'long_text', label: 'field.result', most: TEXT_LIMITS.result }, beforePhotos, afterPhotos],
  },
  confirm_result: { letter: 'c', tone: 'primary', fields: [note] },
  send_back: { letter: 'b', tone: 'normal', fields: [reason] },
  check_pass: { letter: 'p', tone: 'primary', fields: [finding, photosOf('check')] },
  check_fail: { letter: 'f', tone: 'danger', fields: [finding, photosOf('check')] },
  close: {
    letter: 'c',
    tone: 'primary',
    initial: () => ({ closureKind: 'solved' }),
    fields: [
      {
        name: 'closureKind',
        kind: 'choice',
        label: 'field.closureKind',
        options: [
          { value: 'solved', label: 'closure.solved' },
          { value: 'explained', label: 'closure.explained' },
          { value: 'not_found', label: 'closure.not_found' },
        ],
      },
      explanation,
    ],
  },
  refuse_close: { letter: 'b', tone: 'normal', fields: [reason] },
  force_close: { letter: 'q', tone: 'danger', fields: [reason, explanation] },
  reopen: { letter: 'r', tone: 'primary', fields: [reason] },
  ask_exemption: { letter: 'a', tone: 'normal', fields: [reason] },
  rule_exemption: { letter: 'y', tone: 'primary', fields: [granted, reason] },
  urge: { letter: 'x', tone: 'normal', fields: [{ name: 'text', kind: 'long_text', label: 'field.urgeText' }] },
};

export const isStaffVerb = (verb: string): verb is StaffVerb => Object.hasOwn(VERB_FORMS, verb);

/** Letters of the pages themselves, which no verb may use. */
export const RESERVED_LETTERS = ['j', 'k', 'n', 'g', 'o', '/', '.', '?'] as const;

const TONES: readonly VerbForm['tone'][] = ['primary', 'normal', 'danger'];

/** Verbs in the order in which their buttons stand: what moves the case on first, what ends it last. */
export function inButtonOrder(verbs: readonly string[]): StaffVerb[] {
  const known = verbs.filter(isStaffVerb);
  return TONES.flatMap((tone) => known.filter((verb) => VERB_FORMS[verb].tone === tone));
}
