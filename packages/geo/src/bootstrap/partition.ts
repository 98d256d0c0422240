import type { Position } from 'geojson';
import type { Arrangement } from '../arrangement/arrangement.ts';
import { arrange } from '../arrangement/arrangement.ts';
import { dissolve } from '../arrangement/dissolve.ts';
import { edgeOf, twinOf } from '../arrangement/half-edges.ts';
import type { AreaGeometry, Ring } from '../geometry/area-geometry.ts';
import { placeInArea } from '../geometry/contains.ts';
import { interiorPoint } from '../geometry/interior-point.ts';
import { latOf, lngOf, polygonsOf } from '../geometry/area-geometry.ts';
import { distanceM } from '../geometry/measure.ts';

/** A claim on part of an outline: where it grows from and the ring that it asks for. */
export interface Claim {
  readonly seed: Position;
  readonly ring: Ring;
}

/**
 * Divides an outline among claims so that every spot gets exactly one owner: what one claim covers is its own, what
 * several or none cover goes to the nearest seed. Pieces cut off from their seed go to the neighbour with the longest
 * common border, if there is one. Results are in the order of the claims, valid, and share their vertices exactly;
 * `undefined` where nothing is left for a claim.
 */
export function partition(outline: AreaGeometry, claims: readonly Claim[]): (AreaGeometry | undefined)[] {
  const outer = polygonsOf(outline);
  const arrangement = arrange([...outer, ...claims.map((claim) => [claim.ring])]);
  const ownerOf = new Map<number, number>();
  for (const [face, cover] of arrangement.coversOf.entries()) {
    if (!cover.some((polygon) => polygon < outer.length)) continue;
    const claiming = cover.filter((polygon) => polygon >= outer.length).map((polygon) => polygon - outer.length);
    const [only] = claiming;
    const owner = only !== undefined && claiming.length === 1 ? only : nearestClaim(arrangement, face, claims, claiming);
    if (owner !== undefined) ownerOf.set(face, owner);
  }
  mergeStrays(arrangement, ownerOf, claims);
  const facesOf = claims.map((): number[] => []);
  for (const [face, owner] of ownerOf) facesOf[owner]?.push(face);
  return facesOf.map((faces) => dissolve(arrangement, faces));
}

function nearestClaim(
  arrangement: Arrangement,
  face: number,
  claims: readonly Claim[],
  claiming: readonly number[],
): number | undefined {
  const surface = dissolve(arrangement, [face]);
  const point = surface && interiorPoint(surface);
  if (point === undefined) return undefined;
  const candidates = claiming.length > 0 ? claiming : claims.keys();
  let [nearest, least]: [number | undefined, number] = [undefined, Infinity];
  for (const claim of candidates) {
    const seed = claims[claim]?.seed;
    const distance = seed === undefined ? Infinity : distanceM(seed, point);
    if (distance < least) [nearest, least] = [claim, distance];
  }
  return nearest;
}

/** Faces of one owner that hang together by edges. */
function piecesOf(arrangement: Arrangement, ownerOf: ReadonlyMap<number, number>): { owner: number; faces: number[] }[] {
  const isSeen = new Set<number>();
  const pieces: { owner: number; faces: number[] }[] = [];
  for (const [start, owner] of ownerOf) {
    if (isSeen.has(start)) continue;
    isSeen.add(start);
    const faces = [start];
    for (const face of faces) {
      for (const h of arrangement.bordersOf[face] ?? []) {
        const across = arrangement.faceOf[twinOf(h)] ?? 0;
        if (ownerOf.get(across) !== owner || isSeen.has(across)) continue;
        isSeen.add(across);
        faces.push(across);
      }
    }
    pieces.push({ owner, faces });
  }
  return pieces;
}

function mergeStrays(arrangement: Arrangement, ownerOf: Map<number, number>, claims: readonly Claim[]): void {
  const pieces = piecesOf(arrangement, ownerOf);
  const homes = new Map<number, { faces: number[]; rank: number }>();
  for (const { owner, faces } of pieces) {
    const rank = faces.length + (holdsSeed(arrangement, faces, claims[owner]) ? Infinity : 0);
    if (rank > (homes.get(owner)?.rank ?? -1)) homes.set(owner, { faces, rank });
  }
  for (const { owner, faces } of pieces) {
    if (homes.get(owner)?.faces === faces) continue;
    const neighbour = longestNeighbour(arrangement, ownerOf, faces, owner);
    if (neighbour !== undefined) for (const face of faces) ownerOf.set(face, neighbour);
  }
}

function holdsSeed(arrangement: Arrangement, faces: readonly number[], claim: Claim | undefined): boolean {
  const surface = dissolve(arrangement, faces);
  return surface !== undefined && claim !== undefined && placeInArea(claim.seed, surface) !== 'outside';
}

function longestNeighbour(
  arrangement: Arrangement,
  ownerOf: ReadonlyMap<number, number>,
  faces: readonly number[],
  owner: number,
): number | undefined {
  const borders = new Map<number, number>();
  for (const h of faces.flatMap((face) => arrangement.bordersOf[face] ?? [])) {
    const across = ownerOf.get(arrangement.faceOf[twinOf(h)] ?? 0);
    if (across === undefined || across === owner) continue;
    const { a, b } = edgeOf(arrangement.halfEdges.edges, h);
    const [from, to] = [arrangement.vertices.position(a), arrangement.vertices.position(b)];
    borders.set(across, (borders.get(across) ?? 0) + Math.hypot(lngOf(from) - lngOf(to), latOf(from) - latOf(to)));
  }
  const ranked = [...borders].toSorted((p, q) => q[1] - p[1] || p[0] - q[0]);
  return ranked[0]?.[0];
}
