import type { Position } from 'geojson';
import type { PlanePoint } from '../bootstrap/voronoi.ts';
import { voronoiCells } from '../bootstrap/voronoi.ts';
import { partition } from '../bootstrap/partition.ts';
import type { AreaGeometry } from '../geometry/area-geometry.ts';
import { boxOf, orientRings } from '../geometry/area-geometry.ts';
import { placeInArea } from '../geometry/contains.ts';
import { areaM2 } from '../geometry/measure.ts';
import type { LocalProjection } from '../geometry/projection.ts';
import { localProjection } from '../geometry/projection.ts';
import type { Random } from './wavy-curve.ts';
import { wavyLine } from './wavy-curve.ts';

/** Sample points per cell by which seeds are evened out, and rounds of it: cells of about one size, not a honeycomb. */
const SAMPLES_PER_CELL = 40;
const RELAXATIONS = 4;

/** Borders sway by up to this share of their length, and of the width of a cell. */
const SWAY_SHARE = 0.12;
const SWAY_OF_WIDTH = 0.1;
const PIECES_PER_WIDTH = 6;

/**
 * Divides a surface into cells with natural-looking borders. With a number, that many seeds are strewn and evened
 * out (Lloyd); with points, they are the seeds and keep their order. Cells are valid, share their vertices exactly and
 * leave neither gap nor overlap: a border is drawn once and used by both sides. A cell of a surface in one part is in
 * one part. Seeds outside the surface may be left without cell, then fewer come back than asked for. The same random
 * numbers give the same cells.
 */
export function subdivide(geometry: AreaGeometry, seeds: number | readonly Position[], random: Random): AreaGeometry[] {
  const box = boxOf(geometry);
  if (box === undefined) return [];
  const projection = localProjection([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
  const points =
    typeof seeds === 'number' ? strewn(geometry, seeds, projection, random) : seeds.map((p) => projection.toMetres(p));
  if (points.length === 0) return [];
  const [x1, y1] = projection.toMetres([box[0], box[1]]);
  const [x2, y2] = projection.toMetres([box[2], box[3]]);
  const cellWidthM = Math.sqrt(areaM2(geometry) / points.length);
  const draw = borderDrawer(cellWidthM, random);
  const claims = voronoiCells(points, Math.hypot(x2 - x1, y2 - y1)).map((cell, i) => ({
    seed: projection.toDegrees(...(points[i] ?? [0, 0])),
    ring: cell.flatMap((from, k) => draw(from, cell[(k + 1) % cell.length] ?? from)).map(([x, y]) => projection.toDegrees(x, y)),
  }));
  return partition(geometry, claims).flatMap((cell) => (cell === undefined ? [] : [orientRings(cell)]));
}

/** Draws the border from one corner up to, not including, the next; the way back gives the same line reversed. */
function borderDrawer(cellWidthM: number, random: Random): (from: PlanePoint, to: PlanePoint) => PlanePoint[] {
  const shape = { share: SWAY_SHARE, maxReach: cellWidthM * SWAY_OF_WIDTH, pieceLength: cellWidthM / PIECES_PER_WIDTH };
  const drawn = new Map<string, PlanePoint[]>();
  return (from, to) => {
    const back = drawn.get(`${to.join()} ${from.join()}`);
    if (back !== undefined) return back.toReversed().slice(0, -1);
    const line = wavyLine(from, to, shape, random);
    drawn.set(`${from.join()} ${to.join()}`, line);
    return line.slice(0, -1);
  };
}

/** Points inside the surface, moved apart by repeated averaging of the samples that are nearest to each. */
function strewn(geometry: AreaGeometry, count: number, projection: LocalProjection, random: Random): PlanePoint[] {
  const samples = insidePoints(geometry, count * SAMPLES_PER_CELL, random).map((p) => projection.toMetres(p));
  let seeds: PlanePoint[] = samples.slice(0, count);
  for (let round = 0; round < RELAXATIONS; round++) {
    const sums = seeds.map(() => ({ x: 0, y: 0, n: 0 }));
    for (const [x, y] of samples) {
      const sum = sums[nearestIndex(seeds, x, y)];
      if (sum === undefined) continue;
      sum.x += x;
      sum.y += y;
      sum.n += 1;
    }
    seeds = seeds.map((seed, i) => {
      const { x, y, n } = sums[i] ?? { x: 0, y: 0, n: 0 };
      const isInside = n > 0 && placeInArea(projection.toDegrees(x / n, y / n), geometry) === 'inside';
      return isInside ? [x / n, y / n] : seed;
    });
  }
  return seeds;
}

function insidePoints(geometry: AreaGeometry, count: number, random: Random): Position[] {
  const [west, south, east, north] = boxOf(geometry) ?? [0, 0, 0, 0];
  const points: Position[] = [];
  // A surface that fills less than a thousandth of its box ends the search with fewer points.
  for (let tries = count * 1000; points.length < count && tries > 0; tries--) {
    const point = [west + random() * (east - west), south + random() * (north - south)];
    if (placeInArea(point, geometry) === 'inside') points.push(point);
  }
  return points;
}

function nearestIndex(seeds: readonly PlanePoint[], x: number, y: number): number {
  let [nearest, least] = [0, Infinity];
  for (const [i, [sx, sy]] of seeds.entries()) {
    const distance = (sx - x) ** 2 + (sy - y) ** 2;
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}
