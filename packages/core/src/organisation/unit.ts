import { isWithin } from '../access/index.ts';
import { createPathTree, groupBy, type PathTree } from '../areas/index.ts';
import type { Instant, Uuid } from '../kernel/index.ts';

export const UNIT_KINDS = [
  'government',
  'centre',
  'department',
  'subdistrict',
  'station',
  'committee',
  'contractor',
  'property',
  'organisation',
  'other',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A unit: a centre, department, station, committee or contractor. */
export interface UnitNode {
  readonly id: Uuid;
  readonly parentId: Uuid | null;
  /** `ltree` text; never changes, so cases may carry it. */
  readonly path: string;
  readonly kind: UnitKind;
  readonly code: string | null;
  readonly name: string;
  readonly shortName: string | null;
  readonly areaId: Uuid | null;
  /** Its ids in other systems, by system. */
  readonly externalIds: Readonly<Record<string, string>>;
  /** Other spellings under which it was met. */
  readonly namesSeen: readonly string[];
  readonly capacityOpen: number | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly demo: boolean;
  readonly version: number;
}

/** Units as one tree. */
export interface UnitTree extends PathTree<UnitNode> {
  byExternalId(system: string, id: string): UnitNode | undefined;
  /** By name, short name or another spelling; `undefined` also when several units answer to it. */
  byName(name: string): UnitNode | undefined;
  /** Valid units at or below any of these paths. */
  within(paths: readonly string[]): readonly UnitNode[];
}

/** Indexes units at a moment. */
export function createUnitTree(rows: readonly UnitNode[], at: Instant): UnitTree {
  const tree = createPathTree(rows, at);
  const valid = tree.roots.flatMap(({ id }) => tree.subtree(id));
  const external = new Map(
    valid.flatMap((row) => Object.entries(row.externalIds).map(([system, id]) => [`${system}\n${id}`, row] as const)),
  );
  const spellings = groupBy(
    valid.flatMap((row) => [...new Set([row.name, row.shortName ?? row.name, ...row.namesSeen])].map((name) => ({ name, row }))),
    ({ name }) => name,
  );
  return {
    ...tree,
    byExternalId: (system, id) => external.get(`${system}\n${id}`),
    within: (paths) => valid.filter(({ path }) => paths.some((above) => isWithin(path, above))),
    byName: (name) => {
      const found = spellings.get(name) ?? [];
      return found.length === 1 ? found[0]?.row : undefined;
    },
  };
}
