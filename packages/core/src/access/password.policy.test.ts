import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../kernel/index.ts';
import { isPasswordOld, passwordFaults, PASSWORD_MAX_AGE_MS } from './password.policy.ts';

describe('a password', () => {
  test.each([
    ['Harbour-42-lane', 'zhang.wei'],
    ['竹林小径Abc-77', 'li.na'],
    ['correct horse 9 battery', 'wang'],
  ])('%s may be used by %s', (password, name) => {
    expect(passwordFaults(password, name)).toEqual([]);
  });

  test('has ten characters, counted as people count them', () => {
    expect(passwordFaults('Ab3-efghk', 'x1y2')).toEqual(['too_short']);
    expect(passwordFaults('Ab3-efghkm', 'x1y2')).toEqual([]);
    expect(passwordFaults('Ab3-😀😁😂🤣😃', 'x1y2')).toEqual(['too_short']);
  });

  test.each(['abcdefuvwxkm', 'abcdef1239xk', 'ABCDEF1239XK', '928374651029', 'zhulinxiaojing'])(
    '%s has too few kinds of characters',
    (password) => {
      expect(passwordFaults(password, 'someone')).toContain('too_few_kinds');
    },
  );

  test.each(['Zhang.Wei-2026', 'x-IEW.gnahz-26X'])('%s shows the sign-in name', (password) => {
    expect(passwordFaults(password, 'zhang.wei')).toEqual(['contains_sign_in_name']);
  });

  test('a sign-in name of two characters says nothing', () => {
    expect(passwordFaults('Harbour-42-lane', 'ha')).toEqual([]);
  });

  test.each([
    'P@ssw0rd2026!',
    'Password1234!',
    '!!Admin!!2026',
    'Gridward2026#',
    'Aa1!Aa1!Aa1!',
    'Qwerty123456!',
    '1234567890Ab!',
    'Abcdefgh1234!',
  ])('%s is common', (password) => {
    expect(passwordFaults(password, 'someone')).toContain('common');
  });

  test('is old after ninety days', () => {
    expect(isPasswordOld(0, PASSWORD_MAX_AGE_MS)).toBe(false);
    expect(isPasswordOld(0, PASSWORD_MAX_AGE_MS + 1)).toBe(true);
    expect(PASSWORD_MAX_AGE_MS).toBe(90 * DAY_MS);
  });
});
