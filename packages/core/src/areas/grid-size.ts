import type { GridKind } from './area.ts';

/** How many households a grid usually has; both ends belong to it. */
export interface SizeNorm {
  readonly fewest: number;
  readonly most: number;
}

/** What a place decided for kinds of grid. A kind without a norm may have any size: places differ, and no standard binds them all. */
export type GridSizeNorms = Readonly<Partial<Record<GridKind, SizeNorm>>>;

/**
 * How a grid stands against the norm of its kind; a grid of no named kind is a basic one.
 * @returns `null` within the norm, and where there is no norm or nothing was counted
 */
export function sizeAgainstNorm(
  { gridKind, householdCount }: { readonly gridKind: GridKind | null; readonly householdCount: number | null },
  norms: GridSizeNorms,
): { readonly is: 'below' | 'above'; readonly norm: SizeNorm } | null {
  const norm = norms[gridKind ?? 'basic'];
  if (norm === undefined || householdCount === null) return null;
  if (householdCount < norm.fewest) return { is: 'below', norm };
  return householdCount > norm.most ? { is: 'above', norm } : null;
}
