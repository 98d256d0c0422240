import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LimitedStep } from '../packages/core/src/cases/index.ts';
import {
  checkWorkCalendar,
  EMERGENCY_LINES,
  isWorkday,
  LIMIT_UNITS,
  parseLimit,
  type CalendarDayData,
  type CategoryData,
  type CategoryList,
  type CategoryMapping,
  type CollectionRule,
  type CompositePart,
  type IndicatorCatalogue,
  type QualificationData,
  type StandardRowData,
  type StepLimitData,
  type WorkCalendar,
} from '../packages/core/src/catalogue/index.ts';

const read = <T>(file: string): T => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as T;

const LIST_FILES = ['city-events', 'city-components', 'governance', 'cjt214-events', 'cjt214-components'];
const lists = LIST_FILES.map((file) => read<CategoryList>(`${file}.json`));
const listOf = (id: string): CategoryList => {
  const list = lists.find((candidate) => candidate.id === id);
  if (list === undefined) throw new Error(`no list ${id}`);
  return list;
};
const matters = (list: CategoryList): CategoryData[] => list.categories.filter(({ rows }) => rows.length > 0);
const rowsOf = (list: CategoryList): StandardRowData[] => list.categories.flatMap(({ rows }) => rows);
const subCategories = (list: CategoryList): CategoryData[] => list.categories.filter(({ parentCode }) => parentCode !== null);

const qualifications = read<{ qualifications: QualificationData[] }>('qualifications.json').qualifications;
const mappings = read<{ mappings: CategoryMapping[] }>('mappings.json').mappings;
const rules = read<{ rules: CollectionRule[] }>('collection-rules.json').rules;
const steps = read<{ steps: StepLimitData[] }>('step-limits.json').steps;
const indicators = read<IndicatorCatalogue>('indicators.json');
const calendar = read<Omit<WorkCalendar, 'days'> & { days: CalendarDayData[] }>('calendar/cn.json');
const everything = [...lists, qualifications, mappings, rules, steps, indicators, calendar];

/** All objects that carry a Chinese text, wherever they stand. */
function* texts(node: unknown): Generator<{ zh: unknown; en: unknown }> {
  if (typeof node !== 'object' || node === null) return;
  if ('zh' in node) yield { zh: node.zh, en: 'en' in node ? node.en : undefined };
  for (const child of Object.values(node)) yield* texts(child);
}

const duplicates = (values: string[]): string[] => values.filter((value, i) => values.indexOf(value) !== i);

