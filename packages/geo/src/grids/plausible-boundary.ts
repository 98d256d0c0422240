import type { Polygon, Position } from 'geojson';
import type { Box, Ring } from '../geometry/area-geometry.ts';
import { orientRings } from '../geometry/area-geometry.ts';
import { localProjection } from '../geometry/projection.ts';
import type { Random } from './wavy-curve.ts';
import { wavyLoop } from './wavy-curve.ts';

export interface PlausibleBoundaryOptions {
  /** Direction in which the sea lies, degrees counter-clockwise from the east. Default 0: an eastern coast. */
  readonly seaDirectionDegrees?: number;
  /** Share of the full turn that is coast, 0.1 to 0.6. Default 0.4. */
  readonly coastShare?: number;
}

/** An invented county. Land and waters share the coast line vertex by vertex; the island is a hole in the waters. */
export interface PlausibleBoundary {
  readonly land: Polygon;
  readonly island: Polygon;
  readonly waters: Polygon;
}

/** 256 vertices a loop: a coast line that looks drawn at the scale of a county. */
const LEVELS = 8;
const VERTICES = 2 ** LEVELS;

/** Radii as shares of the half box: land, its unevenness, outer limit of the waters. */
const LAND_RADIUS = 0.55;
const LAND_UNEVENNESS = 0.25;
const SEA_RADIUS = 0.98;
const ISLAND_RADIUS = 0.055;
const ISLAND_UNEVENNESS = 0.025;

/**
 * An irregular county inside a box: land with an even inland border and a ragged coast, the waters off that coast, and
 * an island in them. Every outline is star-shaped around a centre, so no ring can cross itself, and the radii leave
 * room, so the island never touches the coast. The same random numbers give the same county.
 */
export function plausibleBoundary(box: Box, options: PlausibleBoundaryOptions, random: Random): PlausibleBoundary {
  const [west, south, east, north] = box;
  const projection = localProjection([(west + east) / 2, (south + north) / 2]);
  const [halfWidth, halfHeight] = projection.toMetres([east, north]);
  const seaTurn = (options.seaDirectionDegrees ?? 0) / 360;
  const place = (x: number, y: number): Position => {
    const [lng, lat] = projection.toDegrees(x * halfWidth, y * halfHeight);
    return [round(lng ?? 0), round(lat ?? 0)];
  };
  const around = (turn: number, radius: number, [x, y]: readonly [number, number] = [0, 0]): Position => {
    const angle = (turn + seaTurn) * 2 * Math.PI;
    return place(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  };
  const offsets = wavyLoop(LEVELS, LAND_UNEVENNESS, 0.6, random);
  const landAt = (i: number) => around(i / VERTICES, LAND_RADIUS + (offsets[(i + VERTICES) % VERTICES] ?? 0));
  const coastReach = Math.round((Math.min(0.6, Math.max(0.1, options.coastShare ?? 0.4)) * VERTICES) / 2);
  const coast = Array.from({ length: 2 * coastReach + 1 }, (_, k) => landAt(k - coastReach));
  const limit = coast.map((_, k) => around((coastReach - k) / VERTICES, SEA_RADIUS));
  const middleAngle = (seaTurn + (random() - 0.5) * 0.06) * 2 * Math.PI;
  const middle = (LAND_RADIUS + LAND_UNEVENNESS + SEA_RADIUS) / 2;
  const centre = [middle * Math.cos(middleAngle), middle * Math.sin(middleAngle)] as const;
  const shore = wavyLoop(LEVELS - 2, ISLAND_UNEVENNESS, 0.6, random);
  const islandRing = shore.map((offset, i) => around(i / shore.length, ISLAND_RADIUS + offset, centre));
  return {
    land: polygonOf([Array.from({ length: VERTICES }, (_, i) => landAt(i))]),
    island: polygonOf([islandRing]),
    waters: polygonOf([[...coast, ...limit], islandRing]),
  };
}

/** Seven decimals, a centimetre: what survey files carry. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

function polygonOf(openRings: Ring[]): Polygon {
  const rings = openRings.map((ring) => ring.concat(ring.slice(0, 1)));
  return orientRings({ type: 'Polygon', coordinates: rings });
}
