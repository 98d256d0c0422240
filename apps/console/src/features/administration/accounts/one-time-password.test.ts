import { passwordFaults } from '@gridward/core';
import { expect, it } from 'vitest';
import { oneTimePassword, secureDraw } from './one-time-password.ts';

it('a one-time password meets the policy, and no two are alike', () => {
  const made = Array.from({ length: 200 }, () => oneTimePassword('zhangsan'));
  expect(made.flatMap((password) => passwordFaults(password, 'zhangsan'))).toEqual([]);
  expect(new Set(made).size).toBe(200);
  expect(made.every((password) => /^[A-HJKMNP-Za-kmnp-z2-9]{4}(-[A-HJKMNP-Za-kmnp-z2-9]{4}){2}$/.test(password))).toBe(true);
});

it('is drawn anew while it is too weak', () => {
  let calls = 0;
  const password = oneTimePassword('zhangsan', (below) => {
    calls += 1;
    return calls <= 12 ? 0 : secureDraw(below);
  });
  expect(password).not.toBe('AAAA-AAAA-AAAA');
});

it('chance favours nothing', () => {
  const drawn = Array.from({ length: 3000 }, () => secureDraw(3));
  for (const value of [0, 1, 2]) expect(drawn.filter((one) => one === value).length).toBeGreaterThan(800);
});
