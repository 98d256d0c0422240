import { randomBytes } from 'node:crypto';
import type { ImportProgress, TEXT_ENCODINGS } from '@gridward/contract';
import {
  EVERYWHERE,
  PERMISSIONS,
  type CaseCount,
  type CaseDimension,
  type Clock,
  type Ids,
  type Permission,
} from '@gridward/core';
import type { Store } from '@gridward/db';
import { buildApp, type App } from '../app.ts';
import type { Actor } from '../http/actor.ts';
import { testConfig } from './host.fixture.ts';

/** Whoever may do everything everywhere. */
export const OPERATOR: Actor = {
  kind: 'operator',
  accountId: null,
  name: 'operator',
  locale: 'zh-CN',
  grants: (Object.keys(PERMISSIONS) as Permission[]).map((permission) => ({
    permission,
    postId: '',
    unitPath: null,
    areaPath: EVERYWHERE,
  })),
  posts: [],
  unitIds: new Set(),
};

/** An app on an empty store, with what every deployment has. */
export async function emptyApp(store: Store, { clock, ids }: { readonly clock: Clock; readonly ids: Ids }): Promise<App> {
  const config = { ...testConfig(store.dataDir), logLevel: 'silent', checkReplies: true };
  const app = await buildApp(config, { store, clock, ids, randomBytes });
  await app.modules.prepare();
  return app;
}

export interface CaseUpload {
  readonly file: Buffer;
  readonly mode?: 'historical' | 'live';
  readonly encoding?: (typeof TEXT_ENCODINGS)[number];
  readonly mapping?: unknown;
}

function valueOf<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export async function previewCases(
  app: App,
  { file, mode = 'historical', encoding = 'utf-8', mapping }: CaseUpload,
): Promise<ImportProgress> {
  const upload = {
    fileName: 'cases.csv',
    file,
    mapping: mapping === undefined ? undefined : Buffer.from(JSON.stringify(mapping)),
    outline: undefined,
  };
  return valueOf(
    await app.modules.intake.imports.preview({ upload, fields: { kind: 'cases', model: 'pingshan', mode, encoding } }, null),
  );
}

export async function importCases(app: App, upload: CaseUpload): Promise<ImportProgress> {
  const { imports } = app.modules.intake;
  const { id } = await previewCases(app, upload);
  valueOf(await imports.start(id));
  await imports.settled(id);
  return valueOf(await imports.get(id));
}

export async function importAreas(app: App, points: Buffer, outline: Buffer): Promise<ImportProgress> {
  const { imports } = app.modules.intake;
  const upload = { fileName: 'points.csv', file: points, mapping: undefined, outline };
  const { id } = valueOf(
    await imports.preview({ upload, fields: { kind: 'areas', model: 'pingshan', mode: 'historical', encoding: 'utf-8' } }, null),
  );
  valueOf(await imports.start(id));
  await imports.settled(id);
  return valueOf(await imports.get(id));
}

/** Findings without notes, as `line code column`. */
export async function remarks(
  app: App,
  { id }: ImportProgress,
  severities: readonly string[] = ['error', 'warning'],
): Promise<string[]> {
  const { items } = valueOf(await app.modules.intake.imports.findings(id, { limit: 200 }));
  return items
    .filter(({ severity }) => severities.includes(severity))
    .map(({ line, code, column }) => `${line} ${code}${column === null ? '' : ` ${column}`}`);
}

export async function counts(app: App, by: CaseDimension, level = 1): Promise<CaseCount[]> {
  return valueOf(await app.modules.statistics.countCases({ by, level }, OPERATOR));
}

export const COLUMNS = [
  'rec_id',
  'create_time',
  'street',
  'community_code',
  'community',
  'event_type',
  'event_type_id',
  'main_type',
  'main_type_id',
  'sub_type',
  'sub_type_id',
  'property',
  'source',
  'dispose_unit',
  'dispose_unit_id',
  'outcome',
  'outcome_cn',
] as const;
export type FileRow = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** An ordinary line of the layout, invented. */
export const row = (id: number | string, more: Partial<FileRow> = {}): FileRow => ({
  rec_id: String(id),
  create_time: '2019-03-04',
  street: '坪山街道',
  community_code: '70001',
  community: '六联社区',
  event_type: '甲大类',
  event_type_id: '1',
  main_type: '乙中类',
  main_type_id: '20',
  sub_type: '丙小类',
  sub_type_id: '300',
  property: '投诉',
  source: '12345',
  dispose_unit: '测试单位',
  dispose_unit_id: '9001',
  outcome: 'intime',
  outcome_cn: '按期办结',
  ...more,
});

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const lineOf = (one: FileRow, columns: readonly (keyof FileRow)[] = COLUMNS): string =>
  columns.map((column) => quoted(one[column])).join(',');
export const csvOf = (rows: readonly FileRow[], columns: readonly (keyof FileRow)[] = COLUMNS): Buffer =>
  Buffer.from(`${[columns.join(','), ...rows.map((one) => lineOf(one, columns))].join('\n')}\n`);

/** Two communities of the model by point, and a square around them, both as if in the systems that the model expects. */
export const POINTS = Buffer.from(
  'community,lng_a,lat_a,lng_b,lat_b\n六联社区,114.35,22.70,114.35,22.70\n老坑社区,114.37,22.73,114.39,22.73\n竹坑社区,115.9,22.7,115.9,22.7\n',
);
export const OUTLINE = Buffer.from(
  JSON.stringify({
    type: 'Polygon',
    coordinates: [
      [
        [114.2, 22.6],
        [114.5, 22.6],
        [114.5, 22.8],
        [114.2, 22.8],
        [114.2, 22.6],
      ],
    ],
  }),
);

/** What a file says, counted without any of the product: by key, received, on time and late. */
export function expectedCounts(
  rows: readonly FileRow[],
  keyOf: (one: FileRow) => string,
): Map<string, { received: number; closed: number; closedOnTime: number; overdue: number }> {
  const counted = new Map<string, { received: number; closed: number; closedOnTime: number; overdue: number }>();
  for (const one of rows) {
    const key = keyOf(one);
    const sums = counted.get(key) ?? { received: 0, closed: 0, closedOnTime: 0, overdue: 0 };
    const onTime = one.outcome === 'intime' ? 1 : 0;
    counted.set(key, {
      received: sums.received + 1,
      closed: sums.closed + 1,
      closedOnTime: sums.closedOnTime + onTime,
      overdue: sums.overdue + 1 - onTime,
    });
  }
  return counted;
}
