import { describe, expect, it } from 'vitest';
import { addCounts, NO_CASES, sumBy } from './board.ts';
import { carriedOver, compareFigure, handoverState } from './handover.ts';
import { orderReminderAt, orderState } from './order-reminder.ts';

describe('figures of a day', () => {
  it('stand beside the day before and the mean of the seven days before', () => {
    expect(compareFigure('received', [9, 4, 1, 0, 0, 0, 0, 3])).toEqual({
      figure: 'received',
      count: 9,
      before: 4,
      weekMean: 1.1,
    });
  });

  it('count a missing day as none, and the eighth day back not at all', () => {
    expect(compareFigure('closed', [])).toEqual({ figure: 'closed', count: 0, before: 0, weekMean: 0 });
    expect(compareFigure('closed', [1, 0, 0, 0, 0, 0, 0, 7, 700]).weekMean).toBe(1);
  });
});

describe('a hand-over', () => {
  it('leaves to the next what is not done', () => {
    const point = { id: 'a', text: '井盖', sinceOn: '2026-05-01', done: false };
    expect(carriedOver([point, { ...point, id: 'b', done: true }])).toEqual([point]);
  });

  it('is a draft, signed, and confirmed, in that order', () => {
    expect(handoverState({ outgoingAt: null, incomingAt: null })).toBe('draft');
    expect(handoverState({ outgoingAt: 1, incomingAt: null })).toBe('signed');
    expect(handoverState({ outgoingAt: 1, incomingAt: 2 })).toBe('confirmed');
  });
});

describe('an order of supervision', () => {
  it('is overdue only after its moment and only without a reply', () => {
    const order = { dueAt: 10, repliedAt: null, settledAt: null };
    expect([orderState(order, 9), orderState(order, 10), orderState(order, 11)]).toEqual(['waiting', 'waiting', 'overdue']);
    expect(orderState({ ...order, repliedAt: 20 }, 30)).toBe('answered');
    expect(orderState({ ...order, repliedAt: 20, settledAt: 25 }, 30)).toBe('settled');
  });

  it('reminds after four fifths of its time, before it is due', () => {
    expect(orderReminderAt(1000, 2000)).toBe(1800);
  });
});

describe('sums of the board', () => {
  it('add up by key and leave out what belongs to none', () => {
    const group = (key: string | undefined, open: number) => ({ key, counts: { ...NO_CASES, open, overdue: 1 } });
    const sums = sumBy([group('a', 2), group('b', 3), group('a', 5), group(undefined, 7)], ({ key }) => key);
    expect([...sums]).toEqual([
      ['a', { ...NO_CASES, open: 7, overdue: 2 }],
      ['b', { ...NO_CASES, open: 3, overdue: 1 }],
    ]);
    expect(addCounts(NO_CASES, NO_CASES)).toEqual(NO_CASES);
  });
});
