import type { ImportProgress } from '@gridward/contract';
import { expect, test } from 'vitest';
import { reportText } from './import-report.ts';

const run: ImportProgress = {
  id: '01900000-0000-7000-8000-000000000001',
  kind: 'cases',
  mode: 'live',
  fileName: 'events.csv',
  state: 'done',
  acceptable: true,
  lineCount: 100,
  linesDone: 100,
  linesNew: 90,
  linesKnown: 8,
  linesFailed: 2,
  startedAt: '2026-05-01T01:00:00Z',
  changedAt: '2026-05-01T01:00:00Z',
  endedAt: '2026-05-01T01:00:01Z',
  findings: [],
  sample: [],
  creates: { areas: 0, units: 0, categories: 0, channels: 0 },
  suggestion: { asked: 80, answered: 70, hitsAt1: 60, hitsAt3: 68 },
  rowsPerSecond: 1234.5,
  failure: null,
};
const en = (words: { en: string }): string => words.en;

test('a report gives counts, what became of lines with errors, and rates with what they are made of', () => {
  expect(reportText(run, [], 'errors.csv', en).split('\n')).toEqual([
    'events.csv: 90 new, 8 known, 2 failed of 100 lines',
    'Lines with errors were left out, all others are in. Correct the file and run it again: nothing is imported twice.',
    'Suggested lead unit: right at first place 60/80 (75.0 %), among three 68/80 (85.0 %), answered 70/80',
    'Speed: 1235 lines/s',
    'Findings by line: errors.csv',
  ]);
});

test('without errors, suggestions and speed there is nothing but the counts', () => {
  expect(reportText({ ...run, linesFailed: 0, suggestion: null, rowsPerSecond: null }, [], undefined, en)).toBe(
    'events.csv: 90 new, 8 known, 0 failed of 100 lines',
  );
});
