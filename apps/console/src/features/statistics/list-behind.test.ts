import { describe, expect, it } from 'vitest';
import { listBehind, statisticsFrom } from './list-behind.ts';

const row = (key: string, id: string | null = null) => ({ key, id });

describe('the list behind a number', () => {
  it('is filtered by what the row stands for', () => {
    expect(listBehind({ by: 'unit' }, row('1583', 'unit-1'), 'received')).toEqual({ leadUnitId: 'unit-1' });
    expect(listBehind({ by: 'community' }, row('330100', 'area-1'), 'closed')).toEqual({
      areaId: 'area-1',
      state: 'closed,forced_close',
    });
  });

  it('is filtered by what the column counts', () => {
    const unit = row('1583', 'unit-1');
    expect(listBehind({ by: 'unit' }, unit, 'closedOnTime')).toEqual({
      leadUnitId: 'unit-1',
      state: 'closed,forced_close',
      closedOnTime: 'true',
    });
    expect(listBehind({ by: 'unit', from: '2026-01-01' }, null, 'overdue')).toEqual({
      reportedFrom: '2026-01-01',
      overdue: 'true',
    });
    expect(listBehind({ by: 'outcome' }, row('overtime'), 'closed')).toEqual({
      state: 'closed,forced_close',
      closedOnTime: 'false',
    });
    expect(listBehind({ by: 'state' }, row('forced_close'), 'closed')).toEqual({ state: 'forced_close' });
  });

  it('covers a month to its last day and stays inside the period of the page', () => {
    expect(listBehind({ by: 'month' }, row('2024-02'), 'received')).toEqual({
      reportedFrom: '2024-02-01',
      reportedUntil: '2024-02-29',
    });
    const search = { by: 'month', from: '2024-02-10', to: '2024-03-31' } as const;
    expect(listBehind(search, row('2024-02'), 'received')).toEqual({
      reportedFrom: '2024-02-10',
      reportedUntil: '2024-02-29',
    });
  });

  it('does not exist where no list has the same cases', () => {
    expect(listBehind({ by: 'unit' }, row('-'), 'received')).toBeNull();
    expect(listBehind({ by: 'street' }, row('two of this name'), 'received')).toBeNull();
    expect(listBehind({ by: 'kind' }, row('help'), 'received')).toBeNull();
  });
});

describe('the address of the statistics page', () => {
  it('is read with care', () => {
    expect(statisticsFrom({ by: 'month', from: '2026-01-01', to: 'yesterday' })).toEqual({
      by: 'month',
      level: undefined,
      from: '2026-01-01',
      to: undefined,
    });
    expect(statisticsFrom({ by: 'mood' }).by).toBe('unit');
  });
});
