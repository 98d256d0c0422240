import { describe, expect, it } from 'vitest';
import { readAnnouncement } from './publish-text.ts';

describe('the announcement of a year', () => {
  it('is read by days, spans and make-up workdays', () => {
    const read = readAnnouncement('2027-01-01 元旦\n\n2027-02-06~2027-02-08 春节\n2027-02-14 班 春节调休\n', 2027);
    expect(read.ok && read.days.map(({ day, kind, name }) => [day, kind, name.zh])).toEqual([
      ['2027-01-01', 'holiday', '元旦'],
      ['2027-02-06', 'holiday', '春节'],
      ['2027-02-07', 'holiday', '春节'],
      ['2027-02-08', 'holiday', '春节'],
      ['2027-02-14', 'workday', '春节调休'],
    ]);
  });

  it.each([
    ['2026-01-01 元旦', 'another year'],
    ['2027-02-30 春节', 'no such day'],
    ['2027-02-08~2027-02-06 春节', 'backwards'],
    ['2027-01-01', 'no name'],
    ['元旦 2027-01-01', 'the wrong way round'],
  ])('%s is named as not understood: %s', (line) => {
    expect(readAnnouncement(`2027-10-01 国庆节\n${line}`, 2027)).toEqual({ ok: false, lines: [2] });
  });

  it('does not take a day twice', () => {
    expect(readAnnouncement('2027-01-01 元旦\n2027-01-01 班 调休', 2027)).toEqual({ ok: false, lines: [2] });
  });
});
