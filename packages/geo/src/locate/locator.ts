import type { AreaGeometry } from '../geometry/area-geometry.ts';
import { polygonsOf } from '../geometry/area-geometry.ts';
import type { BucketGrid } from './bucket-grid.ts';
import { bucketGridOf, columnAt, rowAt } from './bucket-grid.ts';
import type { EdgeBands } from './edge-bands.ts';
import { coversPoint, edgeBandsOf } from './edge-bands.ts';

/** A cell to be found: an area of one layer (one level of the tree, one kind of grid). */
export interface LocatorCell {
  readonly id: string;
  readonly geometry: AreaGeometry;
}

/** Answers which cell of one layer a point belongs to. */
export interface Locator {
  /** The cell that a point belongs to, borders included; `undefined` when no cell covers it. Degrees, WGS84. */
  locate(lng: number, lat: number): string | undefined;
  /** All cells that cover a point, ascending by id: several on a border or where cells overlap. */
  locateAll(lng: number, lat: number): string[];
  /** How many cells have a usable geometry. */
  readonly size: number;
}

/**
 * Indexes the cells of one layer. A point belongs to the cell with the smallest id (compared by code units) among all
 * whose closed surface covers it. So a point on a border belongs to exactly one cell, always the same whatever the order
 * of cells, the start or the direction of rings; and the answer is always one that GEOS `covers` confirms, none where
 * GEOS confirms none. A cell whose positions are not finite numbers is left out and not counted in `size`.
 */
export function createLocator(cells: Iterable<LocatorCell>): Locator {
  const parts: EdgeBands[] = [];
  const idOfPart: string[] = [];
  for (const cell of [...cells].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    for (const rings of polygonsOf(cell.geometry)) {
      const bands = edgeBandsOf(rings);
      if (bands === undefined) continue;
      parts.push(bands);
      idOfPart.push(cell.id);
    }
  }
  const grid = parts.length > 0 ? bucketGridOf(parts) : undefined;
  return {
    size: new Set(idOfPart).size,
    locate(lng, lat) {
      const part = grid === undefined ? -1 : nextPartAt(grid, parts, lng, lat, bucketOf(grid, lng, lat), 0);
      return part < 0 || grid === undefined ? undefined : idOfPart[(grid.entries[part] as number) >> 1];
    },
    locateAll: (lng, lat) => (grid === undefined ? [] : allAt(grid, parts, idOfPart, lng, lat)),
  };
}

/** The bucket of a point, -1 outside the grid or for a point that is not a number. */
function bucketOf(grid: BucketGrid, lng: number, lat: number): number {
  if (!(lng >= grid.west && lng <= grid.east && lat >= grid.south && lat <= grid.north)) return -1;
  return rowAt(grid, lat) * grid.columns + columnAt(grid, lng);
}

/** Place in `entries` of the first part from `skip` on in the bucket that covers the point, or -1. */
function nextPartAt(
  grid: BucketGrid,
  parts: readonly EdgeBands[],
  lng: number,
  lat: number,
  bucket: number,
  skip: number,
): number {
  if (bucket < 0) return -1;
  const end = grid.starts[bucket + 1] as number;
  for (let i = (grid.starts[bucket] as number) + skip; i < end; i++) {
    const entry = grid.entries[i] as number;
    if ((entry & 1) === 1 || coversPoint(parts[entry >> 1] as EdgeBands, lng, lat)) return i;
  }
  return -1;
}

function allAt(grid: BucketGrid, parts: readonly EdgeBands[], idOfPart: readonly string[], lng: number, lat: number): string[] {
  const ids = new Set<string>();
  const bucket = bucketOf(grid, lng, lat);
  const start = grid.starts[bucket] ?? 0;
  for (let i = nextPartAt(grid, parts, lng, lat, bucket, 0); i >= 0;) {
    const id = idOfPart[(grid.entries[i] as number) >> 1];
    if (id !== undefined) ids.add(id);
    i = nextPartAt(grid, parts, lng, lat, bucket, i - start + 1);
  }
  return [...ids];
}
