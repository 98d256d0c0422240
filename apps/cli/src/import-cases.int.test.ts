import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  builtProgram,
  callEnvironment,
  runGridward,
  startServer,
  temporaryFolder,
  type Outcome,
} from './testing/gridward.fixture.ts';

const START_MS = 120_000;
const folder = temporaryFolder();
const dataDir = join(folder.path, 'data');
const environment = callEnvironment(process.env, { GRIDWARD_DATA: dataDir, GRIDWARD_DEMO: 'off' });
const gridward = (words: string): Promise<Outcome> => runGridward(words.split(' '), environment);
const inFolder = (name: string, content: string | Buffer): string => {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
};
afterAll(() => folder.remove());

/** The layout of the model, with invented cases: every tenth was closed late. */
const HEAD =
  'rec_id,create_time,street,community_code,community,event_type,event_type_id,main_type,main_type_id,sub_type,sub_type_id,property,source,dispose_unit,dispose_unit_id,outcome,outcome_cn';
const caseLine = (id: number): string => {
  const late = id % 10 === 0;
  const day = String((id % 28) + 1).padStart(2, '0');
  const place = id % 2 === 0 ? '碧岭街道,900001,碧岭社区' : '石井街道,900002,石井社区';
  return `${id},2018-03-${day},${place},示例大类,1,示例中类,11,示例小类,111,投诉,示例渠道,示例单位,7,${late ? 'overtime,逾期办结' : 'intime,按期办结'}`;
};
const caseLines = (from: number, count: number): string[] => Array.from({ length: count }, (_, at) => caseLine(from + at));
const caseFile = (name: string, lines: readonly string[]): string => inFolder(name, `${[HEAD, ...lines].join('\n')}\n`);

interface Count {
  readonly key: string;
  readonly received: number;
  readonly closedOnTime: number;
  readonly overdue: number;
}
const unitCount = async (): Promise<Count | undefined> => {
  const { stdout } = await gridward('stats cases --by unit --format json');
  return (JSON.parse(stdout) as Count[]).find(({ key }) => key === '7');
};

describe('importing with a model, gridward', { timeout: START_MS }, () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  // One server for all: that a command starts its own is shown elsewhere, and takes its time.
  beforeAll(async () => {
    server = await startServer(environment, dataDir);
  }, START_MS);
  afterAll(() => server.stop(), START_MS);

  test('makes areas from points and an outline', async () => {
    const points = inFolder(
      'points.csv',
      'community,lng_a,lat_a,lng_b,lat_b\n碧岭社区,114.31,22.66,114.31,22.66\n石井社区,114.41,22.71,114.41,22.71\n',
    );
    const ring = [
      [114.25, 22.6],
      [114.45, 22.6],
      [114.45, 22.78],
      [114.25, 22.78],
      [114.25, 22.6],
    ];
    const geometry = { type: 'Polygon', coordinates: [ring] };
    const outline = inFolder(
      'outline.json',
      JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] }),
    );
    const { code, stdout } = await gridward(
      `import areas --model pingshan --points ${points} --outline ${outline} --format json`,
    );
    expect([code, (JSON.parse(stdout) as { linesNew: number }).linesNew]).toEqual([0, 2]);
  });

  test('previews without writing', async () => {
    const { code, stdout } = await gridward(
      `import cases ${caseFile('a.csv', caseLines(1, 40))} --model pingshan --mode historical --dry-run --format json`,
    );
    expect([code, (JSON.parse(stdout) as { state: string }).state]).toEqual([0, 'previewed']);
    expect(await unitCount()).toBeUndefined();
  });

  test('imports what is whole, lists what is broken, and counts as the file does', async () => {
    const broken = ['x,2018-02-30,碧岭街道,900001,碧岭社区', caseLine(31).replace('2018-03-04', '2018-13-40')];
    const file = caseFile('b.csv', [...caseLines(1, 30), ...broken, ...caseLines(32, 9)]);
    const findings = join(folder.path, 'findings.csv');
    const { code, stdout, stderr } = await gridward(
      `import cases ${file} --model pingshan --mode historical --findings ${findings}`,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('39 new, 0 known, 2 failed of 41 lines');
    expect(stderr).toContain('importing 100 %');
    const listed = readFileSync(findings, 'utf8');
    expect([listed.includes('\n32,error,'), listed.includes('\n33,error,'), listed.includes('\n34,error,')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await unitCount()).toMatchObject({ received: 39, closedOnTime: 35, overdue: 4 });
  });

  test('imports nothing twice', async () => {
    const { code, stdout } = await gridward(
      `import cases ${caseFile('c.csv', caseLines(1, 40))} --model pingshan --mode historical`,
    );
    expect([code, stdout.includes('1 new, 39 known, 0 failed of 40 lines')]).toEqual([0, true]);
  });

  test('refuses a file of another layout and a model that is none, with code 1', async () => {
    const other = inFolder('other.csv', 'a,b\n1,2\n');
    expect((await gridward(`import cases ${other} --model pingshan --mode historical`)).code).toBe(1);
    expect(await gridward(`import cases ${other} --model nowhere --mode historical`)).toMatchObject({ code: 1, stdout: '' });
  });

  test('goes on where Ctrl-C stopped it', async () => {
    const file = caseFile('long.csv', caseLines(1001, 8000));
    const words = ['import', 'cases', file, '--model', 'pingshan', '--mode', 'historical'];
    const child = spawn(process.execPath, [builtProgram, ...words], {
      env: { ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      // At its first word: which shares are told depends on how fast the machine is.
      if (text.includes('importing')) child.kill('SIGINT');
    });
    const [code] = (await once(child, 'close')) as [number];
    expect([code, told.match(/Interrupted after \d+ of 8000 lines/)?.length]).toEqual([1, 1]);
    expect((await unitCount())?.received).toBeLessThan(8040);
    expect((await runGridward(words, environment)).code).toBe(0);
    expect(await unitCount()).toMatchObject({ received: 8040 });
  });
});
