import type { CaseTileLamp } from '@gridward/contract';

/** What clustering needs of a case. */
export interface Placed {
  readonly lng: number;
  readonly lat: number;
  readonly lamp: CaseTileLamp;
}

/** Worst first; what has ended is nobody's worry. */
const WORST: readonly CaseTileLamp[] = ['red', 'amber', 'green', 'grey', 'none'];
/** Points nearer than this become one, in parts of a tile: some 45 pixels of the 512 that a tile is drawn with. */
const RADIUS = 360 / 4096;
/** From here on only what lies at the very same place is drawn as one. */
const APART_FROM_ZOOM = 17;
const SAME_PLACE_RADIUS = 24 / 4096;
/** The last place before the end of the square: what lies beyond is drawn at its edge. */
const EDGE = 1 - Number.EPSILON;
const onSquare = (value: number): number => Math.min(Math.max(value, 0), EDGE);

/** Cases in the square of a web map, which goes from 0 to 1 in both directions. */
export interface Ground<Point extends Placed> {
  readonly points: readonly Point[];
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** One or many cases at a place of the square. */
export interface Cluster {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly overdue: number;
  readonly lamp: CaseTileLamp;
  /** Where the case stands among the points; of a cluster, its first one. */
  readonly first: number;
}

/** Clusters of one zoom by the tile in which they lie. */
export type ZoomClusters = ReadonlyMap<number, readonly Cluster[]>;

/** Work that others may interrupt at every `yield`. */
export type Sliced<Result> = Generator<void, Result, void>;

export function* groundOf<Point extends Placed>(points: readonly Point[]): Sliced<Ground<Point>> {
  const [x, y] = [new Float64Array(points.length), new Float64Array(points.length)];
  for (const [i, { lng, lat }] of points.entries()) {
    const sin = Math.sin((lat * Math.PI) / 180);
    x[i] = onSquare(lng / 360 + 0.5);
    y[i] = onSquare(0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI));
    yield;
  }
  return { points, x, y };
}

/** One number for a cell of a grid that is `across` cells wide. */
const cellAt = (x: number, y: number, across: number): number => Math.floor(y * across) * across + Math.floor(x * across);
export const tileKey = (z: number, x: number, y: number): number => y * 2 ** z + x;

/** The points of each cell as a chain: `head` has its first, `next` leads on, -1 ends it. */
interface Chains {
  readonly across: number;
  readonly head: ReadonlyMap<number, number>;
  readonly next: Int32Array;
}

function* chained({ x, y }: Ground<Placed>, radius: number): Sliced<Chains> {
  const across = Math.max(1, Math.floor(1 / radius));
  const head = new Map<number, number>();
  const next = new Int32Array(x.length);
  // From the last to the first, so that chains lead from the first to the last.
  for (let i = x.length - 1; i >= 0; i -= 1) {
    const cell = cellAt(x[i] ?? 0, y[i] ?? 0, across);
    next[i] = head.get(cell) ?? -1;
    head.set(cell, i);
    yield;
  }
  return { across, head, next };
}

/**
 * The clusters of one zoom: each case that no cluster has taken takes all free ones around it. The same cases in the same order make the same
 * clusters, whichever tile is asked for.
 */
export function* clustersAt(ground: Ground<Placed>, zoom: number): Sliced<ZoomClusters> {
  const radius = (zoom < APART_FROM_ZOOM ? RADIUS : SAME_PLACE_RADIUS) / 2 ** zoom;
  const chains = yield* chained(ground, radius);
  const isTaken = new Uint8Array(ground.x.length);
  const tiles = new Map<number, Cluster[]>();
  for (let i = 0; i < isTaken.length; i += 1) {
    if (isTaken[i] === 1) continue;
    const cluster = gather(ground, chains, isTaken, i, radius);
    const key = cellAt(cluster.x, cluster.y, 2 ** zoom);
    const there = tiles.get(key);
    if (there === undefined) tiles.set(key, [cluster]);
    else there.push(cluster);
    yield;
  }
  return tiles;
}

function gather({ points, x, y }: Ground<Placed>, chains: Chains, isTaken: Uint8Array, seed: number, radius: number): Cluster {
  const [seedX, seedY] = [x[seed] ?? 0, y[seed] ?? 0];
  const sum = { x: 0, y: 0, count: 0, overdue: 0, worst: WORST.length - 1 };
  for (const i of near(chains, seedX, seedY)) {
    const [dx, dy] = [(x[i] ?? 0) - seedX, (y[i] ?? 0) - seedY];
    if (isTaken[i] === 1 || dx * dx + dy * dy > radius * radius) continue;
    isTaken[i] = 1;
    sum.x += dx;
    sum.y += dy;
    sum.count += 1;
    const lamp = points[i]?.lamp ?? 'none';
    if (lamp === 'red') sum.overdue += 1;
    sum.worst = Math.min(sum.worst, WORST.indexOf(lamp));
  }
  const { count, overdue, worst } = sum;
  return { x: seedX + sum.x / count, y: seedY + sum.y / count, count, overdue, lamp: WORST[worst] ?? 'none', first: seed };
}

/** The points of the cell of a place and of the eight around it. */
function* near({ across, head, next }: Chains, x: number, y: number): Generator<number, void, void> {
  const [column, row] = [Math.floor(x * across), Math.floor(y * across)];
  for (let dy = -1; dy <= 1; dy += 1) {
    for (let dx = -1; dx <= 1; dx += 1) {
      if (column + dx < 0 || column + dx >= across) continue;
      for (let i = head.get((row + dy) * across + column + dx) ?? -1; i >= 0; i = next[i] ?? -1) yield i;
    }
  }
}
