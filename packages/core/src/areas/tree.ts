import type { Instant, Uuid } from '../kernel/index.ts';
import { isValidAt, type AreaNode } from './area.ts';

/** What any tree of dated rows with `ltree` paths needs. */
export interface TreeRow {
  readonly id: Uuid;
  readonly parentId: Uuid | null;
  readonly path: string;
  readonly name: string;
  readonly code: string | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
}

/**
 * A tree in memory. `all`, `byId`, `byPath`, `ancestors` and `trail` know retired rows too, because old cases still name them;
 * `roots`, `children`, `subtree` and `byCode` answer with what is valid at the moment the tree was made for.
 */
export interface PathTree<T extends TreeRow> {
  /** Number of valid rows. */
  readonly size: number;
  readonly all: readonly T[];
  readonly roots: readonly T[];
  byId(id: Uuid): T | undefined;
  byPath(path: string): T | undefined;
  byCode(code: string): T | undefined;
  /** By name, then id. */
  children(id: Uuid): readonly T[];
  /** Itself first, then its parent, up to the root; empty for an unknown id. */
  ancestors(id: Uuid): readonly T[];
  /** The root first, down to itself; empty for an unknown id. */
  trail(id: Uuid): readonly T[];
  /** Itself and everything below, each parent before its children. */
  subtree(id: Uuid): readonly T[];
  /** Does the subtree of `ancestorId` hold `id`? A row holds itself. */
  isWithin(id: Uuid, ancestorId: Uuid): boolean;
}

const byName = (a: TreeRow, b: TreeRow): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1);

/** The items of each key, keys and items in the order in which they come. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Indexes rows as a tree at a moment. A row whose parent is missing counts as a root. */
export function createPathTree<T extends TreeRow>(rows: readonly T[], at: Instant): PathTree<T> {
  const ids = new Map(rows.map((row) => [row.id, row]));
  const paths = new Map(rows.map((row) => [row.path, row]));
  const valid = rows.filter((row) => isValidAt(row, at)).toSorted(byName);
  const codes = new Map(valid.toReversed().flatMap((row) => (row.code === null ? [] : [[row.code, row] as const])));
  const childrenOf = groupBy(valid, ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : null));
  const children = (id: Uuid): readonly T[] => childrenOf.get(id) ?? [];
  const ancestors = (id: Uuid): readonly T[] => {
    const line: T[] = [];
    for (let row = ids.get(id); row !== undefined; row = row.parentId === null ? undefined : ids.get(row.parentId))
      line.push(row);
    return line;
  };
  const below = (row: T): T[] => [row, ...children(row.id).flatMap(below)];
  return {
    size: valid.length,
    all: rows,
    roots: childrenOf.get(null) ?? [],
    byId: (id) => ids.get(id),
    byPath: (path) => paths.get(path),
    byCode: (code) => codes.get(code),
    children,
    ancestors,
    trail: (id) => ancestors(id).toReversed(),
    subtree: (id) => [ids.get(id)].flatMap((row) => (row === undefined ? [] : below(row))),
    isWithin: (id, ancestorId) => ancestors(id).some((row) => row.id === ancestorId),
  };
}

/** The one tree of areas. */
export type AreaTree = PathTree<AreaNode>;
