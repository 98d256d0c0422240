import { describe, expect, it } from 'vitest';
import { DESK_DUTIES, missingDuties, nearestDesk, type DutyDesk } from './desk.ts';

const desk = (areaId: string, unitId: string, more: Partial<DutyDesk> = {}): DutyDesk => ({
  id: `${areaId}-${unitId}`,
  duty: 'intake',
  areaId,
  unitId,
  validFrom: 0,
  validTo: null,
  ...more,
});
const LINE = ['grid', 'street', 'county'];

describe('desks', () => {
  it('are those of the nearest area above', () => {
    const desks = [desk('county', 'centre'), desk('street', 'station'), desk('elsewhere', 'other')];
    expect(nearestDesk(desks, 'intake', LINE, 5)).toMatchObject({ value: { unitId: 'station' } });
    expect(nearestDesk(desks, 'intake', ['county'], 5)).toMatchObject({ value: { unitId: 'centre' } });
  });

  it('count only while they are valid', () => {
    const desks = [desk('county', 'centre'), desk('street', 'station', { validFrom: 3, validTo: 6 })];
    expect([2, 3, 5, 6].map((at) => nearestDesk(desks, 'intake', LINE, at))).toMatchObject(
      ['centre', 'station', 'station', 'centre'].map((unitId) => ({ value: { unitId } })),
    );
  });

  it('are refused by name where the root lacks one, and that is found beforehand', () => {
    const desks = [
      desk('street', 'station', { duty: 'fallback' }),
      ...DESK_DUTIES.slice(1, 3).map((duty) => desk('county', 'centre', { duty })),
    ];
    expect(nearestDesk(desks, 'intake', LINE, 5)).toEqual({ ok: false, error: { problem: 'desk_missing', duty: 'intake' } });
    expect(missingDuties(desks, 'county', 5)).toEqual(['intake', 'fallback', 'leader']);
    const complete = DESK_DUTIES.map((duty) => desk('county', 'centre', { duty }));
    expect(missingDuties(complete, 'county', 5)).toEqual([]);
  });
});
