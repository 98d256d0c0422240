import { describe, expect, it } from 'vitest';
import { neighbourOf, staying } from './use-staying.ts';

const rows = (ids: string) => Array.from(ids, (id) => ({ id }));

describe('the row that is open', () => {
  it('is the one that was asked for, else the first', () => {
    expect(staying(rows('abc'), 'b', null)).toEqual({ row: { id: 'b' }, at: 1 });
    expect(staying(rows('abc'), undefined, null)).toEqual({ row: { id: 'a' }, at: 0 });
    expect(staying(rows('abc'), 'gone', null)).toEqual({ row: { id: 'a' }, at: 0 });
    expect(staying(rows(''), 'b', null)).toBeNull();
  });

  it('stays the same when others come before it, and when it has left the list: somebody may be writing about it', () => {
    const open = { row: { id: 'a' }, at: 0 };
    expect(staying(rows('xyabc'), undefined, open)).toEqual({ row: { id: 'a' }, at: 2 });
    expect(staying(rows('bc'), undefined, open)).toBe(open);
    expect(staying(rows('bc'), 'a', open)).toBe(open);
    expect(staying(rows(''), 'a', open)).toBe(open);
  });

  it('gives way to what is asked for next', () => {
    expect(staying(rows('bc'), 'c', { row: { id: 'a' }, at: 0 })).toEqual({ row: { id: 'c' }, at: 1 });
  });

  it('lets go of what has been dealt with, although the list that was read before still has it', () => {
    const done = { row: { id: 'a' }, at: 0 };
    expect(staying(rows('a'), undefined, done, 'a')).toBeNull();
    expect(staying(rows(''), undefined, done, 'a')).toBeNull();
    expect(staying(rows('ab'), undefined, done, 'a')).toEqual({ row: { id: 'b' }, at: 1 });
    // Whoever asks for it sees it, as long as it is there.
    expect(staying(rows('ab'), 'a', done, 'a')).toEqual(done);
    expect(staying(rows(''), 'a', done, 'a')).toBeNull();
  });

  it('has neighbours where it stands, and where it stood', () => {
    expect(neighbourOf(rows('abc'), { row: { id: 'b' }, at: 1 }, 1)).toEqual({ id: 'c' });
    expect(neighbourOf(rows('abc'), { row: { id: 'c' }, at: 2 }, 1)).toBeUndefined();
    expect(neighbourOf(rows('ac'), { row: { id: 'b' }, at: 1 }, 1)).toEqual({ id: 'c' });
    expect(neighbourOf(rows('ac'), { row: { id: 'b' }, at: 1 }, -1)).toEqual({ id: 'a' });
    expect(neighbourOf(rows('ab'), { row: { id: 'c' }, at: 2 }, 1)).toEqual({ id: 'b' });
    expect(neighbourOf(rows(''), { row: { id: 'c' }, at: 2 }, 1)).toBeUndefined();
  });
});
