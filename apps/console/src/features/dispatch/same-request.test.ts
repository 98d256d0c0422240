import type { CaseDetail } from '@gridward/contract';
import { expect, it } from 'vitest';
import { isSameRequest } from './same-request.ts';

const at = '2026-11-22T01:00:00.000Z';
const unit = { id: '018bf979-f002-71c2-ad48-32dd73d28034', name: '演示单位' };
const request: CaseDetail['request'] = { kind: 'return', at, dueAt: at, unit, counterUnit: null, untilAt: null };

it('is the same request when it was asked at the same moment', () => {
  expect(isSameRequest({ kind: 'return', asked: { at } }, { request })).toBe(true);
  expect(isSameRequest({ kind: 'return', asked: { at: '2026-11-22T02:00:00.000Z' } }, { request })).toBe(false);
});

it('is the same appeal of a closed case, which has no request', () => {
  expect(isSameRequest({ kind: 'exemption', asked: { at } }, { request: null })).toBe(true);
  expect(isSameRequest({ kind: 'return', asked: { at } }, { request: null })).toBe(false);
});
