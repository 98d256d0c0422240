import { edgeAnswer } from '../geometry/contains.ts';
import type { SnapVertices } from './snap-grid.ts';

/** Relative size under which a sum of doubles does not settle the sign of an area. */
const DOUBTFUL = 1e-12;

/** Twice the signed area of a closed loop of vertices in square grid units; the sign is exact. */
export function loopArea(vertices: SnapVertices, loop: readonly number[]): number {
  const first = loop[0];
  if (first === undefined) return 0;
  const [x0, y0] = [vertices.x(first), vertices.y(first)];
  let [sum, magnitude] = [0, 0];
  for (let i = 1; i + 1 < loop.length; i++) {
    const [v, w] = [loop[i] as number, loop[i + 1] as number];
    const left = (vertices.x(v) - x0) * (vertices.y(w) - y0);
    const right = (vertices.x(w) - x0) * (vertices.y(v) - y0);
    sum += left - right;
    magnitude += Math.abs(left) + Math.abs(right);
  }
  return Math.abs(sum) > magnitude * DOUBTFUL ? sum : exactLoopArea(vertices, loop);
}

function exactLoopArea(vertices: SnapVertices, loop: readonly number[]): number {
  let sum = 0n;
  for (const [i, v] of loop.entries()) {
    const w = loop[(i + 1) % loop.length] as number;
    sum += BigInt(vertices.x(v)) * BigInt(vertices.y(w)) - BigInt(vertices.x(w)) * BigInt(vertices.y(v));
  }
  return Number(sum);
}

/** Whether a vertex lies strictly inside a loop. */
export function isInsideLoop(vertices: SnapVertices, vertex: number, loop: readonly number[]): boolean {
  const [px, py] = [vertices.x(vertex), vertices.y(vertex)];
  let isInside = false;
  let previous = loop.at(-1) ?? 0;
  for (const v of loop) {
    const answer = edgeAnswer(px, py, vertices.x(previous), vertices.y(previous), vertices.x(v), vertices.y(v));
    if (answer === 'on') return false;
    if (answer === 'crossed') isInside = !isInside;
    previous = v;
  }
  return isInside;
}

/** Box of a loop in grid units. */
export function loopBox(vertices: SnapVertices, loop: readonly number[]): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const v of loop) {
    west = Math.min(west, vertices.x(v));
    east = Math.max(east, vertices.x(v));
    south = Math.min(south, vertices.y(v));
    north = Math.max(north, vertices.y(v));
  }
  return [west, south, east, north];
}

/** A loop that passes a vertex twice, cut there into loops that do not. */
export function splitAtRepeats(loop: readonly number[]): number[][] {
  const simple: number[][] = [];
  const path: number[] = [];
  const placeOf = new Map<number, number>();
  for (const v of loop) {
    const seenAt = placeOf.get(v);
    if (seenAt !== undefined) {
      const cutOff = path.splice(seenAt);
      for (const w of cutOff) placeOf.delete(w);
      if (cutOff.length > 2) simple.push(cutOff);
    }
    placeOf.set(v, path.length);
    path.push(v);
  }
  if (path.length > 2) simple.push(path);
  return simple;
}
