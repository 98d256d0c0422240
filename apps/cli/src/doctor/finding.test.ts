import { expect, test } from 'vitest';
import { describeFindings, type DoctorFinding } from './finding.ts';
import { judgeClock } from './store-findings.ts';

test('each finding is a line, with what to do below it, and a sum at the end', () => {
  const findings: DoctorFinding[] = [
    { check: 'disk', level: 'ok', message: { zh: '10 GiB', en: '10 GiB' }, advice: null },
    { check: 'backup', level: 'warn', message: { zh: '无', en: 'none' }, advice: { zh: '请备份', en: 'make one' } },
    { check: 'audit', level: 'fail', message: { zh: '断', en: 'broken' }, advice: null },
  ];
  expect(describeFindings(findings, ({ en }) => en).split('\n')).toEqual([
    'ok    disk space: 10 GiB',
    'warn  backup: none',
    '      → make one',
    'FAIL  audit log: broken',
    '1 failed, 1 to look at',
  ]);
});

test.each([
  [0, 'ok'],
  [-2_000, 'ok'],
  [2_001, 'warn'],
  [-60_000, 'warn'],
  [60_001, 'fail'],
  [-86_400_000, 'fail'],
])('a clock that is %i ms off is %s', (offsetMs, level) => {
  const finding = judgeClock(offsetMs);
  expect(finding.level).toBe(level);
  expect(finding.advice === null).toBe(level === 'ok');
});
