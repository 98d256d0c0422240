import type { AreaLevel, AreaNode, GridKind } from '@gridward/core';
import type { AreaGeometry } from '@gridward/geo';

/** One line that can be carried out. Parents come before children. */
export interface PlannedArea {
  readonly line: number;
  /** `known`: the store already says the same. */
  action: 'new' | 'changed' | 'known';
  readonly existing: AreaNode | undefined;
  readonly parent: AreaNode | PlannedArea | null;
  readonly level: AreaLevel;
  readonly gridKind: GridKind | null;
  readonly code: string | null;
  readonly codeSystem: string;
  readonly name: string;
  readonly alias: readonly string[];
  readonly householdCount: number | null;
  readonly population: number | null;
  readonly countedOn: string | null;
  readonly point: { readonly lng: number; readonly lat: number } | undefined;
  /** The surface that the line gives, in WGS84; `undefined` leaves the boundary as it is. */
  geometry: AreaGeometry | undefined;
  /** The surface differs from the one that is valid now. */
  newSurface: boolean;
  /** Guessed, not drawn. */
  provisional: boolean;
}
