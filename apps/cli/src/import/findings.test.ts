import type { ImportFinding } from '@gridward/contract';
import { describe, expect, test } from 'vitest';
import { describeGroup, groupFindings } from './findings.ts';

const finding = (line: number, severity: ImportFinding['severity'], code: string): ImportFinding => ({
  line,
  severity,
  code,
  column: 'community',
  value: 'X社区',
  message: { zh: '没有此社区', en: 'No such community' },
  at: null,
  suggestion: null,
});

describe('grouping findings', () => {
  test('puts errors first, frequent ones before rare ones, and shows the first lines', () => {
    const notes = [9, 7, 8, 6].map((line) => finding(line, 'note', 'entity_decoded'));
    const groups = groupFindings([
      ...notes,
      finding(5, 'warning', 'w'),
      finding(4, 'error', 'rare'),
      finding(3, 'error', 'often'),
      finding(2, 'error', 'often'),
    ]);
    expect(groups.map(({ code, count }) => [code, count])).toEqual([
      ['often', 2],
      ['rare', 1],
      ['w', 1],
      ['entity_decoded', 4],
    ]);
    expect(groups[3]?.examples.map(({ line }) => line)).toEqual([6, 7, 8]);
  });

  test('takes the counts of the server where it lists a part only', () => {
    const groups = groupFindings(
      [finding(2, 'error', 'a')],
      [
        { severity: 'error', code: 'a', count: 500 },
        { severity: 'note', code: 'b', count: 3 },
      ],
    );
    expect(groups.map(({ code, count, examples }) => [code, count, examples.length])).toEqual([
      ['a', 500, 1],
      ['b', 3, 0],
    ]);
  });

  test('keeps apart what has one code and two severities', () => {
    expect(groupFindings([finding(1, 'error', 'a'), finding(2, 'note', 'a')])).toHaveLength(2);
  });
});

test('a group says where and what, and how many more there are', () => {
  const [group] = groupFindings([
    finding(0, 'error', 'a'),
    finding(2, 'error', 'a'),
    finding(3, 'error', 'a'),
    finding(4, 'error', 'a'),
  ]);
  expect(group && describeGroup(group, ({ en }) => en)).toBe(
    [
      '  error a × 4',
      '    whole file community “X社区”: No such community',
      '    line 2 community “X社区”: No such community',
      '    line 3 community “X社区”: No such community',
      '    … and 1 more',
    ].join('\n'),
  );
});
