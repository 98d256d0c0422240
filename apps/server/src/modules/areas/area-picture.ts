import { createPathTree, isValidAt, type AreaLevel, type AreaNode, type AreaTree, type Instant, type Uuid } from '@gridward/core';
import { createLocator, type Locator } from '@gridward/geo';
import type { BoundaryRow } from './boundary.repository.ts';

/** What the store holds of areas: everything, and the boundaries of now and later. */
export interface AreaRecords {
  readonly areas: readonly AreaNode[];
  readonly boundaries: readonly BoundaryRow[];
}

/** Where a position lies. `areaId` is the grid, or the smallest area above grids that covers the position where no grid does. */
export interface Located {
  readonly areaId: Uuid;
  readonly gridId: Uuid | null;
  /** A position on a border belongs to one area, always the same. */
  readonly ambiguous: false;
}

/** Areas as they are at one moment. */
export interface AreaPicture {
  readonly tree: AreaTree;
  boundaryOf(areaId: Uuid): BoundaryRow | undefined;
  locate(position: { readonly lng: number; readonly lat: number }): Located | null;
  /** The moment from which the picture is another, without anybody writing. */
  readonly until: Instant;
}

/**
 * Layers in the order in which they are asked. A grid that is cut out for one purpose comes before the grid that it was cut out of;
 * then land and sea grids; then, where no grid covers, the areas above from the smallest up.
 */
const LAYERS: readonly ((area: AreaNode) => boolean)[] = [
  ({ level, gridKind }) => level === 'grid' && (gridKind === 'site' || gridKind === 'dedicated' || gridKind === 'road'),
  ({ level, gridKind }) => level === 'grid' && (gridKind === null || gridKind === 'basic' || gridKind === 'sea'),
  ...(['community', 'station', 'township', 'county', 'city', 'province'] as const satisfies readonly AreaLevel[]).map(
    (wanted) => (area: AreaNode) => area.level === wanted,
  ),
];

/** Builds the picture at a moment. */
export function pictureAt(records: AreaRecords, at: Instant): AreaPicture {
  const tree = createPathTree(records.areas, at);
  const valid = records.boundaries.filter((boundary) => isValidAt(boundary, at));
  const boundaries = new Map(valid.map((boundary) => [boundary.areaId, boundary]));
  const locators: Locator[] = [];
  const locatorOf = (layer: number): Locator =>
    (locators[layer] ??= createLocator(cellsOf(records.areas, boundaries, layer, at)));
  return {
    tree,
    boundaryOf: (areaId) => boundaries.get(areaId),
    locate({ lng, lat }) {
      for (const layer of LAYERS.keys()) {
        const areaId = locatorOf(layer).locate(lng, lat);
        if (areaId !== undefined)
          return { areaId, gridId: tree.byId(areaId)?.level === 'grid' ? areaId : null, ambiguous: false };
      }
      return null;
    },
    until: nextChange(records, at),
  };
}

function cellsOf(areas: readonly AreaNode[], boundaries: ReadonlyMap<Uuid, BoundaryRow>, layer: number, at: Instant) {
  const belongs = LAYERS[layer] ?? (() => false);
  return areas.flatMap((area) => {
    const boundary = belongs(area) && isValidAt(area, at) ? boundaries.get(area.id) : undefined;
    return boundary === undefined ? [] : [{ id: area.id, geometry: boundary.geometry }];
  });
}

function nextChange({ areas, boundaries }: AreaRecords, at: Instant): Instant {
  let next = Infinity;
  for (const { validFrom, validTo } of [...areas, ...boundaries]) {
    if (validFrom > at && validFrom < next) next = validFrom;
    if (validTo !== null && validTo > at && validTo < next) next = validTo;
  }
  return next;
}
