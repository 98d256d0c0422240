import { describe, expect, it } from 'vitest';
import {
  appraisalFrom,
  earlierPeriods,
  listedPeriod,
  nameOfPeriod,
  periodOf,
  stepTo,
  valuesQueryOf,
} from './appraisal-search.ts';

const TODAY = '2026-11-22';

describe('the address of the evaluation page', () => {
  it('is read with care: persons are no subject of a comparison, and no day is made up', () => {
    expect(appraisalFrom({ subject: 'account', span: 'week', from: '2026-13-45', compare: 'yes' })).toMatchObject({
      subject: 'unit',
      span: 'month',
      from: undefined,
      compare: undefined,
    });
  });

  it('becomes a question with a whole period, and keeps to the place of the frame unless it names one', () => {
    const search = appraisalFrom({ subject: 'area', span: 'quarter', level: 'community', compare: true });
    expect(valuesQueryOf(search, TODAY, 'place')).toEqual({
      subject: 'area',
      from: '2026-10-01',
      to: '2026-12-31',
      areaLevel: 'community',
      areaId: 'place',
      compare: 'true',
    });
    expect(valuesQueryOf({ ...search, areaId: 'own' }, TODAY, 'place').areaId).toBe('own');
  });
});

describe('a period', () => {
  it('moves by its own length', () => {
    const november = periodOf({ subject: 'unit', span: 'month' }, TODAY);
    expect(stepTo('month', november, 'before')).toBe('2026-10-01');
    expect(stepTo('month', november, 'after')).toBe('2026-12-01');
    expect(stepTo('year', { from: '2026-01-01', to: '2026-12-31' }, 'after')).toBe('2027-01-01');
  });

  it('has those before it, oldest first, each next to the other', () => {
    const periods = earlierPeriods({ subject: 'total', span: 'quarter' }, TODAY, 3);
    expect(periods.map((period) => nameOfPeriod('quarter', period))).toEqual(['2026 Q2', '2026 Q3', '2026 Q4']);
  });

  it('is that of the list that the trend opened, and the one looked at where the address names none of its periods', () => {
    const opened = appraisalFrom({ subject: 'total', span: 'month', of: '2026-08-01' });
    expect(listedPeriod(opened, TODAY)).toEqual({ from: '2026-08-01', to: '2026-08-31' });
    for (const of of [undefined, '2026-08-02', '2020-01-01', 'August'])
      expect(listedPeriod(appraisalFrom({ ...opened, of }), TODAY)).toEqual({ from: '2026-11-01', to: '2026-11-30' });
  });

  it('is named as people write it', () => {
    expect(nameOfPeriod('quarter', periodOf({ subject: 'unit', span: 'quarter' }, TODAY))).toBe('2026 Q4');
    expect(nameOfPeriod('custom', periodOf({ subject: 'unit', span: 'custom', from: '2026-05-03' }, TODAY))).toBe(
      '2026-05-03 – 2026-05-31',
    );
  });
});
