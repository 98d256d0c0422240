import { keyOfToken, type CaseLine, type Token } from './case-line.ts';
import { finding, type LineFinding } from './finding.ts';

/** One thing that a file names, under every spelling, the one used most first. */
export interface SurveyedName {
  readonly key: string;
  readonly id: string | null;
  readonly names: readonly string[];
  readonly count: number;
  /** Line on which it first stands. */
  readonly line: number;
}

/** A category of the file by the ids that lead to it: one id may stand under several parents, and then is several categories. */
export interface SurveyedCategory extends SurveyedName {
  /** Keys from the class down to itself. */
  readonly keys: readonly string[];
}

/** What a whole file names. Known before the first line is written, so that every name is the one used most. */
export interface CaseSurvey {
  readonly units: readonly SurveyedName[];
  /** Parents before children. */
  readonly categories: readonly SurveyedCategory[];
  readonly channels: readonly string[];
  readonly findings: readonly LineFinding[];
}

interface Tally {
  readonly key: string;
  readonly id: string | null;
  readonly line: number;
  count: number;
  readonly names: Map<string, number>;
}

/** Code of a category in the file's system: the keys of the way down, so that equal ids on different ways stay apart. */
export const categoryCode = (keys: readonly string[]): string =>
  keys.map((key) => key.replaceAll('%', '%25').replaceAll('/', '%2F')).join('/');

/** The file's own id of each level in a code. */
export const keysOfCategoryCode = (code: string): string[] =>
  code.split('/').map((part) => part.replaceAll('%2F', '/').replaceAll('%25', '%'));

/** Counts what the lines name. */
export function surveyCases(lines: readonly CaseLine[]): CaseSurvey {
  const units = new Map<string, Tally>();
  const categories = new Map<string, Tally & { keys: readonly string[] }>();
  const channels = new Set<string>();
  for (const { line, unit, categories: way, channel } of lines) {
    if (keyOfToken(unit) !== '-') count(units, unitKey(unit), unit, line, {});
    for (let depth = 1; depth <= way.length; depth += 1) {
      const keys = way.slice(0, depth).map(keyOfToken);
      const token = way[depth - 1];
      if (token !== undefined) count(categories, categoryCode(keys), token, line, { keys });
    }
    if (channel !== null) channels.add(channel);
  }
  const surveyedUnits = [...units.values()].map(surveyed);
  const surveyedCategories = [...categories.values()].map((tally) => ({ ...surveyed(tally), keys: tally.keys }));
  return {
    units: surveyedUnits,
    categories: surveyedCategories.toSorted((a, b) => a.keys.length - b.keys.length || a.line - b.line),
    channels: [...channels],
    findings: [...spellings('unit_spellings', surveyedUnits), ...categorySpellings(surveyedCategories)],
  };
}

/** Units with an id and units without never meet, even under one name: a name alone proves nothing. */
export const unitKey = ({ id, name }: Token): string => (id === null ? `name:${name ?? ''}` : `id:${id}`);

function count<T extends object>(into: Map<string, Tally & T>, key: string, token: Token, line: number, more: T): void {
  const tally = into.get(key) ?? {
    key: keyOfToken(token),
    id: token.id,
    line,
    count: 0,
    names: new Map<string, number>(),
    ...more,
  };
  tally.count += 1;
  if (token.name !== null) tally.names.set(token.name, (tally.names.get(token.name) ?? 0) + 1);
  into.set(key, tally);
}

/** The name used most comes first; of equally many the first in the file. */
function surveyed({ key, id, line, count: total, names }: Tally): SurveyedName {
  const ordered = [...names].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
  return { key, id, line, count: total, names: ordered };
}

function spellings(code: 'unit_spellings' | 'category_spellings', found: readonly SurveyedName[]): LineFinding[] {
  return found
    .filter(({ names }) => names.length > 1)
    .map(({ line, key, names }) => finding(line, code, { value: names[0] ?? key, other: `${key}: ${names.join(' | ')}` }));
}

/** Also an id that has different names under different parents is one id with two names. */
function categorySpellings(categories: readonly SurveyedCategory[]): LineFinding[] {
  const byId = new Map<string, SurveyedCategory[]>();
  for (const category of categories) {
    if (category.id === null) continue;
    const at = `${category.keys.length} ${category.id}`;
    byId.set(at, [...(byId.get(at) ?? []), category]);
  }
  return [...byId.values()].flatMap((same): LineFinding[] => {
    const [first] = same.toSorted((a, b) => b.count - a.count);
    if (first === undefined) return [];
    const names = [...new Set([first, ...same].flatMap((one) => one.names))];
    const parents = same.map(({ keys }) => keys.slice(0, -1).join('/'));
    return [
      ...(names.length > 1
        ? [
            finding(first.line, 'category_spellings', {
              value: names[0] ?? first.key,
              other: `${first.key}: ${names.join(' | ')}`,
            }),
          ]
        : []),
      ...(same.length > 1 ? [finding(first.line, 'category_parents', { value: first.key, other: parents.join(', ') })] : []),
    ];
  });
}
