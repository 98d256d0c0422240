import type { Permission } from '@gridward/core';
import { describe, expect, it } from 'vitest';
import { ADMIN_PLACES, homeOf, waitingAt, WORK_PLACES } from './work-places.ts';

it('leads to each place by a letter of its own', () => {
  const letters = [...WORK_PLACES, ...ADMIN_PLACES].flatMap(({ letter }) => letter ?? []);
  expect(letters.filter((letter, i) => letters.indexOf(letter) !== i)).toEqual([]);
});

it('names each place once', () => {
  const places = [...WORK_PLACES, ...ADMIN_PLACES].map(({ to }) => to);
  expect(new Set(places).size).toBe(places.length);
});

const NONE = { count: 0, overdue: 0 };
const NOTHING = {
  queues: [],
  requests: [],
  mine: NONE,
  secondChecks: NONE,
  deferralReviews: NONE,
  orders: NONE,
  owedParts: NONE,
};

const placesOf = (...held: readonly Permission[]) =>
  [...WORK_PLACES, ...ADMIN_PLACES].filter(({ permissions }) => permissions.some((one) => held.includes(one)));

describe('home', () => {
  const dispatcher = placesOf('case.read', 'case.dispatch', 'case.rule');
  const verifier = placesOf('case.read', 'case.report', 'case.pre_check', 'case.check');

  it('is the first place of the rail that has something waiting', () => {
    const filed = { ...NOTHING, queues: [{ state: 'filed' as const, count: 3, overdue: 1 }] };
    expect(homeOf(dispatcher, filed)).toBe('/queue/dispatch');
    expect(homeOf(dispatcher, { ...filed, mine: { count: 1, overdue: 0 } })).toBe('/queue/mine');
    expect(homeOf(dispatcher, { ...NOTHING, requests: [{ kind: 'return', count: 1 }] })).toBe('/queue/rulings');
    expect(homeOf(verifier, { ...NOTHING, secondChecks: { count: 2, overdue: 0 } })).toBe('/second-checks');
  });

  it('is a pile of the desk, and not the tasks of my own, where nothing waits or nobody knows', () => {
    expect(homeOf(dispatcher, NOTHING)).toBe('/queue/dispatch');
    expect(homeOf(dispatcher, undefined)).toBe('/queue/dispatch');
    expect(homeOf(placesOf('case.read', 'case.report'), NOTHING)).toBe('/cases');
  });

  it('is the board for who supervises and works off no pile', () => {
    const busy = { ...NOTHING, mine: { count: 1, overdue: 0 } };
    expect(homeOf(placesOf('case.read', 'case.supervise', 'statistics.read'), busy)).toBe('/command');
    expect(homeOf(placesOf('case.read', 'case.intake', 'case.file', 'case.supervise'), busy)).toBe('/queue/mine');
  });

  it('is a page of the administration for who sees no case, and nowhere for who may do nothing', () => {
    expect(homeOf(placesOf('audit.read'), undefined)).toBe('/admin/audit');
    expect(homeOf([], undefined)).toBeUndefined();
  });
});

describe('orders of supervision', () => {
  const orders = (...held: readonly Permission[]) => placesOf('case.read', ...held).find(({ to }) => to === '/command/orders');

  it.each(['case.handle', 'case.intake', 'case.dispatch', 'case.check', 'case.supervise'] as const)(
    'have a place, with what waits, for who holds %s',
    (held) => {
      const place = orders(held);
      expect(place && waitingAt(place, { ...NOTHING, orders: { count: 2, overdue: 1 } })).toEqual({ count: 2, overdue: 1 });
    },
  );

  it('have none for who only reads cases', () => {
    expect(orders()).toBeUndefined();
  });
});
