import type { Position } from 'geojson';
import { latOf, lngOf } from '../geometry/area-geometry.ts';

/** The overlay grid: 1e-9°, a tenth of a millimetre; whole numbers of it are exact in a double for the whole globe. */
const UNITS_PER_DEGREE = 1e9;

/** Vertices on the overlay grid, each place once, numbered in the order of their first use. */
export class SnapVertices {
  readonly xs: number[] = [];
  readonly ys: number[] = [];
  readonly #ids = new Map<string, number>();

  /** The number of the grid point nearest to a position. */
  addPosition(position: Position): number {
    return this.add(lngOf(position) * UNITS_PER_DEGREE, latOf(position) * UNITS_PER_DEGREE);
  }

  /** The number of the grid point nearest to a place in grid units. */
  add(x: number, y: number): number {
    const [gridX, gridY] = [Math.round(x) + 0, Math.round(y) + 0];
    const key = `${gridX},${gridY}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.xs.length;
    this.xs.push(gridX);
    this.ys.push(gridY);
    this.#ids.set(key, id);
    return id;
  }

  x(vertex: number): number {
    return this.xs[vertex] as number;
  }

  y(vertex: number): number {
    return this.ys[vertex] as number;
  }

  /** The vertex in degrees: the double nearest to the nine-digit decimal, hence the same after another round. */
  position(vertex: number): Position {
    return [this.x(vertex) / UNITS_PER_DEGREE, this.y(vertex) / UNITS_PER_DEGREE];
  }
}
