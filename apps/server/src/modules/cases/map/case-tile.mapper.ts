import { CASE_TILE_LAYER } from '@gridward/contract';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { tileKey, type Cluster, type ZoomClusters } from './case-cluster.policy.ts';
import type { CasePoint } from './case-point.repository.ts';

/** Units of a tile, as the vector tile specification proposes. */
const EXTENT = 4096;
/** A sign at the edge of a tile reaches into its neighbour: each draws its half. Some 45 of 512 pixels. */
const MARGIN = 360;

/** The tile as bytes; empty where there is nothing. */
export function encodeTile(clusters: ZoomClusters, points: readonly CasePoint[], z: number, x: number, y: number): Uint8Array {
  const features = around(clusters, z, x, y).flatMap((cluster) => {
    const place = [Math.round((cluster.x * 2 ** z - x) * EXTENT), Math.round((cluster.y * 2 ** z - y) * EXTENT)] as const;
    if (place.some((value) => value < -MARGIN || value > EXTENT + MARGIN)) return [];
    return [{ type: 1, geometry: [place], tags: tagsOf(cluster, points[cluster.first]) }];
  });
  if (features.length === 0) return new Uint8Array();
  // Of the tile it reads the features alone, while its type asks for all that the slicing of lines needs.
  const layers = { [CASE_TILE_LAYER]: { features } } as unknown as Parameters<typeof fromGeojsonVt>[0];
  return fromGeojsonVt(layers, { version: 2, extent: EXTENT });
}

/** What lies in the tile and in the eight around it. */
function around(clusters: ZoomClusters, z: number, x: number, y: number): Cluster[] {
  const columns = [x - 1, x, x + 1].filter((column) => column >= 0 && column < 2 ** z);
  return [y - 1, y, y + 1].flatMap((row) => columns.flatMap((column) => clusters.get(tileKey(z, column, row)) ?? []));
}

function tagsOf({ count, overdue, lamp }: Cluster, point: CasePoint | undefined) {
  if (count > 1 || point === undefined) return { cluster: true, count, overdue, lamp };
  return { id: point.id, number: point.number, state: point.state, lamp, hazard: point.hazard };
}
