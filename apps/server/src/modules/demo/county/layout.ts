import { numberingOrder } from '@gridward/core';
import {
  areaM2,
  bufferLine,
  interiorPoint,
  localProjection,
  orientRings,
  placeInArea,
  plausibleBoundary,
  subdivide,
  type AreaGeometry,
} from '@gridward/geo';
import type { Chance } from '../chance.ts';
import { CUT_OUTS, STREETS, type CommunityPlan, type StreetPlan } from './names.ts';
import { unionOfLandAndSea } from './shore.ts';

/** Open sea far off any coast: nobody can take the county for a real one. */
const BOX = [123.52, 29.02, 123.64, 29.13] as const;

export interface DrawnCommunity {
  readonly plan: CommunityPlan;
  readonly geometry: AreaGeometry;
  readonly grids: readonly AreaGeometry[];
}

export interface DrawnStreet {
  readonly plan: StreetPlan;
  readonly geometry: AreaGeometry;
  readonly communities: readonly DrawnCommunity[];
}

export interface DrawnCounty {
  readonly geometry: AreaGeometry;
  readonly streets: readonly DrawnStreet[];
  /** In the order of `CUT_OUTS`. */
  readonly cutOuts: readonly AreaGeometry[];
  /** How the grids of some communities were cut before. */
  readonly formerGrids: ReadonlyMap<string, readonly AreaGeometry[]>;
}

/** Communities whose grids were divided anew some time ago. */
const REDIVIDED = ['yintan', 'qinghe'] as const;

/** Draws the county; the same chance draws the same county. */
export function drawCounty(chance: Chance): DrawnCounty {
  const { land, island, waters } = plausibleBoundary([...BOX], { seaDirectionDegrees: 15 }, chance.branch('outline').next);
  const { county, town } = unionOfLandAndSea(land, waters);
  const onLand = STREETS.filter((street) => !street.island);
  const parts = cut(land, onLand.length, chance.branch('streets'));
  const streets = STREETS.map((plan): DrawnStreet => {
    const geometry = plan.island ? town : partOf(parts, onLand.indexOf(plan));
    return {
      plan,
      geometry,
      communities: drawCommunities(plan, plan.island ? island : geometry, waters, chance.branch(plan.key)),
    };
  });
  const communities = new Map(streets.flatMap((street) => street.communities.map((drawn) => [drawn.plan.key, drawn])));
  return {
    geometry: county,
    streets,
    cutOuts: CUT_OUTS.map(({ kind, community }) =>
      cutOut(kind, need(communities, community), chance.branch(`cut out ${community}`)),
    ),
    formerGrids: new Map(
      REDIVIDED.map((key) => {
        const { geometry, plan } = need(communities, key);
        return [key, cut(geometry, plan.grids, chance.branch(`former grids ${key}`))];
      }),
    ),
  };
}

function drawCommunities(street: StreetPlan, ground: AreaGeometry, waters: AreaGeometry, chance: Chance): DrawnCommunity[] {
  const onLand = street.communities.filter(({ kind }) => kind === 'land');
  const parts = cut(ground, onLand.length, chance);
  return street.communities.map((plan) => {
    const geometry = plan.kind === 'sea' ? waters : partOf(parts, onLand.indexOf(plan));
    return { plan, geometry, grids: cut(geometry, plan.grids, chance.branch(plan.key)) };
  });
}

/** Cells in the order in which a community numbers them. */
function cut(geometry: AreaGeometry, count: number, chance: Chance): AreaGeometry[] {
  const cells = subdivide(geometry, count, chance.next);
  if (cells.length !== count) throw new Error(`${count} cells were asked for, ${cells.length} came`);
  const placed = cells.map((cell, i) => {
    const [longitude = 0, latitude = 0] = interiorPoint(cell) ?? [];
    return { id: String(i).padStart(3, '0'), longitude, latitude, cell };
  });
  return numberingOrder(placed).map(({ cell }) => cell);
}

const ROAD_HALF_WIDTH_M = 18;
const TRIES = 400;

/** A surface inside the community: a strip for a road, a lot for everything else. */
function cutOut(kind: 'road' | 'dedicated' | 'site', { geometry, grids }: DrawnCommunity, chance: Chance): AreaGeometry {
  const sizeM = Math.sqrt(areaM2(geometry));
  for (let tried = 0; tried < TRIES; tried += 1) {
    const from = interiorPoint(chance.pick(grids)) ?? [0, 0];
    const angle = chance.next() * Math.PI;
    const drawn = kind === 'road' ? road(from, angle, sizeM * 0.7) : lot(from, angle, kind === 'site' ? 160 : sizeM * 0.22);
    if (drawn !== undefined && lies(drawn, geometry)) return drawn;
  }
  throw new Error(`no room for a ${kind} grid`);
}

function road(middle: readonly number[], angle: number, lengthM: number): AreaGeometry | undefined {
  const plane = localProjection([middle[0] ?? 0, middle[1] ?? 0]);
  const at = (share: number, asideM: number) =>
    plane.toDegrees(
      Math.cos(angle) * lengthM * share - Math.sin(angle) * asideM,
      Math.sin(angle) * lengthM * share + Math.cos(angle) * asideM,
    );
  const line = [at(-0.5, 0), at(-0.2, 35), at(0.15, -20), at(0.5, 10)];
  return bufferLine({ type: 'LineString', coordinates: line }, ROAD_HALF_WIDTH_M);
}

function lot(middle: readonly number[], angle: number, lengthM: number): AreaGeometry {
  const plane = localProjection([middle[0] ?? 0, middle[1] ?? 0]);
  const corner = (x: number, y: number) =>
    plane.toDegrees(lengthM * (x * Math.cos(angle) - y * Math.sin(angle)), lengthM * (x * Math.sin(angle) + y * Math.cos(angle)));
  const ring = [corner(-0.5, -0.35), corner(0.5, -0.3), corner(0.45, 0.3), corner(-0.1, 0.4), corner(-0.5, 0.3)];
  return orientRings({ type: 'Polygon', coordinates: [ring.concat(ring.slice(0, 1))] });
}

const lies = (inner: AreaGeometry, outer: AreaGeometry): boolean =>
  (inner.type === 'Polygon' ? inner.coordinates : inner.coordinates.flat())
    .flat()
    .every((position) => placeInArea(position, outer) === 'inside');

function partOf(parts: readonly AreaGeometry[], index: number): AreaGeometry {
  const part = parts[index];
  if (part === undefined) throw new Error(`the county has no part ${index}`);
  return part;
}

function need<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key);
  if (found === undefined) throw new Error(`the county has no ${key}`);
  return found;
}
