import { expect, it } from 'vitest';
import { readAddress } from './address.ts';

it('keeps a case number whole', () => {
  expect(readAddress('?q=99012120261120004502')).toEqual({ q: '99012120261120004502' });
});

it('reads switches, numbers and words as they are', () => {
  expect(readAddress('?compare=true&level=2&q=%E8%B7%AF%E7%81%AF&code=0110')).toEqual({
    compare: true,
    level: 2,
    q: '路灯',
    code: '0110',
  });
});
