import type { CaseState, CaseVerb, ClockKind } from '../cases/index.ts';
import type { Instant, Uuid } from '../kernel/index.ts';
import type { ChannelKind } from '../model/index.ts';

/** Verbs that a journal may hold: those of the machine, and the one entry of a case that was closed elsewhere. */
export type JournalVerb = CaseVerb | 'import_historical';

/** A journal entry, as far as appraisal reads it. */
export interface AppraisedEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly verb: JournalVerb;
  readonly to: CaseState;
  readonly accountId: Uuid | null;
  /** Who answered for the case until this entry. */
  readonly ownerUnitId: Uuid | null;
  /** The step that the entry ended, and whether it was in time. */
  readonly step: ClockKind | null;
  readonly onTime: boolean | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What is appraised of a case besides its journal. */
export interface AppraisedCase {
  readonly channelKind: ChannelKind | null;
  readonly isRepeat: boolean;
  readonly open: { readonly step: ClockKind; readonly startedAt: Instant; readonly dueAt: Instant } | null;
  readonly ownerUnitId: Uuid | null;
  readonly ownerAccountId: Uuid | null;
  readonly leadUnitId: Uuid | null;
}

/** A fact in an entry: there, or there with this text. */
export interface FactCheck {
  readonly path: readonly [string, string];
  readonly is?: string;
}

/** What is looked for in the journal of the same case; entries of `until` between the two hide what lies beyond them. */
export interface JournalLook {
  readonly side: 'before' | 'after';
  readonly verbs: readonly JournalVerb[];
  readonly to?: CaseState;
  readonly fact?: FactCheck;
  readonly until: readonly JournalVerb[];
}

/** A mark says one more thing about an entry than its verb does. Read here over journals in memory, in the server as SQL. */
export type MarkRule = { readonly on: readonly JournalVerb[] } & (
  | { readonly fact: FactCheck }
  | { readonly found: JournalLook }
  | { readonly notFound: JournalLook }
  | { readonly channels: readonly ChannelKind[] }
  | { readonly repeat: true }
);

const REPORTED: readonly JournalVerb[] = ['report', 'report_handled'];
const CLOSINGS: readonly JournalVerb[] = ['close', 'force_close'];
/** Verbs that send a result back to the unit, when they lead to `handling`. */
const SENT_BACK: readonly JournalVerb[] = ['send_back', 'check_fail', 'refuse_close'];

export const MARK_RULES = {
  patrol: { on: [...REPORTED, 'file'], channels: ['patrol', 'visit'] },
  public: { on: [...REPORTED, 'file'], channels: ['resident', 'hotline', 'desk', 'media'] },
  /** A report that was filed, or a problem solved on the spot that the check confirmed. */
  valid: { on: REPORTED, found: { side: 'after', verbs: ['file', 'check_pass'], until: [] } },
  /** Intake may file a case again that the dispatcher handed back; it is counted once. */
  first: { on: ['file'], notFound: { side: 'before', verbs: ['file'], until: [] } },
  voided: { on: ['file'], found: { side: 'after', verbs: ['void'], until: [] } },
  confirmed: {
    on: ['file'],
    found: { side: 'before', verbs: ['pre_check'], fact: { path: ['told', 'found'], is: 'true' }, until: [] },
  },
  repeat: { on: ['file'], repeat: true },
  /** The case went on to another unit before somebody dispatched it anew. */
  sentOn: {
    on: ['dispatch'],
    found: { side: 'after', verbs: ['rule_return', 'lapse_return'], fact: { path: ['set', 'leadUnitId'] }, until: ['dispatch'] },
  },
  /** A result that was not sent back: an early "done" that did not hold wins nothing. */
  standing: {
    on: ['submit_result'],
    notFound: { side: 'after', verbs: SENT_BACK, to: 'handling', until: ['submit_result'] },
  },
  reworked: { on: CLOSINGS, found: { side: 'before', verbs: SENT_BACK, to: 'handling', until: ['reopen'] } },
  exempted: {
    on: [...CLOSINGS, 'submit_result'],
    found: { side: 'after', verbs: ['rule_exemption'], fact: { path: ['told', 'granted'], is: 'true' }, until: ['reopen'] },
  },
  moved: { on: ['rule_return', 'lapse_return'], fact: { path: ['set', 'leadUnitId'] } },
  granted: { on: ['rule_extension', 'rule_deferral'], fact: { path: ['told', 'granted'], is: 'true' } },
  solved: { on: ['close'], fact: { path: ['told', 'closureKind'], is: 'solved' } },
  /** The handling limit ran out before the end. A case that never had one was not late. */
  late: { on: [...CLOSINGS, 'import_historical'], fact: { path: ['set', 'closedOnTime'], is: 'false' } },
} as const satisfies Record<string, MarkRule>;
export type Mark = keyof typeof MARK_RULES;
export const MARKS = Object.keys(MARK_RULES) as readonly Mark[];

