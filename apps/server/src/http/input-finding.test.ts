import { expect, it } from 'vitest';
import { z } from 'zod';
import { findingsOf } from './input-finding.ts';

const schema = z.object({
  reason: z.string().trim().min(1).max(1000),
  code: z.string().min(4).default('0000'),
  photoIds: z.array(z.uuid()).max(2).default([]),
  days: z.number().int().min(1).max(30).default(1),
});
const foundIn = (value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : findingsOf(parsed.error, value, '/payload').map(({ message: _words, ...rest }) => rest);
};

it.each([
  [{}, { pointer: '/payload/reason', kind: 'missing' }],
  [{ reason: null }, { pointer: '/payload/reason', kind: 'missing' }],
  [{ reason: '   ' }, { pointer: '/payload/reason', kind: 'missing' }],
  [{ reason: 5 }, { pointer: '/payload/reason', kind: 'wrong' }],
  [{ reason: 'x'.repeat(1001) }, { pointer: '/payload/reason', kind: 'too_long', limit: 1000 }],
  [
    { reason: 'x', code: '12' },
    { pointer: '/payload/code', kind: 'too_short', limit: 4 },
  ],
  [
    { reason: 'x', photoIds: ['no id'] },
    { pointer: '/payload/photoIds/0', kind: 'wrong' },
  ],
  [
    { reason: 'x', days: 31 },
    { pointer: '/payload/days', kind: 'too_great', limit: 30 },
  ],
  [
    { reason: 'x', days: 0 },
    { pointer: '/payload/days', kind: 'too_small', limit: 1 },
  ],
])('tells what is wrong with %j', (value, finding) => {
  expect(foundIn(value)).toEqual([finding]);
});

it('leaves a rule of its own to its own words', () => {
  const even = z.object({ count: z.number().refine((count) => count % 2 === 0, 'must be even') });
  expect(findingsOf(even.safeParse({ count: 3 }).error ?? new z.ZodError([]), { count: 3 }, '')).toEqual([
    { pointer: '/count', message: 'must be even' },
  ]);
});

it('tells that a list has too many', () => {
  const id = '0198c5a0-0000-7000-8000-000000000001';
  expect(foundIn({ reason: 'x', photoIds: [id, id, id] })).toEqual([
    { pointer: '/payload/photoIds', kind: 'too_many', limit: 2 },
  ]);
});
