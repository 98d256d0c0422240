/**
 * Rows per second of a historical case import – file read, checked line by line, names resolved, cases, journal and search words written –
 * against `COPY` of the very same rows into the same tables with all their indexes and constraints.
 */
import { pipeline } from 'node:stream/promises';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { emptyApp, importAreas, importCases } from '../apps/server/dist/testing/import.fixture.js';
import { withStore } from './bench-store.mjs';
import { print, say, sizeFrom } from './figures.mjs';

const ROWS = sizeFrom('GRIDWARD_BENCH_ROWS', 20_000);
const TABLES = ['case_file', 'case_event', 'case_search'];
const [WEST, SOUTH, EAST, NORTH] = [114.2, 22.6, 114.5, 22.85];

const { groups } = JSON.parse(readFileSync(new URL('../models/pingshan/areas.mapping.json', import.meta.url), 'utf8'));
const communities = Object.entries(groups.members).flatMap(([street, names]) => names.map((name) => ({ street, name })));

/** A rectangle and evenly spread points with the names that the model knows. */
function areaFiles() {
  const across = 6;
  const lines = communities.map(({ name }, i) => {
    const lng = WEST + (((i % across) + 0.5) / across) * (EAST - WEST);
    const lat = SOUTH + ((Math.floor(i / across) + 0.5) / Math.ceil(communities.length / across)) * (NORTH - SOUTH);
    return [name, lng, lat, lng, lat].join(',');
  });
  const ring = [
    [WEST, SOUTH],
    [EAST, SOUTH],
    [EAST, NORTH],
    [WEST, NORTH],
    [WEST, SOUTH],
  ];
  const outline = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }],
  };
  return {
    points: Buffer.from(['community,lng_a,lat_a,lng_b,lat_b', ...lines].join('\n')),
    outline: Buffer.from(JSON.stringify(outline)),
  };
}

/** Made-up lines in the layout of the model: 18 × 7 × 3 matters, 115 units of which one takes most cases of a matter, a year of days. */
function caseFile() {
  const head =
    'rec_id,create_time,street,community_code,community,event_type,event_type_id,main_type,main_type_id,sub_type,sub_type_id,property,source,dispose_unit,dispose_unit_id,outcome,outcome_cn';
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const at = (i * 7919) % communities.length;
    const { street, name } = communities[at];
    const day = new Date(Date.UTC(2025, 0, 1 + (i % 365))).toISOString().slice(0, 10);
    const [type, main, sub] = [i % 18, i % (18 * 7), i % (18 * 7 * 3)];
    const unit = (sub * 31 + (i % 4 === 0 ? at : 0)) % 115;
    const late = i % 10 === 0;
    return [
      i + 1,
      day,
      street,
      10_001 + at,
      name,
      `大类${type}`,
      1 + type,
      `小类${main}`,
      101 + main,
      `细类${sub}`,
      1_001 + sub,
      i % 5 === 0 ? '咨询' : '投诉',
      i % 2 === 0 ? '12345' : '@坪山',
      `处置单位${unit}`,
      1_500 + unit,
      late ? 'overtime' : 'intime',
      late ? '逾期办结' : '按期办结',
    ].join(',');
  });
  return Buffer.from([head, ...lines].join('\n'));
}

/** Takes the imported rows out and copies them in again, all tables in one transaction as an import would. @returns seconds */
async function measureCopy({ owner }) {
  const client = await owner.connect();
  try {
    const rows = new Map();
    for (const table of TABLES) rows.set(table, await buffer(client.query(copyTo(`copy ${table} to stdout`))));
    await client.query(`truncate ${TABLES.join(', ')} cascade`);
    const started = process.hrtime.bigint();
    await client.query('begin');
    for (const [table, bytes] of rows) await pipeline(Readable.from([bytes]), client.query(copyFrom(`copy ${table} from stdin`)));
    await client.query('commit');
    return Number(process.hrtime.bigint() - started) / 1e9;
  } finally {
    client.release();
  }
}

await withStore(async ({ store, clock, ids }) => {
  const app = await emptyApp(store, { clock, ids });
  const { points, outline } = areaFiles();
  const areas = await importAreas(app, points, outline);
  if (areas.state !== 'done') throw new Error(`the areas were not imported: ${JSON.stringify(areas)}`);
  const file = caseFile();
  say(`importing ${ROWS.toLocaleString('en')} lines`);
  const started = process.hrtime.bigint();
  const done = await importCases(app, { file });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (done.linesNew !== ROWS) throw new Error(`not every line was imported: ${JSON.stringify(done)}`);
  await app.close();
  const copySeconds = await measureCopy(store);
  print({ name: 'import', unit: 'rows/s', value: ROWS / seconds, reference: ROWS / copySeconds, rows: ROWS });
});
