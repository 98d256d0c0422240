import { landmarkImportOptions } from '@gridward/contract';
import { describe, expect, it } from 'vitest';
import { readSource } from '../import/source.ts';
import { planLandmarks, type LandmarkPlan } from './landmark-import.plan.ts';
import type { LandmarkRow } from './landmark.repository.ts';

const HEAD = '编码,名称,别名,类型,经度,纬度';
const kept = (id: string, name: string, code: string | null = null, kind: LandmarkRow['kind'] = 'address'): LandmarkRow => ({
  id,
  kind,
  code,
  name,
  alias: [],
  initials: '',
  area_id: 'east',
  area_path: '1.2',
  position: { x: 121.005, y: 30.005 },
  source: '民政',
  valid_from: new Date(0),
  valid_to: null,
  demo: false,
  version: 1,
});

/** East of 121° and west of 121.1° lies our one area. */
function plan(lines: readonly string[], existing: readonly LandmarkRow[] = [], options: object = {}): LandmarkPlan {
  const source = readSource(Buffer.from([HEAD, ...lines].join('\n')));
  if (!source.ok) throw new Error(source.error);
  return planLandmarks({
    source: source.value,
    options: landmarkImportOptions.parse({ source: '民政', ...options }),
    existing,
    locate: ({ lng }) => (lng > 121 && lng < 121.1 ? { areaId: 'east' } : null),
  });
}
const codes = ({ findings }: LandmarkPlan): string[] => findings.map(({ line, code }) => `${line} ${code}`);
const ended = (made: LandmarkPlan): string[] => made.ended.map(({ id }) => id);

describe('a file that replaces its source', () => {
  const replace = { mode: 'replace' };

  it('ends what it does not hold', () => {
    const made = plan(['A1,灯塔路8号,,地址,121.005,30.005'], [kept('1', '灯塔路8号', 'A1'), kept('2', '旧路1号', 'A2')], replace);
    expect([ended(made), codes(made)]).toEqual([['2'], ['0 ended']]);
  });

  it('leaves a place as it is whose line cannot be used', () => {
    const existing = [kept('1', '灯塔路8号', 'A1'), kept('2', '灯塔广场', null, 'landmark'), kept('3', '柳巷3号')];
    const lines = ['A1,灯塔路8号,,地址,12.1,30.005', ',灯塔广场,,广场,121.005,30.005', ',柳巷3号,,地址,,'];
    expect(ended(plan(lines, existing, replace))).toEqual([]);
    expect(ended(plan([...lines, 'A1,,,地址,121.005,30.005'], [...existing, kept('4', '旧路1号')], replace))).toEqual(['4']);
  });

  it.each([
    ['brings a code that its place does not have yet', kept('1', '灯塔路8号'), 'A1,灯塔路8号,,地址,,'],
    ['lacks the code of its place', kept('1', '灯塔路8号', 'A1'), ',灯塔路8号,,地址,,'],
    ['has a code that nothing could have', kept('1', '灯塔路8号', 'A1'), `${'A'.repeat(101)},灯塔路8号,,地址,121.005,30.005`],
    ['has such a code for a place that has none', kept('1', '灯塔路8号'), `${'A'.repeat(101)},灯塔路8号,,地址,121.005,30.005`],
    ['says another kind', kept('1', '灯塔广场', null, 'landmark'), ',灯塔广场,,地址,,'],
    ['says another kind and lacks the code', kept('1', '灯塔广场', 'A1', 'landmark'), ',灯塔广场,,地址,,'],
  ])('ends no place whose line cannot be used and %s', (_, row, line) => {
    expect(ended(plan([line], [row, kept('2', '旧路1号')], replace))).toEqual(['2']);
  });

  it('ends nothing while a line without a name that we could know has a code that nobody has', () => {
    for (const line of ['A9,,,地址,121.005,30.005', `A9,${'长'.repeat(201)},,地址,121.005,30.005`]) {
      const made = plan([line], [kept('1', '灯塔路8号')], replace);
      expect([line, ended(made), codes(made)]).toEqual([line, [], expect.arrayContaining(['0 nothing_ends'])]);
    }
  });

  it('ends nothing while it cannot be told what it holds, and says so', () => {
    const existing = [kept('1', '灯塔路8号', 'A1')];
    for (const lines of [['A9,少列'], [',,,地址,121.005,30.005'], ['A9,"灯塔路9号,,地址,121.005,30.005']]) {
      const made = plan(lines, existing, replace);
      expect([lines, ended(made), codes(made)]).toEqual([lines, [], expect.arrayContaining(['0 nothing_ends'])]);
    }
    const unmapped = plan(['A9,灯塔路9号,,地址,121.005,30.005'], existing, { ...replace, mapping: { code: '标识' } });
    expect([ended(unmapped), codes(unmapped)]).toEqual([[], ['0 column_missing', '0 nothing_ends']]);
  });
});

describe('a line', () => {
  it('is refused when no index could hold what it says', () => {
    const long = '长'.repeat(201);
    const lines = [
      `A1,${long},,地址,121.005,30.005`,
      `${'A'.repeat(101)},灯塔路8号,,地址,121.005,30.005`,
      `A3,灯塔路9号,${Array.from({ length: 60 }, (_, i) => `${'别'.repeat(20)}${i}`).join(';')},地址,121.005,30.005`,
    ];
    expect(codes(plan(lines))).toEqual(['2 too_long', '3 too_long', '4 too_long']);
  });

  it('is of a kind that we know, whatever else has that name in a program', () => {
    expect(codes(plan(['A1,灯塔路8号,,constructor,121.005,30.005']))).toEqual(['2 kind_unknown']);
  });
});
