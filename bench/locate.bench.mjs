/**
 * Points located per second in 20,000 cells on one core, against one `ST_Covers` statement a point with a GiST index on the PostgreSQL with
 * PostGIS that GRIDWARD_BENCH_POSTGIS_URL names. Before anything is measured, every answer for 10,000 random points and 1,000 points on
 * borders is compared with GEOS; one difference and the benchmark fails.
 */
import { createLocator } from '@gridward/geo';
import initGeos from 'geos-wasm';
import pg from 'pg';
import { print, say, sizeFrom } from './figures.mjs';

const COLUMNS = 200;
const ROWS = 100;
const [WEST, SOUTH, WIDTH, HEIGHT] = [118, 30, 1, 0.5];
const EDGE_POINTS = 6;
const POINTS = sizeFrom('GRIDWARD_BENCH_POINTS', 2_000_000);
const STATEMENTS = sizeFrom('GRIDWARD_BENCH_STATEMENTS', 5_000);

/** The same numbers in every run: mulberry32. */
function repeatableRandom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Crooked quadrangles that share their wavy edges with their neighbours, as grids of a county do: about 28 positions a ring. */
function makeCells(random) {
  const [dx, dy] = [WIDTH / COLUMNS, HEIGHT / ROWS];
  const corner = (column, row) => [WEST + (column + (random() - 0.5) * 0.5) * dx, SOUTH + (row + (random() - 0.5) * 0.5) * dy];
  const corners = Array.from({ length: ROWS + 1 }, (_, row) =>
    Array.from({ length: COLUMNS + 1 }, (_, column) => corner(column, row)),
  );
  const edge = ([x1, y1], [x2, y2]) =>
    Array.from({ length: EDGE_POINTS }, (_, i) => {
      const share = (i + 1) / (EDGE_POINTS + 1);
      return [x1 + (x2 - x1) * share + (random() - 0.5) * dx * 0.04, y1 + (y2 - y1) * share + (random() - 0.5) * dy * 0.04];
    });
  const across = corners.map((line) => line.slice(1).map((to, column) => edge(line[column], to)));
  const up = corners.slice(1).map((line, row) => line.map((to, column) => edge(corners[row][column], to)));
  return Array.from({ length: ROWS * COLUMNS }, (_, index) => {
    const [row, column] = [Math.floor(index / COLUMNS), index % COLUMNS];
    const [low, high] = [corners[row], corners[row + 1]];
    const ring = [
      low[column],
      ...across[row][column],
      low[column + 1],
      ...up[row][column + 1],
      high[column + 1],
      ...across[row + 1][column].toReversed(),
      high[column],
      ...up[row][column].toReversed(),
      low[column],
    ];
    return { id: `cell-${String(index).padStart(5, '0')}`, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
}

const ringText = (ring) => `(${ring.map(([x, y]) => `${x} ${y}`).join(',')})`;
const wktOf = ({ geometry }) => `POLYGON(${geometry.coordinates.map(ringText).join(',')})`;

/** GEOS, asked for every cell whose box holds the point: nothing of our index is used. */
async function startGeos(cells) {
  const geos = await initGeos();
  const reader = geos.GEOSWKTReader_create();
  const read = (wkt) => {
    const bytes = wkt.length + 1;
    const text = geos.Module._malloc(bytes);
    geos.Module.stringToUTF8(wkt, text, bytes);
    const geometry = geos.GEOSWKTReader_read(reader, text);
    geos.Module._free(text);
    return geometry;
  };
  const boxes = cells.map(
    ({
      geometry: {
        coordinates: [ring],
      },
    }) => {
      const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    },
  );
  const prepared = new Map();
  const preparedOf = (index) => {
    if (!prepared.has(index)) prepared.set(index, geos.GEOSPrepare(read(wktOf(cells[index]))));
    return prepared.get(index);
  };
  return (lng, lat) => {
    const point = read(`POINT(${lng} ${lat})`);
    const found = [];
    for (const [index, [west, south, east, north]] of boxes.entries()) {
      if (lng < west || lng > east || lat < south || lat > north) continue;
      if (geos.GEOSPreparedCovers(preparedOf(index), point) === 1) found.push(cells[index].id);
    }
    geos.GEOSGeom_destroy(point);
    return found;
  };
}

/** Corners, positions on edges and middles of edges. */
function borderPoints(cells, random, count) {
  return Array.from({ length: count }, (_, i) => {
    const [ring] = cells[Math.floor(random() * cells.length)].geometry.coordinates;
    const at = Math.floor(random() * (ring.length - 1));
    const [[x1, y1], [x2, y2]] = [ring[at], ring[at + 1]];
    return i % 2 === 0 ? [x1, y1] : [(x1 + x2) / 2, (y1 + y2) / 2];
  });
}

const randomPoints = (random, count) =>
  Array.from({ length: count }, () => [WEST + (random() * 1.04 - 0.02) * WIDTH, SOUTH + (random() * 1.04 - 0.02) * HEIGHT]);

function compare(locator, covering, points, kind) {
  let shared = 0;
  for (const [lng, lat] of points) {
    const [ours, theirs] = [locator.locateAll(lng, lat), covering(lng, lat)];
    if (ours.join() !== theirs.join() || locator.locate(lng, lat) !== theirs[0]) {
      throw new Error(`${kind} point ${lng} ${lat}: ours ${ours.join(' ') || 'none'}, GEOS ${theirs.join(' ') || 'none'}`);
    }
    if (theirs.length > 1) shared += 1;
  }
  say(`${points.length.toLocaleString('en')} ${kind} points answered as GEOS does, ${shared} of them in several cells`);
}

function measure(locator, random) {
  const places = new Float64Array(2 * Math.min(POINTS, 500_000)).map((_, i) =>
    i % 2 === 0 ? WEST + random() * WIDTH : SOUTH + random() * HEIGHT,
  );
  let found = 0;
  const run = (count) => {
    for (let i = 0, at = 0; i < count; i += 1, at = at + 2 === places.length ? 0 : at + 2) {
      if (locator.locate(places[at], places[at + 1]) !== undefined) found += 1;
    }
  };
  run(100_000);
  const started = process.hrtime.bigint();
  run(POINTS);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (found < POINTS * 0.9) throw new Error('most points should lie in a cell');
  return POINTS / seconds;
}

async function measurePostgis(url, cells, random) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create extension if not exists postgis');
    await client.query('create temporary table bench_cell (id text primary key, shape geometry(Polygon, 4326) not null)');
    for (let from = 0; from < cells.length; from += 1_000) {
      const part = cells.slice(from, from + 1_000);
      await client.query(
        'insert into bench_cell select id, ST_GeomFromText(shape, 4326) from unnest($1::text[], $2::text[]) as given (id, shape)',
        [part.map(({ id }) => id), part.map(wktOf)],
      );
    }
    await client.query('create index on bench_cell using gist (shape)');
    await client.query('vacuum analyze bench_cell');
    const text = 'select id from bench_cell where ST_Covers(shape, ST_SetSRID(ST_MakePoint($1, $2), 4326)) order by id limit 1';
    const ask = async (count) => {
      for (const values of randomPoints(random, count)) await client.query({ name: 'locate', text, values });
    };
    await ask(500);
    const started = process.hrtime.bigint();
    await ask(STATEMENTS);
    return STATEMENTS / (Number(process.hrtime.bigint() - started) / 1e9);
  } finally {
    await client.end();
  }
}

const random = repeatableRandom(20_260_511);
const cells = makeCells(random);
const started = process.hrtime.bigint();
const locator = createLocator(cells);
const buildMs = Number(process.hrtime.bigint() - started) / 1e6;
const covering = await startGeos(cells);
compare(locator, covering, randomPoints(random, 10_000), 'random');
compare(locator, covering, borderPoints(cells, random, 1_000), 'border');
const url = process.env.GRIDWARD_BENCH_POSTGIS_URL;
if (url === undefined) say('without GRIDWARD_BENCH_POSTGIS_URL there is no reference');
const reference = url === undefined ? null : await measurePostgis(url, cells, random);
print({ name: 'locate', unit: 'points/s', value: measure(locator, random), reference, cells: cells.length, buildMs });
