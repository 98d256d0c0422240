import type { GivenLandmark } from '../../areas/index.ts';
import type { Chance } from '../chance.ts';
import { placeIn, type DemoCounty, type DemoGrid } from './county.service.ts';
import { LANDMARKS, STREETS } from './names.ts';

/** Where these places come from; plainly no register of anybody's. */
export const PLACES_SOURCE = '演示地址';

const NUMBERS_ON_ROAD = 12;
const BUILDINGS_IN_ESTATE = 6;
/** What people call them. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  渔市综合市场: ['渔市菜场', '老鱼市'],
  书院路小学: ['书小'],
  鸥屿客运码头: ['轮渡码头'],
  青禾产业园: ['青禾工业园'],
  南塘菜市场: ['南塘菜场'],
};

/** Addresses along the roads, buildings of the estates and what everybody there knows, each inside a grid. */
export function drawPlaces(county: DemoCounty, chance: Chance): GivenLandmark[] {
  const onLand = county.grids.filter(({ kind }) => kind === 'basic');
  const put = (grid: DemoGrid, kind: GivenLandmark['kind'], name: string): GivenLandmark => ({
    kind,
    code: null,
    name,
    alias: OTHER_NAMES[name] ?? [],
    position: placeIn(grid, chance),
    areaId: grid.id,
  });
  const roads = STREETS.flatMap(({ key, roads: names }) => {
    const grids = onLand.filter(({ street }) => street === key);
    return names.flatMap((road, r) =>
      Array.from({ length: NUMBERS_ON_ROAD }, (_, n) => {
        // A road runs through two grids: its low numbers lie in one, its high ones in the other.
        const grid = grids[(r * 2 + (n < NUMBERS_ON_ROAD / 2 ? 0 : 1)) % grids.length];
        return grid === undefined ? [] : [put(grid, 'address', `${road}${(n + 1) * 8 - (n % 2)}号`)];
      }).flat(),
    );
  });
  const estates = onLand.flatMap((grid) =>
    grid.estates.flatMap((estate) => [
      put(grid, 'landmark', estate),
      ...Array.from({ length: BUILDINGS_IN_ESTATE }, (_, i) => put(grid, 'address', `${estate}${i + 1}幢`)),
    ]),
  );
  const known = Object.entries(LANDMARKS).flatMap(([street, names]) =>
    names.flatMap((name, i) => {
      const own = county.grids.find(({ landmark }) => landmark === name);
      const grids = onLand.filter((grid) => grid.street === street);
      const grid = own ?? grids[(i * 3) % grids.length];
      return grid === undefined ? [] : [put(grid, 'landmark', name)];
    }),
  );
  const seen = new Set<string>();
  return [...known, ...estates, ...roads].filter(({ kind, name }) => {
    const key = `${kind} ${name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
