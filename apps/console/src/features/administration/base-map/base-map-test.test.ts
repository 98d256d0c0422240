import { describe, expect, it } from 'vitest';
import { tileOf } from './base-map-test.ts';

describe('the tile that is asked for', () => {
  it('is the one that the place lies on', () => {
    expect(tileOf({ lng: 0, lat: 0 }, 0)).toEqual({ x: 0, y: 0 });
    expect(tileOf({ lng: 121.4737, lat: 31.2304 }, 10)).toEqual({ x: 857, y: 418 });
    expect(tileOf({ lng: -179.99, lat: 85 }, 2)).toEqual({ x: 0, y: 0 });
    expect(tileOf({ lng: 180, lat: -89 }, 2)).toEqual({ x: 3, y: 3 });
  });
});