describe('lists', () => {
  it('JD-02 brings at least 151 components and events that a case can be filed under', () => {
    const events = listOf('city-events');
    const components = listOf('city-components');
    expect([matters(events).length, rowsOf(events).length]).toEqual([98, 144]);
    expect([matters(components).length, rowsOf(components).length]).toEqual([92, 375]);
    expect(matters(events).length + matters(components).length).toBeGreaterThanOrEqual(151);
  });

  it('brings the governance list and the names of the older edition', () => {
    expect(matters(listOf('governance')).length).toBeGreaterThanOrEqual(60);
    expect(subCategories(listOf('cjt214-events'))).toHaveLength(54);
    expect(subCategories(listOf('cjt214-components'))).toHaveLength(83);
  });

  it('has the limits of the source, condition by condition', () => {
    const counts: Record<string, number> = {};
    for (const { limit } of rowsOf(listOf('city-events'))) {
      const key = `${limit.value}${limit.unit}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    const source = {
      '1WD': 30,
      '2WD': 22,
      '5WD': 19,
      '2UH': 17,
      '4WH': 17,
      '2WH': 15,
      '3WD': 11,
      '1UH': 5,
      '15WD': 4,
      '2UD': 3,
      '1UD': 1,
    };
    expect(counts).toEqual(source);
  });

  it.each(lists.map((list) => [list.id, list] as const))('%s is a tree with unique codes, parents first', (_id, list) => {
    const seen = new Set<string>();
    for (const { code, parentCode } of list.categories) {
      expect(seen).not.toContain(code);
      if (parentCode !== null) expect(seen).toContain(parentCode);
      expect(code.startsWith(parentCode ?? '')).toBe(true);
      seen.add(code);
    }
    expect(duplicates(rowsOf(list).map(({ id }) => id))).toEqual([]);
    expect([list.source, list.version]).not.toContain('');
  });

  it.each(lists.map((list) => [list.id, list] as const))('%s has readable limits and known flags', (_id, list) => {
    for (const { id, limit, limitRaw, hazard, makeSafe } of rowsOf(list)) {
      expect({ id, read: parseLimit(limitRaw) }).toEqual({ id, read: { ok: true, value: limit } });
      expect({ id, makeSafe }).toEqual({ id, makeSafe: hazard === true ? { value: 1, unit: 'UH' } : undefined });
      expect(Number.isInteger(limit.value)).toBe(true);
    }
    const known = new Set<string | undefined>([undefined, ...EMERGENCY_LINES, ...qualifications.map(({ id }) => id)]);
    for (const { code, emergencyLine, qualification, rows } of list.categories) {
      expect(rows.filter(({ id }) => !id.startsWith(`${code}-`))).toEqual([]);
      expect([emergencyLine, qualification].filter((id) => !known.has(id))).toEqual([]);
    }
  });

  it('marks what may hurt somebody', () => {
    const hazardRows = new Set(
      lists.flatMap((list) => rowsOf(list).flatMap((row) => (row.hazard === true ? [`${list.id}:${row.id}`] : []))),
    );
    const expected = [
      'city-components:0101-1',
      'city-components:0303-1',
      'city-events:0502-1',
      'city-events:0505-1',
      'city-events:0596-1',
    ];
    expect(expected.filter((id) => !hazardRows.has(id))).toEqual([]);
    expect(hazardRows.has('city-components:0101-3')).toBe(false);
  });
});

describe('texts', () => {
  it('stand in both languages everywhere', () => {
    const all = everything.flatMap((file) => [...texts(file)]);
    expect(all.length).toBeGreaterThan(2000);
    const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() === value && value !== '';
    expect(
      all.filter(
        ({ zh, en }) => !isText(zh) || !isText(en) || !/\p{Script=Han}/u.test(String(zh)) || /\p{Script=Han}/u.test(String(en)),
      ),
    ).toEqual([]);
  });

  it('name no matter that must not be collected', () => {
    const forbidden =
      /宗教|信教|教派|民族|少数族|政治面貌|上访|信访|维稳|重点人|稳控|涉稳|刑满|社区矫正|精神病|吸毒|邪教|人脸|步态|信用分|积分|红黑榜|黑名单|流动人口|petition|religio|ethnic|key person|face recogni|blacklist/i;
    const governance = [...texts(listOf('governance'))].flatMap(({ zh, en }) => [String(zh), String(en)]);
    expect(governance.filter((text) => forbidden.test(text))).toEqual([]);
    const others = everything.flatMap((file) => [...texts(file)]).map(({ zh }) => String(zh));
    expect(others.filter((text) => forbidden.test(text))).toEqual([]);
  });
});

describe('what points elsewhere', () => {
  const exists = (ref: { codeSystem: string; code: string }): boolean =>
    lists.some((list) => list.id === ref.codeSystem && list.categories.some(({ code }) => code === ref.code));
  const nameOf = (ref: { codeSystem: string; code: string }): string | undefined =>
    listOf(ref.codeSystem).categories.find(({ code }) => code === ref.code)?.name.zh;

  it('mappings lead from one known code to another, each code once, and equal means equal', () => {
    expect(mappings.filter(({ from, to }) => !exists(from) || !exists(to))).toEqual([]);
    expect(duplicates(mappings.map(({ from }) => `${from.codeSystem}:${from.code}`))).toEqual([]);
    for (const { from, to, relation } of mappings) expect(nameOf(from) === nameOf(to)).toBe(relation === 'equal');
  });

  it('mappings mind that classes 04 and 05 of events changed places', () => {
    const target = (code: string) =>
      mappings.find(({ from }) => from.codeSystem === 'cjt214-events' && from.code === code)?.to.code;
    expect(target('0401')).toBe('0505');
    expect(target('0501')).toBe('0401');
  });

  it('collection rules apply to matters that exist', () => {
    for (const rule of rules) {
      expect(rule.appliesTo.length * rule.minPhotos).toBeGreaterThan(0);
      expect(rule.appliesTo.filter((code) => !exists({ codeSystem: rule.codeSystem, code }))).toEqual([]);
      expect((rule.redirectTo ?? []).filter((ref) => !exists(ref))).toEqual([]);
    }
    expect(duplicates(rules.map(({ id }) => id))).toEqual([]);
  });
});

it('step limits are readable, stand once each, and cover every desk of the case machine', () => {
  const desks: Record<LimitedStep, true> = {
    intake: true,
    pre_check: true,
    registering: true,
    dispatch: true,
    feedback: true,
    check: true,
    closing: true,
    ruling: true,
  };
  expect(steps.map(({ step }) => step)).toEqual(expect.arrayContaining(Object.keys(desks)));
  expect(duplicates(steps.map(({ step }) => step))).toEqual([]);
  for (const { limit, limitRaw, step } of steps) {
    expect(LIMIT_UNITS).toContain(limit.unit);
    expect({ step, read: parseLimit(limitRaw) }).toEqual({ step, read: { ok: true, value: limit } });
  }
  expect(steps.find(({ step }) => step === 'ruling')?.limit).toEqual({ value: 1, unit: 'WD' });
});

describe('indicators', () => {
  const counterIds = new Set(indicators.counters.map(({ id }) => id));
  it('count what is counted', () => {
    expect(duplicates(indicators.counters.map(({ id }) => id))).toEqual([]);
    expect(duplicates(indicators.indicators.map(({ code }) => code))).toEqual([]);
    const used = indicators.indicators.flatMap(({ numerator, denominator }) =>
      [numerator, denominator].flatMap(({ plus, minus }) => [...plus, ...minus]),
    );
    expect(used.filter((id) => !counterIds.has(id))).toEqual([]);
  });
  it('make composites whose weights sum to 100 and whose parts exist', () => {
    const bandIds = new Set(indicators.bands.map(({ id }) => id));
    const codes = new Set(indicators.indicators.map(({ code }) => code));
    for (const { code, parts } of indicators.composites) {
      expect({ code, sum: parts.reduce((sum, { weight }) => sum + weight, 0) }).toEqual({ code, sum: 100 });
      const isKnown = (part: CompositePart) =>
        'band' in part ? counterIds.has(part.counter) && bandIds.has(part.band) : codes.has(part.indicator);
      expect(parts.filter((part) => !isKnown(part))).toEqual([]);
    }
  });
  it('have bands and grades without a hole', () => {
    for (const { steps: bandSteps } of [...indicators.bands, { steps: indicators.grades }]) {
      const starts = bandSteps.map(({ from }) => from);
      expect(starts).toEqual([...starts].sort((a, b) => b - a));
      expect(starts.at(-1)).toBe(0);
    }
  });
});

it('the calendar is valid, ordered and ends with the last published year', () => {
  const days = new Map(calendar.days.map(({ date, kind }) => [date, kind]));
  const work: WorkCalendar = { ...calendar, days };
  expect(checkWorkCalendar(work).ok).toBe(true);
  const dates = calendar.days.map(({ date }) => date);
  expect(dates).toEqual([...new Set(dates)].sort());
  expect(isWorkday(work, '2026-10-01')).toBe(false);
  expect(isWorkday(work, '2026-10-10')).toBe(true);
  expect(isWorkday(work, '2020-01-31')).toBe(false);
  expect(isWorkday(work, '2027-01-04')).toBeUndefined();
  const years = Array.from({ length: 10 }, (_, i) => 2017 + i);
  expect(years.filter((year) => days.get(`${year}-10-01`) !== 'holiday')).toEqual([]);
});
