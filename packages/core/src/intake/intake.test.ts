import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { categoryCode, keysOfCategoryCode, surveyCases } from './case-survey.ts';
import type { CaseLine } from './case-line.ts';
import { decodeEntities, readLocalTime } from './cell-text.ts';
import { judgeDuplicate, OFFERED_FROM, type DuplicatePair } from './duplicate.ts';
import { FINDINGS } from './finding.ts';
import { createLeadHistory } from './lead-history.ts';
import { NO_SCORE, scoreSuggestion } from './suggestion-score.ts';
import { delimiterOf, readRecords } from './table-records.ts';

describe('records of a delimited file', () => {
  const read = (text: string, ended = true) => readRecords({ lines: text.split('\n'), ended }, ',');

  test('are read with quotes, doubled quotes and line ends inside', () => {
    expect(read('a,b\n"1,2","say ""x"""\n"two\nlines",\n"",3')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1,2', 'say "x"'] },
      { line: 3, fields: ['two\nlines', ''] },
      { line: 5, fields: ['', '3'] },
    ]);
  });

  test('that are broken cost their own line only', () => {
    expect(read('a,b\n"open,1\nx,2\n"mid"dle",3\ny,4')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, broken: 'quote_open' },
      { line: 3, fields: ['x', '2'] },
      { line: 4, broken: 'quote_open' },
      { line: 5, fields: ['y', '4'] },
    ]);
    expect(read('a,b\n"one,1\nx,2\nz,"\ny,4').map((record) => ('broken' in record ? record.broken : record.fields[0]))).toEqual([
      'a',
      'quote_open',
      'x',
      'quote_open',
      'y',
    ]);
  });

  test('tell a cut end from a short line, and foreign bytes from both', () => {
    expect(read('a,b\n1', false)[1]).toEqual({ line: 2, broken: 'file_cut' });
    expect(read('a,b\n1', true)[1]).toEqual({ line: 2, fields: ['1'] });
    expect(read('a,b\n"1', false)[1]).toEqual({ line: 2, broken: 'file_cut' });
    expect(readRecords({ lines: ['a,b', null, '1,2'], ended: true }, ',')[1]).toEqual({ line: 2, broken: 'encoding_line' });
  });

  it('reads back whatever fields were written', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '坪', ' ') });
    const table = fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    const write = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => row.map(write).join(',')).join('\n');
        expect(read(text).map((record) => ('fields' in record ? record.fields : record))).toEqual(rows);
      }),
    );
  });

  test('know their delimiter by the header', () => {
    expect(['a,b,c', 'a;b;c', 'a\tb\tc', 'a'].map(delimiterOf)).toEqual([',', ';', '\t', ',']);
  });
});

describe('cells', () => {
  test.each([
    ['a&amp;b', 'a&b'],
    ['&ldquo;甲&rdquo;&mdash;&#20057;&#x4e19;', '“甲”—乙丙'],
    ['&amp;lt;', '<'],
    ['&unknown; & &#0; &#xd800;', '&unknown; & &#0; &#xd800;'],
  ])('restore HTML characters of %s', (raw, plain) => {
    expect(decodeEntities(raw)).toBe(plain);
  });

  test.each([
    ['2018-02-08', '2018-02-08', null],
    ['2018/2/8 9:05', '2018-02-08', 32_700_000],
    ['2018-02-08T23:59:59', '2018-02-08', 86_399_000],
    ['2018年2月8日', '2018-02-08', null],
    ['2020-02-29', '2020-02-29', null],
  ])('read %s as a date', (text, day, timeMs) => {
    expect(readLocalTime(text)).toEqual({ day, timeMs });
  });

  test.each([
    '2018-02-30',
    '2018-13-01',
    '2019-02-29',
    '2018-00-10',
    '0000-01-01',
    '18-02-08',
    '2018-02-08 24:00',
    '2018-02-08 9:60',
    '',
    'today',
    '20180208',
  ])('see no date in %j', (text) => {
    expect(readLocalTime(text)).toBeUndefined();
  });
});

test('category codes keep every id apart, whatever characters it has', () => {
  const key = fc.string({ unit: fc.constantFrom('/', '%', '2', 'F', '5', 'a', '类'), minLength: 1 });
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 3 }), (keys) => {
      expect(keysOfCategoryCode(categoryCode(keys))).toEqual(keys);
    }),
  );
});

test('a survey takes the name used most, of equally many the first', () => {
  const line = (at: number, name: string): CaseLine => ({
    line: at,
    externalId: String(at),
    receivedOn: '2020-01-01',
    receivedLocalMs: 0,
    dateOnly: true,
    areas: [],
    categories: [{ id: '1', name: 'x' }],
    unit: { id: '7', name },
    requestKind: null,
    channel: null,
    closedOnTime: true,
    outcome: null,
    description: null,
    place: null,
    findings: [],
  });
  expect(surveyCases([line(2, 'b'), line(3, 'a'), line(4, 'a')]).units[0]?.names).toEqual(['a', 'b']);
  expect(surveyCases([line(2, 'b'), line(3, 'a')]).units[0]?.names).toEqual(['b', 'a']);
  expect(surveyCases([line(2, 'b'), line(3, 'a')]).findings.map(({ line: at, code }) => `${at} ${code}`)).toEqual([
    '2 unit_spellings',
  ]);
});

