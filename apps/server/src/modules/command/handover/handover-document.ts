import type { Handover } from '@gridward/contract';
import { BOARD_NUMBERS } from '@gridward/core';
import type { Formatter, Translator } from '@gridward/i18n';
import type { FileChild } from 'docx';
import { wordDocument, type Pen } from '../../../platform/word-document.ts';

/** In whose language, and under whose name, a document is written. */
export interface DocumentVoice {
  readonly t: Translator;
  readonly format: Formatter;
  /** Who took it out, when and over what; stands on every page. */
  readonly mark: string;
}

type Cells = readonly string[];
type NamedCase = Handover['facts']['hazards'][number];

/** The hand-over as a Word file. */
export const handoverDocument = (handover: Handover, voice: DocumentVoice): Promise<Buffer> =>
  wordDocument({ title: voice.t('handover.title'), mark: voice.mark }, (pen) => [
    ...headOf(handover, voice, pen),
    ...partsOf(handover, voice, pen),
    ...signaturesOf(handover, voice, pen),
  ]);

function headOf(handover: Handover, { t, format }: DocumentVoice, pen: Pen): FileChild[] {
  return [
    pen.title(t('handover.heading', { place: handover.place.name, day: handover.on })),
    pen.quiet(t('handover.asOf', { at: format.dateTime(Date.parse(handover.facts.at)) })),
  ];
}

/** A part of the facts that lists cases and says how many there are. */
const PARTS = ['hazards', 'disputes', 'deferrals', 'orders'] as const;

function partsOf({ facts, points, remarks }: Handover, voice: DocumentVoice, pen: Pen): FileChild[] {
  const { t } = voice;
  const figures = facts.figures.map(({ figure, count, before, weekMean }) => [
    t(`dayWork.${figure}`),
    ...[count, before, weekMean].map(String),
  ]);
  const orNone = (table: FileChild, count: number): FileChild => (count === 0 ? pen.text(t('handover.none')) : table);
  const cases = (part: (typeof PARTS)[number]): FileChild[] => [
    pen.heading(t(`handover.${part}`)),
    ...shownOf(facts.totals?.[part], facts[part].length, t).map(pen.text),
    orNone(
      pen.table(
        caseHead(t),
        facts[part].map((row) => caseCells(row, voice)),
      ),
      facts[part].length,
    ),
  ];
  const pointHead = [t('handover.point'), t('handover.since'), t('handover.state')];
  const pointCells = points.map(({ text, sinceOn, done }) => [text, sinceOn, t(done ? 'handover.done' : 'handover.notDone')]);
  return [
    pen.heading(t('handover.work')),
    pen.table([t('handover.figure'), t('handover.count'), t('handover.before'), t('handover.weekMean')], figures),
    pen.heading(t('handover.now')),
    pen.table(
      BOARD_NUMBERS.map((name) => t(`board.${name}`)),
      [BOARD_NUMBERS.map((name) => String(facts.counts[name]))],
    ),
    pen.heading(t('handover.decisions')),
    ...decisionsOf(facts, voice, pen),
    ...PARTS.flatMap(cases),
    pen.heading(t('handover.points')),
    orNone(pen.table(pointHead, pointCells), points.length),
    pen.heading(t('handover.remarks')),
    ...(remarks === '' ? [t('handover.none')] : remarks.split('\n')).map(pen.text),
  ];
}

/** What is not listed is said. */
const shownOf = (count: number | undefined, shown: number, t: Translator): string[] =>
  count === undefined || count <= shown ? [] : [t('handover.partCount', { count, shown })];

function decisionsOf(facts: Handover['facts'], voice: DocumentVoice, pen: Pen): FileChild[] {
  const { t } = voice;
  if (facts.decisions.length === 0) return [pen.text(t('handover.none'))];
  return [
    pen.text(
      t('handover.decisionsCount', { count: facts.stuckCount, shown: facts.decisions.flatMap(({ cases }) => cases).length }),
    ),
    ...facts.decisions.flatMap(({ unit, cases }) => [
      pen.text(t('board.decider', { unit: unit.name })),
      pen.table(
        [...caseHead(t), t('handover.reason')],
        cases.map((one) => [...caseCells(one, voice), t.list(one.reasons.map((reason) => t(`stuck.${reason}`)))]),
      ),
    ]),
  ];
}

const caseHead = (t: Translator): Cells => [
  t('handover.case'),
  t('handover.matter'),
  t('handover.area'),
  t('handover.owner'),
  t('handover.dueAt'),
];

const caseCells = ({ number, matter, area, owner, dueAt }: NamedCase, { t, format }: DocumentVoice): Cells => [
  number,
  t.pick(matter),
  area,
  owner,
  dueAt === null ? '' : format.dateTime(Date.parse(dueAt)),
];

function signaturesOf({ outgoing, incoming }: Handover, { t, format }: DocumentVoice, pen: Pen): FileChild[] {
  const line = (who: string, signature: Handover['outgoing']): FileChild =>
    pen.text(
      t.pair(who, signature === null ? t('handover.unsigned') : `${signature.name} ${format.dateTime(Date.parse(signature.at))}`),
    );
  return [pen.heading(t('handover.signatures')), line(t('handover.outgoing'), outgoing), line(t('handover.incoming'), incoming)];
}
