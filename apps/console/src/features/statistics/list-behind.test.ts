import { describe, expect, it } from 'vitest';
import { hasDoor, isCountable, listBehind, statisticsFrom, type IdsOfCodes } from './list-behind.ts';

const known = (id: string) => (code: string) => Promise.resolve(code === 'known' ? id : null);
const ids: IdsOfCodes = { unit: known('unit-1'), area: known('area-1'), category: known('category-1') };

describe('the list behind a number', () => {
  it('is filtered by what the row stands for', async () => {
    expect(await listBehind({ by: 'unit' }, 'known', 'received', ids)).toEqual({ leadUnitId: 'unit-1' });
    expect(await listBehind({ by: 'community' }, 'known', 'closed', ids)).toEqual({
      areaId: 'area-1',
      state: 'closed,forced_close',
    });
    expect(await listBehind({ by: 'category' }, 'unknown', 'received', ids)).toBeNull();
  });

  it('covers a month to its last day and stays inside the period of the page', async () => {
    expect(await listBehind({ by: 'month' }, '2024-02', 'received', ids)).toEqual({
      reportedFrom: '2024-02-01',
      reportedUntil: '2024-02-29',
    });
    const search = { by: 'month', from: '2024-02-10', to: '2024-03-31' } as const;
    expect(await listBehind(search, '2024-02', 'received', ids)).toEqual({
      reportedFrom: '2024-02-10',
      reportedUntil: '2024-02-29',
    });
  });

  it('does not exist for what a list cannot be filtered by', () => {
    expect(isCountable('unit', 'overdue')).toBe(false);
    expect(isCountable('unit', 'closedOnTime')).toBe(false);
    expect(hasDoor('unit', '-')).toBe(false);
    expect(hasDoor('unit', 'known')).toBe(true);
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
