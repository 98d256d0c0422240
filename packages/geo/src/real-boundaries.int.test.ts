import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FeatureCollection } from 'geojson';
import { createLocator } from './locate/locator.ts';
import type { AreaGeometry } from './geometry/area-geometry.ts';
import { areaM2 } from './geometry/measure.ts';
import { pointToWgs84, toWgs84 } from './coordinates/coordinates.ts';
import { bootstrapBoundaries } from './bootstrap/bootstrap.ts';
import { checkTopology } from './topology/check-topology.ts';
import type { TopologyCell } from './topology/finding.ts';
import { repair } from './topology/repair.ts';

/** Real files carry no licence to be copied: they are read where they lie, or the tests are skipped. */
const root = process.env['GRIDWARD_REAL_DATA'] ?? join(process.cwd(), '../shared/data');
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as FeatureCollection<AreaGeometry>;
const outlineOf = (path: string) => read(path).features[0]?.geometry;

describe.skipIf(!existsSync(join(root, 'beijing_subdistricts')))('343 real streets', () => {
  it('are checked and repaired in seconds, and are clean afterwards', { timeout: 60_000 }, () => {
    const cells = readdirSync(join(root, 'beijing_subdistricts/subdistrict')).flatMap((file) =>
      read(`beijing_subdistricts/subdistrict/${file}`).features.map(
        ({ properties, geometry }): TopologyCell & { geometry: AreaGeometry } => ({ id: `${properties?.['code']}`, geometry }),
      ),
    );
    const parent = outlineOf('beijing_subdistricts/city/beijing-outline.geojson');
    const findings = checkTopology(parent, cells);
    const count = (kind: string) => findings.filter((finding) => finding.kind === kind).length;
    expect(cells).toHaveLength(343);
    expect(count('overlap')).toBeGreaterThan(30);
    expect(count('gap')).toBeGreaterThan(100);
    const mended = repair(
      cells,
      findings.flatMap(({ suggestion }) => suggestion ?? []),
    );
    expect(checkTopology(parent, mended).filter(({ cellIds }) => cellIds.length > 0)).toEqual([]);
    expect(createLocator(cells).locate(116.3974, 39.9093)).toBe('110101001000');
  });
});

describe.skipIf(!existsSync(join(root, 'pingshan2018')))('a real district known by points', () => {
  it.each([1, 3])('is covered by provisional boundaries; the point that lies elsewhere is named (column %i)', (column) => {
    const outline = outlineOf('boundaries_county/440310.json');
    if (outline === undefined) throw new Error('the outline file holds no feature');
    const county = toWgs84(outline, 'GCJ02');
    const lines = readFileSync(join(root, 'pingshan2018/community_points_bd09.csv'), 'utf8').trim().split('\n').slice(1);
    const points = lines.map((line) => {
      const fields = line.split(',');
      const [lng = 0, lat = 0] = pointToWgs84([Number(fields[column]), Number(fields[column + 1])], 'BD09');
      return { id: fields[0] ?? '', lng, lat };
    });
    const boundaries = bootstrapBoundaries(points, county);
    const cells = boundaries.flatMap(({ id, geometry }) => (geometry ? [{ id, geometry }] : []));
    expect(cells).toHaveLength(22);
    expect(boundaries.filter(({ warnings }) => warnings.some(({ kind }) => kind === 'outside_outline'))).toHaveLength(1);
    expect(checkTopology(county, cells).filter(({ cellIds }) => cellIds.length > 0)).toEqual([]);
    expect(cells.reduce((sum, { geometry }) => sum + areaM2(geometry), 0) / areaM2(county)).toBeCloseTo(1, 8);
  });
});
