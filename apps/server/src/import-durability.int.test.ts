import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importProgressSchema, type ImportProgress } from '@gridward/contract';
import { createIds } from '@gridward/core';
import { migrate, openStore } from '@gridward/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from './platform/clock.ts';
import { csvOf, emptyApp, importAreas, OUTLINE, POINTS, previewCases, row } from './testing/import.fixture.ts';
import { lookInto, startServer, type ServerProcess } from './testing/server-process.fixture.ts';

const ROWS = { historical: 9_000, live: 800 } as const;
const KILLS = { historical: 2, live: 1 } as const;
const ids = createIds(systemClock, randomBytes);

let dataDir: string;
let runs: Readonly<Record<keyof typeof ROWS, string>>;
let running: ServerProcess | undefined;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'gridward-import-'));
  const store = await openStore({ dataDir });
  await migrate(store);
  const app = await emptyApp(store, { clock: systemClock, ids });
  await importAreas(app, POINTS, OUTLINE);
  const preview = async (mode: keyof typeof ROWS, from: number) => {
    const rows = Array.from({ length: ROWS[mode] }, (_, i) => row(from + i, { outcome: i % 3 === 0 ? 'overtime' : 'intime' }));
    return (await previewCases(app, { file: csvOf(rows), mode })).id;
  };
  runs = { historical: await preview('historical', 1), live: await preview('live', 1_000_000) };
  await app.close();
  await store.close();
}, 120_000);
afterAll(async () => {
  await running?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** As the operator of the machine, by the socket in the data folder. */
async function operate(method: 'GET' | 'POST', path: string): Promise<ImportProgress> {
  const pointer = z.object({ socket: z.string() }).parse(JSON.parse(readFileSync(join(dataDir, 'run', 'operator.json'), 'utf8')));
  const text = await new Promise<string>((resolve, reject) => {
    const sent = request(
      { socketPath: pointer.socket, path, method, headers: { 'content-type': 'application/json' } },
      (reply) => {
        let body = '';
        reply.setEncoding('utf8');
        reply
          .on('data', (part: string) => (body += part))
          .on('end', () => resolve(body))
          .on('error', reject);
      },
    );
    sent.on('error', reject).end(method === 'POST' ? '{}' : undefined);
  });
  return importProgressSchema.parse(JSON.parse(text));
}

const countOf = (importId: string) =>
  lookInto(dataDir, async ({ owner }) => {
    const found = await owner.query<{ rows: number; keys: number; events: number; orphans: number }>(
      `select count(*)::integer as rows, count(distinct external_id)::integer as keys,
              (select count(*)::integer from case_event e join case_file c on c.id = e.case_id where c.import_id = $1 and e.seq = 1) as events,
              (count(*) filter (where ended_at is null and (owner_unit_id is null or due_at is null)))::integer as orphans
         from case_file where import_id = $1`,
      [importId],
    );
    return found.rows[0] ?? { rows: 0, keys: 0, events: 0, orphans: 0 };
  });

describe('an import whose server is killed', () => {
  it.each(['historical', 'live'] as const)(
    'loses no line that was reported done, is completed by starting it again, and writes no line twice: %s',
    async (mode) => {
      const url = `/api/v1/imports/${runs[mode]}`;
      let interrupted = 0;
      for (let i = 0; i < KILLS[mode]; i += 1) {
        running = await startServer(dataDir, { LOG_LEVEL: 'error' });
        const { linesDone: before } = await operate('POST', `${url}/start`);
        let seen = await operate('GET', url);
        while (seen.state === 'running' && seen.linesDone <= before) seen = await operate('GET', url);
        await running.kill();
        if (seen.state === 'running') interrupted += 1;
        const after = await countOf(runs[mode]);
        expect(after.rows).toBeGreaterThanOrEqual(seen.linesNew);
        expect(after).toMatchObject({ keys: after.rows, events: after.rows, orphans: 0 });
      }
      expect(interrupted).toBeGreaterThan(0);
      running = await startServer(dataDir, { LOG_LEVEL: 'error' });
      let last = await operate('GET', url);
      if (last.state !== 'done') last = await operate('POST', `${url}/start`);
      while (last.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 100));
        last = await operate('GET', url);
      }
      expect(last).toMatchObject({ state: 'done', linesFailed: 0, linesDone: ROWS[mode] });
      expect(await countOf(runs[mode])).toEqual({ rows: ROWS[mode], keys: ROWS[mode], events: ROWS[mode], orphans: 0 });
      await running.stop();
    },
    180_000,
  );
});
