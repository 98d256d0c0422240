import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isWithinAreaCode,
  nextAreaCode,
  nextComponentCode,
  numberingOrder,
  parseAreaCode,
  parseComponentCode,
  parseDedicatedGridCode,
  parseStatisticalCode,
} from './code.ts';

const read = (raw: string) => {
  const result = parseAreaCode(raw);
  return result.ok ? result.value : result.error.fault;
};

describe('area codes', () => {
  it.each([
    ['330000', 'province', null],
    ['330900', 'city', '330000'],
    ['330903', 'county', '330900'],
    ['330903001', 'street', '330903'],
    ['330903001002', 'community', '330903001'],
    ['320582110152102', 'grid', '320582110152'],
  ])('reads %s as %s under %s', (raw, level, parentCode) => {
    expect(read(raw)).toMatchObject({ code: raw, level, parentCode });
  });

  it('names the parts', () => {
    expect(read('320582110152102')).toMatchObject({ county: '320582', street: '110', community: '152', sequence: '102' });
  });

  it.each([
    ['33090', 'length'],
    ['33090300100', 'length'],
    ['33090x', 'digits'],
    ['３３０９０３', 'digits'],
    ['990101', 'region'],
    ['330903000', 'zero'],
    ['330903001002000', 'zero'],
  ])('refuses %s for its %s', (raw, expected) => {
    expect(read(raw)).toBe(expected);
  });

  it('reads statistical codes, which fill up with zeros', () => {
    expect(parseStatisticalCode('330903001000')).toMatchObject({ value: { code: '330903001', level: 'street' } });
    expect(parseStatisticalCode('330903000000')).toMatchObject({ value: { code: '330903', level: 'county' } });
    expect(parseStatisticalCode('330900000000')).toMatchObject({ value: { code: '330900', level: 'city' } });
    expect(parseStatisticalCode('330903001002')).toMatchObject({ value: { level: 'community' } });
    expect(parseStatisticalCode('330903')).toMatchObject({ error: { fault: 'length' } });
  });

  it('knows the subtree', () => {
    expect(isWithinAreaCode('330903001', '330900')).toBe(true);
    expect(isWithinAreaCode('330903001', '330000')).toBe(true);
    expect(isWithinAreaCode('330903001', '330902')).toBe(false);
    expect(isWithinAreaCode('330903', '330903001')).toBe(false);
  });

  it('numbers on after the highest, also when a lower number is free', () => {
    const given = ['330903001002001', '330903001002007', '330903001003900', '330903001002'];
    expect(nextAreaCode('330903001002', given)).toEqual({ ok: true, value: '330903001002008' });
    expect(nextAreaCode('330903001004', given)).toEqual({ ok: true, value: '330903001004001' });
    expect(nextAreaCode('330903001002', ['330903001002999'])).toMatchObject({ error: { problem: 'sequence_exhausted' } });
  });
});

describe('numbering order', () => {
  const cell = (id: string, longitude: number, latitude: number) => ({ id, longitude, latitude });
  it('reads rows from north to south, each from west to east, though the cells are not aligned', () => {
    const cells = [cell('se', 2, 1.02), cell('nw', 0, 2.9), cell('sw', 0, 1), cell('ne', 2, 3), cell('n', 1, 2.95)];
    expect(numberingOrder(cells).map(({ id }) => id)).toEqual(['nw', 'n', 'ne', 'sw', 'se']);
  });
  it('does not depend on the order given and loses nothing', () => {
    const place = fc.integer({ min: 0, max: 5 });
    const cells = fc.uniqueArray(fc.record({ id: fc.uuid(), longitude: place, latitude: place }), { selector: ({ id }) => id });
    fc.assert(
      fc.property(cells, (list) => {
        expect(numberingOrder([...list].reverse())).toEqual(numberingOrder(list));
        expect(new Set(numberingOrder(list))).toEqual(new Set(list));
      }),
    );
  });
});

describe('component codes', () => {
  it('reads 16 digits', () => {
    expect(parseComponentCode('3205820102048188')).toEqual({
      ok: true,
      value: { code: '3205820102048188', region: '320582', classCode: '01', categoryCode: '0102', sequence: 48188 },
    });
  });
  it.each([
    ['320582010204818', 'length'],
    ['320582010204818x', 'digits'],
    ['0005820102048188', 'region'],
    ['3205820002048188', 'zero'],
    ['3205820102000000', 'zero'],
  ])('refuses %s for its %s', (raw, expected) => {
    expect(parseComponentCode(raw)).toMatchObject({ error: { fault: expected } });
  });
  it('gives the next one', () => {
    expect(nextComponentCode('320582', '0102', ['3205820102048188'])).toEqual({ ok: true, value: '3205820102048189' });
    expect(nextComponentCode('320582', '0103', ['3205820102048188'])).toEqual({ ok: true, value: '3205820103000001' });
    expect(nextComponentCode('320582', '0100', [])).toMatchObject({ error: { fault: 'zero' } });
    expect(nextComponentCode('320582', '0102', ['3205820102999999'])).toMatchObject({ error: { problem: 'sequence_exhausted' } });
  });
});

it('reads 20-digit codes of dedicated grids', () => {
  expect(parseDedicatedGridCode('01020033090300160105')).toMatchObject({
    value: { serviceCode: '010200', communityCode: '330903001601', isMerged: true, sequence: 5 },
  });
  expect(parseDedicatedGridCode('01020033090300100200')).toMatchObject({ value: { isMerged: false, sequence: 0 } });
  expect(parseDedicatedGridCode('01020033090300000200')).toMatchObject({ error: { fault: 'zero' } });
  expect(parseDedicatedGridCode('0102003309030010020')).toMatchObject({ error: { fault: 'length' } });
});
