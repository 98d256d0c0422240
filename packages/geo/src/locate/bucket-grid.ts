import type { EdgeBands } from './edge-bands.ts';
import { coversPoint, eachEdge } from './edge-bands.ts';

/** Buckets per part of a cell: most buckets then lie wholly in one cell and answer without any test. */
const BUCKETS_PER_PART = 16;
const MAX_BUCKETS = 2 ** 21;

/** Share of a bucket by which an edge is widened, so that rounding never leaves out a bucket that it touches. */
const MARGIN = 1e-6;

/**
 * A regular grid over all parts. Each bucket lists, in the order of the parts, those that reach into it:
 * `part * 2 + 1` where the part covers the whole bucket, `part * 2` where the point must be tested.
 */
export interface BucketGrid {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly columns: number;
  readonly rows: number;
  readonly columnsPerDegree: number;
  readonly rowsPerDegree: number;
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
}

/** Builds the grid; parts must come in the order in which they shall answer. */
export function bucketGridOf(parts: readonly EdgeBands[]): BucketGrid {
  const frame = frameOf(parts);
  const pairs: number[] = [];
  const counts = new Uint32Array(frame.columns * frame.rows + 1);
  for (const [part, bands] of parts.entries()) {
    for (const [bucket, isWhole] of bucketsOf(frame, bands)) {
      pairs.push(bucket, part * 2 + (isWhole ? 1 : 0));
      counts[bucket + 1] = (counts[bucket + 1] ?? 0) + 1;
    }
  }
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0);
  const entries = new Uint32Array(pairs.length / 2);
  const cursor = counts.slice();
  for (let i = 0; i < pairs.length; i += 2) {
    const bucket = pairs[i] ?? 0;
    const place = cursor[bucket] ?? 0;
    entries[place] = pairs[i + 1] ?? 0;
    cursor[bucket] = place + 1;
  }
  return { ...frame, starts: counts, entries };
}

type Frame = Omit<BucketGrid, 'starts' | 'entries'>;

function frameOf(parts: readonly EdgeBands[]): Frame {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of parts) {
    west = Math.min(west, part.west);
    south = Math.min(south, part.south);
    east = Math.max(east, part.east);
    north = Math.max(north, part.north);
  }
  const [width, height] = [Math.max(east - west, 1e-9), Math.max(north - south, 1e-9)];
  const wanted = Math.min(MAX_BUCKETS, Math.max(1, parts.length * BUCKETS_PER_PART));
  const columns = Math.max(1, Math.min(wanted, Math.round(Math.sqrt((wanted * width) / height))));
  const rows = Math.max(1, Math.min(wanted, Math.round(wanted / columns)));
  return { west, south, east, north, columns, rows, columnsPerDegree: columns / width, rowsPerDegree: rows / height };
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, Math.floor(value)));

/** Column of a longitude, row of a latitude: one function for building and asking, so both round the same way. */
export const columnAt = (grid: Frame, lng: number): number => clamp((lng - grid.west) * grid.columnsPerDegree, grid.columns);
export const rowAt = (grid: Frame, lat: number): number => clamp((lat - grid.south) * grid.rowsPerDegree, grid.rows);

function bucketsOf(grid: Frame, bands: EdgeBands): Map<number, boolean> {
  const buckets = new Map<number, boolean>();
  eachEdge(bands, (ax, ay, bx, by) => markEdge(grid, ax, ay, bx, by, (bucket) => buckets.set(bucket, false)));
  const [firstColumn, lastColumn] = [columnAt(grid, bands.west), columnAt(grid, bands.east)];
  for (let row = rowAt(grid, bands.south); row <= rowAt(grid, bands.north); row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const bucket = row * grid.columns + column;
      if (buckets.has(bucket)) continue;
      const lng = grid.west + (column + 0.5) / grid.columnsPerDegree;
      if (coversPoint(bands, lng, grid.south + (row + 0.5) / grid.rowsPerDegree)) buckets.set(bucket, true);
    }
  }
  return buckets;
}

/** Marks every bucket that an edge touches: row by row, the columns between where it enters and leaves. */
function markEdge(grid: Frame, ax: number, ay: number, bx: number, by: number, mark: (bucket: number) => void): void {
  const [x1, y1] = [(ax - grid.west) * grid.columnsPerDegree, (ay - grid.south) * grid.rowsPerDegree];
  const [x2, y2] = [(bx - grid.west) * grid.columnsPerDegree, (by - grid.south) * grid.rowsPerDegree];
  const lastRow = clamp(Math.max(y1, y2) + MARGIN, grid.rows);
  for (let row = clamp(Math.min(y1, y2) - MARGIN, grid.rows); row <= lastRow; row++) {
    const [low, high] = [Math.max(row - MARGIN, Math.min(y1, y2)), Math.min(row + 1 + MARGIN, Math.max(y1, y2))];
    const across = (y: number) => (y1 === y2 ? x1 : x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
    const [from, to] = y1 === y2 ? [x1, x2] : [across(low), across(high)];
    const lastColumn = clamp(Math.max(from, to) + MARGIN, grid.columns);
    for (let column = clamp(Math.min(from, to) - MARGIN, grid.columns); column <= lastColumn; column++) {
      mark(row * grid.columns + column);
    }
  }
}
