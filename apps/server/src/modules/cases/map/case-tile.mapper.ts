import { CASE_TILE_LAYER, type CaseTileLamp } from '@gridward/contract';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import Supercluster, { type PointFeature, type TileTags } from 'supercluster';
import type { CasePoint } from './case-point.repository.ts';

/** Units of a tile, as the vector tile specification proposes. */
const EXTENT = 4096;
/** Points nearer than this become one, in units of the tile: some 45 pixels of the 512 that a tile is drawn with. */
const RADIUS = 360;
/** From here on only what lies at the very same place is drawn as one. */
const APART_FROM_ZOOM = 17;
const SAME_PLACE_RADIUS = 24;

/** Worst first; what has ended is nobody's worry. */
const WORST: readonly CaseTileLamp[] = ['red', 'amber', 'green', 'grey', 'none'];

interface Single {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly lamp: CaseTileLamp;
  readonly hazard: boolean;
}
interface Summed {
  overdue: number;
  worst: number;
}

/** Points made ready to be clustered. */
export const toFeatures = (points: readonly CasePoint[]): PointFeature<Single>[] =>
  points.map(({ lng, lat, ...properties }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lng, lat] },
    properties,
  }));

export type ZoomIndex = Supercluster<Single, Summed>;

/**
 * The clusters of one zoom. Each zoom is worked out by itself when somebody looks at it: all of them at once would hold up every other request
 * for as long as nobody wants to wait.
 */
export function indexOfZoom(features: PointFeature<Single>[], zoom: number): ZoomIndex {
  return new Supercluster<Single, Summed>({
    minZoom: zoom,
    maxZoom: zoom,
    extent: EXTENT,
    radius: zoom < APART_FROM_ZOOM ? RADIUS : SAME_PLACE_RADIUS,
    generateId: true,
    map: ({ lamp }) => ({ overdue: lamp === 'red' ? 1 : 0, worst: WORST.indexOf(lamp) }),
    reduce(sum, { overdue, worst }) {
      sum.overdue += overdue;
      sum.worst = Math.min(sum.worst, worst);
    },
  }).load(features);
}

/** The tile as bytes; empty where there is nothing. */
export function encodeTile(index: ZoomIndex, z: number, x: number, y: number): Uint8Array {
  const tile = index.getTile(z, x, y);
  if (tile === null) return new Uint8Array();
  const features = tile.features.map((feature) => ({ ...feature, tags: tagsOf(feature.tags) }));
  // Of the tile it reads the features alone, while its type asks for all that the slicing of lines needs.
  const layers = { [CASE_TILE_LAYER]: { features } } as unknown as Parameters<typeof fromGeojsonVt>[0];
  return fromGeojsonVt(layers, { version: 2, extent: EXTENT });
}

function tagsOf(tags: TileTags<Summed, Single>) {
  if (tags === null || tags === undefined || !('cluster' in tags)) return tags ?? {};
  return { cluster: true, count: tags.point_count, overdue: tags.overdue, lamp: WORST[tags.worst] ?? 'none' };
}
