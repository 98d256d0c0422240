import { describe, expect, it } from 'vitest';
import { boundsOf, cornersText, readCorners, readSurface, type Surface } from './map-shapes.ts';

const SQUARE: Surface = {
  type: 'Polygon',
  coordinates: [
    [
      [1, 2],
      [3, 2],
      [3, 4],
      [1, 4],
      [1, 2],
    ],
  ],
};

describe('corners that a person types', () => {
  it('make a closed surface, whatever parts the two numbers', () => {
    expect(readCorners('1, 2\n3，2\n\n3 4\n1\t4')).toEqual({ ok: true, surface: SQUARE, count: 4 });
  });

  it('are read back from a plain surface, and from no other', () => {
    expect(readCorners(cornersText(SQUARE) ?? '')).toMatchObject({ ok: true, surface: SQUARE });
    const ring = SQUARE.coordinates[0] as number[][];
    expect(cornersText({ type: 'Polygon', coordinates: [ring, ring] })).toBeNull();
    expect(cornersText({ type: 'MultiPolygon', coordinates: [[ring], [ring]] })).toBeNull();
  });

  it('name the line that is no place', () => {
    expect(readCorners('1, 2\n东门')).toEqual({ ok: false, badLine: 2, count: 1 });
    expect(readCorners('1, 2\n300, 4\n5, 6')).toMatchObject({ ok: false, badLine: 2 });
    expect(readCorners('1, 2\n3, 4')).toEqual({ ok: false, badLine: null, count: 2 });
  });
});

describe('a file', () => {
  it('gives its surface, several polygons together', () => {
    const feature = { type: 'Feature', properties: {}, geometry: SQUARE };
    expect(readSurface(JSON.stringify(SQUARE))).toEqual(SQUARE);
    expect(readSurface(JSON.stringify({ type: 'FeatureCollection', features: [feature] }))).toEqual(SQUARE);
    expect(readSurface(JSON.stringify({ type: 'FeatureCollection', features: [feature, feature] }))).toEqual({
      type: 'MultiPolygon',
      coordinates: [SQUARE.coordinates, SQUARE.coordinates],
    });
  });

  it('without a surface gives nothing', () => {
    expect(readSurface('{"type":"Point","coordinates":[1,2]}')).toBeNull();
    expect(readSurface('not json')).toBeNull();
  });
});

it('the bounds hold every corner', () => {
  expect(
    boundsOf([
      SQUARE,
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 9],
            [1, 9],
            [1, 8],
            [0, 9],
          ],
        ],
      },
    ]),
  ).toEqual([0, 2, 3, 9]);
  expect(boundsOf([])).toBeNull();
});
