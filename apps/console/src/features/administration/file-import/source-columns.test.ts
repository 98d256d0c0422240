import { describe, expect, it } from 'vitest';
import { decodeTable, headOf } from './source-columns.ts';

describe('the head of a file', () => {
  it('names the columns of a table, quoted ones too', () => {
    expect(headOf('\uFEFF编码,"名称, 全",户数\r\n1,东街,2\r\n')).toEqual({ rows: 1, columns: ['编码', '名称, 全', '户数'] });
  });

  it('names the properties of all features', () => {
    const features = [{ properties: { code: '1' } }, { properties: { name: '东街' } }, { properties: null }];
    expect(headOf(JSON.stringify({ type: 'FeatureCollection', features }))).toEqual({ rows: 3, columns: ['code', 'name'] });
    expect(headOf('{ cut off')).toEqual({ rows: 0, columns: [] });
  });

  it('reads GB18030 where it is no UTF-8', () => {
    const named = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6]);
    expect(decodeTable(named.buffer)).toBe('名称');
    expect(decodeTable(new TextEncoder().encode('名称').buffer)).toBe('名称');
  });
});
