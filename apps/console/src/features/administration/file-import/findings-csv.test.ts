import type { ImportFinding } from '@gridward/contract';
import { expect, it } from 'vitest';
import { findingsCsv } from './findings-csv.ts';

it('the findings are a table in which nothing is run', () => {
  const finding: ImportFinding = {
    line: 2,
    severity: 'warning',
    code: 'overlap',
    column: 'name',
    value: '=1+1',
    message: { zh: '“东”重叠', en: '"east" overlaps' },
    at: null,
    suggestion: null,
  };
  const csv = findingsCsv(
    [{ ...finding, message: { zh: '说"东"', en: '' } }],
    ['行', '程度', '列', '值', '问题', '建议'],
    () => '请留意',
  );
  expect(csv).toBe('\uFEFF"行","程度","列","值","问题","建议"\r\n"2","请留意","name","\'=1+1","说""东""",""\r\n');
});
