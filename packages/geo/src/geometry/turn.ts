import { orient2d } from 'robust-predicates';

/**
 * Positive when a → b → c turns left (y to the north), negative when it turns right, zero when the three are in line.
 * The sign is exact. The library counts with y to the south, hence the minus.
 */
export function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  return -orient2d(ax, ay, bx, by, cx, cy);
}
