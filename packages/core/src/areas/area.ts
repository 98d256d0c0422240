import type { Instant, Uuid } from '../kernel/index.ts';

/** Levels of the tree of areas, from the top down. A tree may leave levels out, never turn them round. */
export const AREA_LEVELS = [
  'province',
  'city',
  'county',
  'township',
  'station',
  'community',
  'grid',
  'micro_grid',
  'building',
] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** Kinds of grid: land that a community divides, sea, and three kinds that are cut out of it for one purpose. */
export const GRID_KINDS = ['basic', 'dedicated', 'road', 'site', 'sea'] as const;
export type GridKind = (typeof GRID_KINDS)[number];

/** An area as everybody reads it; its surface is kept apart. */
export interface AreaNode {
  readonly id: Uuid;
  readonly parentId: Uuid | null;
  /** `ltree` text; never changes, so cases may carry it. */
  readonly path: string;
  readonly level: AreaLevel;
  readonly gridKind: GridKind | null;
  readonly code: string | null;
  readonly codeSystem: string;
  readonly name: string;
  readonly alias: readonly string[];
  readonly ownerUnitId: Uuid | null;
  readonly householdCount: number | null;
  readonly population: number | null;
  /** Civil date of the counts. */
  readonly countedOn: string | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly demo: boolean;
  readonly version: number;
}

const rankOf = (level: AreaLevel): number => AREA_LEVELS.indexOf(level);

/** May an area of `level` lie directly in one of `parent`? Levels go down; equal levels never nest. */
export const mayContain = (parent: AreaLevel, level: AreaLevel): boolean => rankOf(parent) < rankOf(level);

/** Is something that holds from `validFrom` until before `validTo` valid at this moment? */
export const isValidAt = (
  { validFrom, validTo }: { readonly validFrom: Instant; readonly validTo: Instant | null },
  at: Instant,
): boolean => validFrom <= at && (validTo === null || at < validTo);
