import type { Position } from 'geojson';
import type { AreaGeometry } from '../geometry/area-geometry.ts';

/** A cell of one layer as it stands in a file: geometry as found, however broken; `point` where it has its own. */
export interface TopologyCell {
  readonly id: string;
  readonly geometry?: AreaGeometry;
  readonly point?: Position;
}

/** What is wrong with a ring or a geometry on its own. */
export type RingProblem =
  | 'no_geometry'
  | 'not_finite'
  /** Beyond ±180° or ±90°: most often latitude and longitude in the wrong order, or metres. */
  | 'out_of_range'
  | 'too_few_points'
  | 'unclosed'
  | 'wrong_orientation'
  | 'self_intersection'
  | 'hole_outside'
  | 'nested_rings'
  | 'disconnected_interior'
  | 'duplicate_rings';

/**
 * A repair as data. `snap` (a sliver between borders meant to be one), `assign_gap_to` and `assign_overlap_to` give the
 * geometry to `cellId` alone; `clip_to_parent` takes it from `cellId`; `replace_geometry` puts it in place of the
 * cell's; `remove_cell` drops a duplicate.
 */
export type Suggestion =
  | { readonly kind: 'snap' | 'assign_gap_to' | 'assign_overlap_to'; readonly cellId: string; readonly geometry: AreaGeometry }
  | { readonly kind: 'clip_to_parent' | 'replace_geometry'; readonly cellId: string; readonly geometry: AreaGeometry }
  | { readonly kind: 'remove_cell'; readonly cellId: string; readonly index: number };

interface FindingBase {
  /** `error`: points would be placed wrongly or not at all. `warning`: a trace of drawing, worth a look. */
  readonly severity: 'error' | 'warning';
  /** A position that shows the place; missing only where no usable position exists. */
  readonly at?: Position;
  /** The cells concerned; empty when the parent itself is at fault. */
  readonly cellIds: readonly string[];
  readonly suggestion?: Suggestion;
}

interface Surface {
  readonly areaM2: number;
  readonly geometry: AreaGeometry;
}

/** One defect of a layer. */
export type Finding =
  | (FindingBase & { readonly kind: 'invalid_ring'; readonly problem: RingProblem })
  | (FindingBase & Surface & { readonly kind: 'overlap' })
  /** `cellIds` are the neighbours, longest common border first. */
  | (FindingBase & Surface & { readonly kind: 'gap' })
  | (FindingBase & Surface & { readonly kind: 'outside_parent' })
  | (FindingBase & { readonly kind: 'duplicate'; readonly same: 'id' | 'geometry' })
  | (FindingBase & { readonly kind: 'point_outside_parent' });

/** What counts as nothing, as a sliver, and as a defect. */
export interface TopologyTolerances {
  /** Gaps, overlaps and parts outside the parent below this many m² are not reported. Default 1: no case fits in it. */
  readonly ignoreAreaM2: number;
  /** Pieces thinner than this many metres on average (2 × area / border) are not reported. Default 0.01: rounding. */
  readonly ignoreWidthM: number;
  /** Pieces thinner than this many metres on average are slivers: a warning and a `snap`. Default 10: drawn twice. */
  readonly sliverWidthM: number;
}

export const DEFAULT_TOLERANCES: TopologyTolerances = { ignoreAreaM2: 1, ignoreWidthM: 0.01, sliverWidthM: 10 };
