import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CaseDimension } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../app.ts';
import { counts, emptyApp, expectedCounts, importAreas, importCases, type FileRow } from '../../testing/import.fixture.ts';

/** Real cases lie beside the repository where they may be used; they are never part of it. */
const DATA = fileURLToPath(new URL('../../../../../../shared/data/', import.meta.url));
const EVENTS = `${DATA}pingshan2018/events.csv`;

const KEYS: readonly (readonly [CaseDimension, number, (one: FileRow) => string])[] = [
  ['unit', 1, (one) => one.dispose_unit_id],
  ['community', 1, (one) => one.community_code],
  ['street', 1, (one) => one.street],
  ['category', 1, (one) => one.event_type_id],
  ['category', 2, (one) => one.main_type_id],
  ['category', 3, (one) => one.sub_type_id],
  ['channel', 1, (one) => one.source],
  ['kind', 1, (one) => one.property],
  ['outcome', 1, (one) => one.outcome],
  ['month', 1, (one) => one.create_time.slice(0, 7)],
];

describe.skipIf(!existsSync(EVENTS))('a real file of a district', () => {
  const store = useTestStore();
  let app: App;
  let rows: FileRow[];
  beforeAll(async () => {
    app = await emptyApp(store(), { clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
    rows = parse(readFileSync(EVENTS), { columns: true, bom: true });
  });
  afterAll(() => app.close());

  test('gets its areas from points, and what lies outside is told', async () => {
    const areas = await importAreas(
      app,
      readFileSync(`${DATA}pingshan2018/community_points_bd09.csv`),
      readFileSync(`${DATA}boundaries_county/440310.json`),
    );
    expect(areas).toMatchObject({ state: 'done', linesNew: 23, linesFailed: 0 });
    expect(areas.findings).toContainEqual({ code: 'point_outside', severity: 'warning', count: 1 });
  });

  test('is imported whole, with its quirks reported, in well under a minute', async () => {
    const done = await importCases(app, { file: readFileSync(EVENTS) });
    expect(done).toMatchObject({ state: 'done', linesNew: rows.length, linesFailed: 0, failure: null });
    const codes = new Map(done.findings.map(({ code, count }) => [code, count]));
    const quirks = ['unit_spellings', 'category_spellings', 'category_parents', 'area_missing', 'unit_missing', 'date_only'];
    expect(quirks.filter((code) => !codes.has(code))).toEqual([]);
  }, 60_000);

  test.each(KEYS)('counts by %s level %i as the file does', async (by, level, keyOf) => {
    const expected = expectedCounts(rows, keyOf);
    const counted = await counts(app, by, level);
    expect(
      new Map(
        counted.map(({ key, received, closed, closedOnTime, overdue }) => [key, { received, closed, closedOnTime, overdue }]),
      ),
    ).toEqual(expected);
  });

  test('adds nothing when it is imported again', async () => {
    const again = await importCases(app, { file: readFileSync(EVENTS) });
    expect(again).toMatchObject({
      state: 'done',
      linesNew: 0,
      linesKnown: rows.length,
      creates: { areas: 0, units: 0, categories: 0, channels: 0 },
    });
    const areas = await importAreas(
      app,
      readFileSync(`${DATA}pingshan2018/community_points_bd09.csv`),
      readFileSync(`${DATA}boundaries_county/440310.json`),
    );
    expect(areas).toMatchObject({ state: 'done', linesNew: 0, linesKnown: 23 });
  }, 60_000);
});
