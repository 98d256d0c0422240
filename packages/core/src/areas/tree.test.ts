import { describe, expect, it } from 'vitest';
import { mayContain } from './area.ts';
import { createPathTree, type TreeRow } from './tree.ts';

const row = (id: string, parentId: string | null, path: string, more: Partial<TreeRow> = {}): TreeRow => ({
  id,
  parentId,
  path,
  name: id,
  code: `code-${id}`,
  validFrom: 0,
  validTo: null,
  ...more,
});
const ROWS = [
  row('county', null, '1'),
  row('street', 'county', '1.2'),
  row('old', 'county', '1.3', { validTo: 5 }),
  row('announced', 'county', '1.4', { validFrom: 20 }),
  row('grid b', 'street', '1.2.5'),
  row('grid a', 'street', '1.2.6'),
];
const ids = (rows: readonly TreeRow[]) => rows.map(({ id }) => id);

describe('a tree', () => {
  const tree = createPathTree(ROWS, 10);
  it('lists what is valid, by name', () => {
    expect(ids(tree.roots)).toEqual(['county']);
    expect(ids(tree.children('county'))).toEqual(['street']);
    expect(ids(tree.children('street'))).toEqual(['grid a', 'grid b']);
    expect(ids(tree.subtree('county'))).toEqual(['county', 'street', 'grid a', 'grid b']);
    expect(tree.size).toBe(4);
    expect(tree.byCode('code-old')).toBeUndefined();
  });
  it('still knows what was', () => {
    expect(tree.byId('old')?.path).toBe('1.3');
    expect(ids(tree.trail('old'))).toEqual(['county', 'old']);
    expect(ids(createPathTree(ROWS, 4).children('county'))).toEqual(['old', 'street']);
    expect(ids(createPathTree(ROWS, 20).children('county'))).toEqual(['announced', 'street']);
  });
  it('goes up itself first and down the root first', () => {
    expect(ids(tree.ancestors('grid a'))).toEqual(['grid a', 'street', 'county']);
    expect(ids(tree.trail('grid a'))).toEqual(['county', 'street', 'grid a']);
    expect(tree.ancestors('nowhere')).toEqual([]);
    expect(tree.isWithin('grid a', 'county')).toBe(true);
    expect(tree.isWithin('county', 'grid a')).toBe(false);
    expect(tree.byPath('1.2.5')?.id).toBe('grid b');
  });
});

it('levels go down and never nest in themselves; a station is optional and grids may be divided (JA-02 JA-03 QH-09 SH-06)', () => {
  expect(mayContain('county', 'grid')).toBe(true);
  expect(mayContain('grid', 'grid')).toBe(false);
  expect(mayContain('grid', 'community')).toBe(false);
  expect(mayContain('township', 'station') && mayContain('station', 'community')).toBe(true);
  expect(mayContain('township', 'community')).toBe(true);
  expect(mayContain('grid', 'micro_grid')).toBe(true);
  const ways = [
    ['county', 'township', 'grid'],
    ['county', 'township', 'community', 'grid'],
    ['county', 'township', 'station', 'community', 'grid'],
  ] as const;
  for (const way of ways) expect(way.slice(1).every((level, above) => mayContain(way[above] ?? level, level))).toBe(true);
});