/** What counters are asked about: one entry of a journal, or what is still open in a case. */
export interface Measured {
  readonly verb: JournalVerb | 'open';
  /** The step that ended, or that runs. */
  readonly step: ClockKind | null;
  /** Of an open step: it has not run out. */
  readonly onTime: boolean | null;
  readonly marks: ReadonlySet<Mark>;
}

/** A measured thing with when, and for whom, it counts. */
export interface Placed {
  readonly measured: Measured;
  readonly at: Instant;
  readonly unitId: Uuid | null;
  readonly accountId: Uuid | null;
}

/**
 * The unit for which an entry counts: the new lead for a dispatch, the lead for what is said about a case or its result, otherwise the unit
 * that answered for the step.
 */
export const UNIT_OF: Readonly<Partial<Record<JournalVerb, 'told' | 'lead'>>> = {
  dispatch: 'told',
  report: 'lead',
  report_handled: 'lead',
  import_historical: 'lead',
  file: 'lead',
  check_pass: 'lead',
  check_fail: 'lead',
  close: 'lead',
  force_close: 'lead',
  reopen: 'lead',
};

/**
 * Everything that can be counted of one case. What is open counts from when its present step began or, once that ran out, from then.
 * @param journal in its order, from the first entry on
 */
export function measureCase(subject: AppraisedCase, journal: readonly AppraisedEntry[], now: Instant): Placed[] {
  const placed = journal.map((entry): Placed => {
    const marks = new Set(MARKS.filter((mark) => isMarked(MARK_RULES[mark], entry, journal, subject)));
    const { at, accountId, verb, step, onTime } = entry;
    return { measured: { verb, step, onTime, marks }, at, accountId, unitId: unitOf(entry, journal, subject) };
  });
  const { open, ownerAccountId, ownerUnitId, leadUnitId } = subject;
  if (open === null) return placed;
  const onTime = open.dueAt >= now;
  const measured: Measured = { verb: 'open', step: open.step, onTime, marks: new Set() };
  return [
    ...placed,
    { measured, at: onTime ? open.startedAt : open.dueAt, accountId: ownerAccountId, unitId: leadUnitId ?? ownerUnitId },
  ];
}

function unitOf(entry: AppraisedEntry, journal: readonly AppraisedEntry[], subject: AppraisedCase): Uuid | null {
  const of = UNIT_OF[entry.verb];
  if (of === undefined) return entry.ownerUnitId;
  if (of === 'told') return textAt(entry, ['told', 'leadUnitId']) ?? null;
  const named = journal.filter(({ seq }) => seq <= entry.seq).map((one) => textAt(one, ['set', 'leadUnitId']));
  return named.findLast((unitId) => unitId !== undefined) ?? subject.leadUnitId;
}

function isMarked(rule: MarkRule, entry: AppraisedEntry, journal: readonly AppraisedEntry[], subject: AppraisedCase): boolean {
  if (!rule.on.includes(entry.verb)) return false;
  if ('fact' in rule) return holds(rule.fact, entry);
  if ('found' in rule) return finds(rule.found, entry, journal);
  if ('notFound' in rule) return !finds(rule.notFound, entry, journal);
  if ('channels' in rule) return subject.channelKind !== null && rule.channels.includes(subject.channelKind);
  return subject.isRepeat;
}

function finds(look: JournalLook, entry: AppraisedEntry, journal: readonly AppraisedEntry[]): boolean {
  const ahead =
    look.side === 'after'
      ? journal.filter(({ seq }) => seq > entry.seq)
      : journal.filter(({ seq }) => seq < entry.seq).toReversed();
  const wall = ahead.findIndex(({ verb }) => look.until.includes(verb));
  const inSight = wall === -1 ? ahead : ahead.slice(0, wall);
  return inSight.some(
    (one) =>
      look.verbs.includes(one.verb) &&
      (look.to === undefined || one.to === look.to) &&
      (look.fact === undefined || holds(look.fact, one)),
  );
}

function holds({ path, is }: FactCheck, entry: AppraisedEntry): boolean {
  const found = textAt(entry, path);
  return is === undefined ? found !== undefined : found === is;
}

/** What the fact is as text; `undefined` when it is not there or null. */
function textAt({ facts }: AppraisedEntry, [part, name]: readonly [string, string]): string | undefined {
  const inner = facts[part];
  if (typeof inner !== 'object' || inner === null) return undefined;
  const found: unknown = Reflect.get(inner, name);
  return typeof found === 'string' || typeof found === 'boolean' ? String(found) : undefined;
}
