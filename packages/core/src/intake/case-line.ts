import type { AreaLevel } from '../areas/index.ts';
import type { CivilDate } from '../kernel/index.ts';
import { columnsOf, type CaseMapping, type NamedColumns } from './case-mapping.ts';
import { decodeEntities, localEpochMs, readLocalTime } from './cell-text.ts';
import { finding, type LineFinding } from './finding.ts';
import type { TableRecord } from './table-records.ts';

/** What a line says of one thing: its own id, its name, either or neither. */
export interface Token {
  readonly id: string | null;
  readonly name: string | null;
}

/** The key by which statistics count the thing: the file's own id where it has one, else the name, else `-`. */
export const NOTHING_KEY = '-';
export const keyOfToken = ({ id, name }: Token): string => id ?? name ?? NOTHING_KEY;

/** One case as a line tells it; nothing in it is resolved yet. */
export interface CaseLine {
  readonly line: number;
  readonly externalId: string;
  readonly receivedOn: CivilDate;
  /** Local time in milliseconds since the epoch as if it were UTC. */
  readonly receivedLocalMs: number;
  readonly dateOnly: boolean;
  readonly areas: readonly (Token & { readonly level: AreaLevel })[];
  /** From the class down, without what is missing at the end; never empty. */
  readonly categories: readonly Token[];
  readonly unit: Token;
  readonly requestKind: string | null;
  readonly channel: string | null;
  /** `null` when the layout has no outcome. */
  readonly closedOnTime: boolean | null;
  readonly outcome: string | null;
  readonly description: string | null;
  readonly place: string | null;
  readonly findings: readonly LineFinding[];
}

/** Where the columns of a mapping stand in a file. */
export interface LinePlan {
  readonly mapping: CaseMapping;
  readonly width: number;
  readonly indexes: ReadonlyMap<string, number>;
  /** The last day that a line may name. */
  readonly today: CivilDate;
  /** Past cases have an outcome; one that enters the loop need not have any. */
  readonly endsKnown: boolean;
}

/** Finds the mapping's columns in the header; a missing one refuses the whole file. */
export function planLines(
  mapping: CaseMapping,
  header: readonly string[],
  today: CivilDate,
  endsKnown: boolean,
): { readonly plan: LinePlan; readonly findings: readonly LineFinding[] } {
  const names = header.map((name) => name.replace(/^\u{feff}/u, '').trim());
  const findings = columnsOf(mapping).flatMap((column): LineFinding[] => {
    const count = names.filter((name) => name === column).length;
    if (count === 0) return [finding(1, 'header_missing', { column })];
    return count > 1 ? [finding(1, 'header_twice', { column })] : [];
  });
  return {
    plan: { mapping, width: header.length, indexes: new Map(names.map((name, i) => [name, i])), today, endsKnown },
    findings,
  };
}

export type LineOutcome =
  | { readonly ok: true; readonly value: CaseLine }
  | { readonly ok: false; readonly findings: readonly LineFinding[] };

/** Reads one record by the mapping. Every fault of the line is named, not only the first. */
export function readCaseLine(plan: LinePlan, record: TableRecord): LineOutcome {
  const { line } = record;
  if ('broken' in record) return { ok: false, findings: [finding(line, record.broken, { value: 'UTF-8' })] };
  const count = record.fields.length;
  if (count !== plan.width) {
    const code = count < plan.width ? 'columns_missing' : 'columns_extra';
    return { ok: false, findings: [finding(line, code, { value: `${count}/${plan.width}` })] };
  }
  const found: LineFinding[] = [];
  const cell = cellReader(plan, record, found);
  const { columns } = plan.mapping;
  const token = ({ id, name }: NamedColumns): Token => ({ id: cell(id), name: cell(name) });
  const externalId = cell(columns.externalId);
  if (externalId === null) found.push(finding(line, 'id_missing', { column: columns.externalId }));
  const received = readReceived(plan, line, cell(columns.receivedAt), found);
  const categories = withoutTail(columns.categories.map(token));
  if (categories.length === 0) found.push(finding(line, 'category_missing', categoryColumn(plan.mapping)));
  const outcome = cell(columns.outcome);
  const closedOnTime = readOutcome(plan, line, outcome, found);
  if (externalId === null || received === undefined || found.some(({ severity }) => severity === 'error')) {
    return { ok: false, findings: found };
  }
  return {
    ok: true,
    value: {
      line,
      externalId,
      ...received,
      areas: columns.areas.map((area) => ({ level: area.level, ...token(area) })),
      categories,
      unit: token(columns.unit),
      requestKind: cell(columns.requestKind),
      channel: cell(columns.channel),
      closedOnTime,
      outcome,
      description: cell(columns.description),
      place: cell(columns.place),
      findings: found,
    },
  };
}

type Cell = (column: string | undefined) => string | null;

function cellReader(
  plan: LinePlan,
  record: { readonly line: number; readonly fields: readonly string[] },
  found: LineFinding[],
): Cell {
  const read = new Map<string, string | null>();
  return (column) => {
    if (column === undefined) return null;
    const known = read.get(column);
    if (known !== undefined) return known;
    const raw = record.fields[plan.indexes.get(column) ?? -1] ?? '';
    if (raw.includes('\0')) found.push(finding(record.line, 'character_invalid', { column }));
    const decoded = decodeEntities(raw);
    if (decoded !== raw) found.push(finding(record.line, 'entity_decoded', { column, value: raw }));
    const text = decoded.trim();
    const value = text === '' || plan.mapping.missing.includes(text) ? null : text;
    read.set(column, value);
    return value;
  };
}

const categoryColumn = ({ columns }: CaseMapping): { column?: string } => {
  const column = columns.categories[0]?.id ?? columns.categories[0]?.name;
  return column === undefined ? {} : { column };
};

function readReceived(plan: LinePlan, line: number, text: string | null, found: LineFinding[]) {
  const column = plan.mapping.columns.receivedAt;
  if (text === null) {
    found.push(finding(line, 'date_missing', { column }));
    return undefined;
  }
  const time = readLocalTime(text);
  if (time === undefined) {
    found.push(finding(line, 'date_impossible', { column, value: text }));
    return undefined;
  }
  if (time.day > plan.today) {
    found.push(finding(line, 'date_future', { column, value: text }));
    return undefined;
  }
  return { receivedOn: time.day, receivedLocalMs: localEpochMs(time), dateOnly: time.timeMs === null };
}

function readOutcome({ mapping, endsKnown }: LinePlan, line: number, text: string | null, found: LineFinding[]): boolean | null {
  const { outcome: column } = mapping.columns;
  if (column === undefined || (text === null && !endsKnown)) return null;
  const known = text === null || !Object.hasOwn(mapping.outcomes, text) ? undefined : mapping.outcomes[text];
  if (known === undefined) found.push(finding(line, 'outcome_unknown', { column, value: text ?? '' }));
  return known?.closedOnTime ?? null;
}

/** Levels that are missing at the end are no levels; one missing in the middle stays, to keep the others in their place. */
function withoutTail(tokens: readonly Token[]): Token[] {
  const last = tokens.findLastIndex(({ id, name }) => id !== null || name !== null);
  return tokens.slice(0, last + 1);
}
