import { baseMapSchema, NO_BASE_MAP, TIANDITU_HOSTS, type BaseMap } from '@gridward/contract';
import { describe, expect, it } from 'vitest';
import { faultsOf, originsOf } from './base-map.policy.ts';

const xyz = (url: string, more: Partial<BaseMap> = {}): BaseMap => ({ ...baseMapSchema.parse({ kind: 'xyz', url }), ...more });
const pointers = (baseMap: BaseMap): string[] => faultsOf(baseMap).map(({ pointer }) => pointer);

describe('a base map', () => {
  it('opens exactly the host that it is on', () => {
    expect(originsOf(NO_BASE_MAP)).toEqual([]);
    expect(originsOf(xyz('https://tiles.example.cn:8443/a/{z}/{x}/{y}.png?v=1'))).toEqual(['https://tiles.example.cn:8443']);
    expect(originsOf(baseMapSchema.parse({ kind: 'tianditu', key: 'k' }))).toEqual(TIANDITU_HOSTS);
    expect(originsOf(baseMapSchema.parse({ kind: 'pmtiles' }))).toEqual([]);
    expect(originsOf(baseMapSchema.parse({ kind: 'pmtiles', url: 'https://files.example.cn/a.pmtiles' }))).toEqual([
      'https://files.example.cn',
    ]);
  });

  it('is refused when its coordinates are shifted, whatever is said of them', () => {
    expect(pointers(xyz('https://tiles.example.cn/{z}/{x}/{y}.png', { coordinates: 'GCJ02' }))).toEqual(['/baseMap/coordinates']);
    for (const host of ['webrd01.is.autonavi.com', 'rt1.map.gtimg.com', 'mt0.google.cn', 'online1.map.bdimg.com'])
      expect([host, ...pointers(xyz(`https://${host}/{z}/{x}/{y}.png`))]).toEqual([host, '/baseMap/url']);
  });

  it('is refused with an address that is none, that hides something, or that misses a part', () => {
    const bad = [
      '',
      'tiles/{z}/{x}/{y}',
      'javascript:alert(1)//{z}{x}{y}',
      'https://user:secret@tiles.example.cn/{z}/{x}/{y}',
      'https://{s}.example.cn/{z}/{x}/{y}.png',
      "https://a.cn;script-src'unsafe-inline'/{z}/{x}/{y}",
      'https://tiles.example.cn/{z}/{x}.png',
    ];
    for (const url of bad) expect([url, ...pointers(xyz(url))]).toEqual([url, '/baseMap/url']);
    expect(pointers(baseMapSchema.parse({ kind: 'tianditu' }))).toEqual(['/baseMap/key']);
    expect(pointers(xyz('https://a.cn/{z}/{x}/{y}', { minZoom: 9, maxZoom: 8 }))).toEqual(['/baseMap/maxZoom']);
  });
});
