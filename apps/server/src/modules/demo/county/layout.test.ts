import { areaM2, checkTopology, placeInArea, type AreaGeometry } from '@gridward/geo';
import { expect, test } from 'vitest';
import { createChance } from '../chance.ts';
import { drawCounty, type DrawnCounty } from './layout.ts';
import { CUT_OUTS } from './names.ts';

const drawn = drawCounty(createChance('layout'));
const cellsOf = (parts: readonly { readonly geometry: AreaGeometry }[]) =>
  parts.map(({ geometry }, i) => ({ id: String(i), geometry }));
const errorsOf = (parent: AreaGeometry, parts: readonly { readonly geometry: AreaGeometry }[]) =>
  checkTopology(parent, cellsOf(parts)).filter(({ severity }) => severity === 'error');

function everyLayer({ geometry, streets }: DrawnCounty) {
  const communities = streets.flatMap((street) => street.communities);
  return [
    { name: 'streets', parent: geometry, parts: streets },
    ...streets.map((street) => ({ name: street.plan.key, parent: street.geometry, parts: street.communities })),
    ...communities.map((community) => ({
      name: community.plan.key,
      parent: community.geometry,
      parts: community.grids.map((grid) => ({ geometry: grid })),
    })),
  ];
}

test('each layer fills the one above without gap, overlap or broken ring', () => {
  for (const { name, parent, parts } of everyLayer(drawn))
    expect({ name, errors: errorsOf(parent, parts) }).toEqual({ name, errors: [] });
});

test('sixty grids, one surface each, of a size that people can walk', () => {
  const grids = drawn.streets.flatMap((street) => street.communities.flatMap((community) => community.grids));
  expect(grids.length + drawn.cutOuts.length).toBe(60);
  expect(Math.min(...grids.map(areaM2))).toBeGreaterThan(10_000);
});

test('grids that are cut out lie in their community', () => {
  const communities = new Map(drawn.streets.flatMap((street) => street.communities.map((one) => [one.plan.key, one.geometry])));
  for (const [i, { community }] of CUT_OUTS.entries()) {
    const geometry = drawn.cutOuts[i];
    const parent = communities.get(community);
    if (geometry?.type !== 'Polygon' || parent === undefined) throw new Error(community);
    expect(geometry.coordinates.flat().every((position) => placeInArea(position, parent) === 'inside')).toBe(true);
  }
});

test('the same chance draws the same county', () => {
  expect(JSON.stringify(drawCounty(createChance('layout')))).toBe(JSON.stringify(drawn));
});