describe('likely duplicates', () => {
  const NOW = Date.parse('2026-05-01T00:00:00Z');
  const HOUR = 3_600_000;
  const pair = (more: Partial<DuplicatePair>): DuplicatePair => ({
    distanceM: 10,
    sameGrid: true,
    sameCategory: true,
    sameClass: true,
    reportedAt: NOW - HOUR,
    isOpen: true,
    similarity: 0,
    ...more,
  });

  test.each([
    ['the same spot and matter', {}, ['same_place', 'same_grid', 'same_category', 'recent']],
    [
      'near, alike in words',
      { distanceM: 150, sameCategory: false, similarity: 0.8 },
      ['near', 'same_grid', 'same_class', 'recent', 'similar_words'],
    ],
    [
      'the same grid, matter and words, without positions',
      { distanceM: null, similarity: 0.6 },
      ['same_grid', 'same_category', 'recent', 'similar_words'],
    ],
    [
      'the same spot, reported under another line',
      { sameCategory: false, sameClass: false },
      ['same_place', 'same_grid', 'recent'],
    ],
    ['an old one that is still open', { reportedAt: NOW - 9000 * HOUR }, ['same_place', 'same_grid', 'same_category']],
  ])('PT-61 are offered: %s', (_name, more, reasons) => {
    expect(judgeDuplicate(pair(more), NOW)?.reasons).toEqual(reasons);
  });

  test.each([
    ['too far', { distanceM: 201, similarity: 1 }],
    ['closed for more than a week', { isOpen: false, reportedAt: NOW - 169 * HOUR }],
    ['only the same grid and day', { distanceM: null, sameCategory: false, sameClass: false }],
    ['another matter near by', { distanceM: 150, sameCategory: false, sameClass: false }],
  ])('are not offered: %s', (_name, more) => {
    expect(judgeDuplicate(pair(more), NOW)).toBeNull();
  });

  it('never scores a nearer, newer or more alike one lower', () => {
    const any = fc.record({
      distanceM: fc.option(fc.integer({ min: 0, max: 300 })),
      sameGrid: fc.boolean(),
      sameCategory: fc.boolean(),
      sameClass: fc.boolean(),
      reportedAt: fc.integer({ min: NOW - 400 * HOUR, max: NOW }),
      isOpen: fc.boolean(),
      similarity: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const score = (one: DuplicatePair): number => judgeDuplicate(one, NOW)?.score ?? 0;
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (one, other, similarity) => {
        const distanceM = one.distanceM === null ? null : Math.min(one.distanceM, other);
        const better = {
          ...one,
          distanceM,
          similarity: Math.max(one.similarity, similarity),
          reportedAt: Math.max(one.reportedAt, NOW - HOUR * other),
        };
        expect(score(better)).toBeGreaterThanOrEqual(score(one));
        expect(score(one) === 0 || score(one) >= OFFERED_FROM).toBe(true);
        expect(score(one)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('a history counts each case once, at its nearest common place', () => {
  const history = createLeadHistory();
  const matters = { a: ['a', 'm', 'c'], b: ['b', 'm', 'c'] };
  const areas = { x: ['x', 's', 'r'], y: ['y', 's', 'r'], z: ['z', 't', 'r'] };
  history.learn(matters.a, areas.x, 'u1');
  history.learn(matters.a, areas.y, 'u1');
  history.learn(matters.b, areas.z, 'u2', 3);
  const cells = history.cells(matters.a, areas.x);
  expect(cells).toEqual([
    { unitId: 'u1', categoryDistance: 0, areaDistance: 0, count: 1 },
    { unitId: 'u1', categoryDistance: 0, areaDistance: 1, count: 1 },
    { unitId: 'u2', categoryDistance: 1, areaDistance: 2, count: 3 },
  ]);
});

test('a suggestion is right at first place, among three, or not', () => {
  const asked = [['u', 'v', 'w', 'x'], ['v', 'w', 'u'], ['v', 'w', 'x', 'u'], []].reduce(
    (score, units) => scoreSuggestion(score, units, 'u'),
    NO_SCORE,
  );
  expect(asked).toEqual({ asked: 4, answered: 3, hitsAt1: 1, hitsAt3: 2 });
});

test('every finding says the same things in both languages', () => {
  const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
  for (const { zh, en } of Object.values(FINDINGS)) expect(holes(zh)).toEqual(holes(en));
});
