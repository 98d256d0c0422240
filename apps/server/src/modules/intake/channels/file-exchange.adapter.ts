import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { ChannelAdapter, InboundBatch, InboundReport } from './channel-adapter.ts';

const coordinate = z.coerce.number().optional();
const blankIsMissing = (value: unknown): unknown => (value === '' ? undefined : value);
const optionalText = (max: number) => z.preprocess(blankIsMissing, z.string().trim().max(max).optional());

/** One report of a file; the columns of a CSV file have the same names. */
const reportSchema = z
  .object({
    externalId: z.coerce.string().trim().min(1).max(100),
    description: z.string().trim().min(1).max(4000),
    codeSystem: z.string().trim().min(1).max(60),
    kind: z.enum(['event', 'component', 'service']).default('event'),
    category: z.coerce.string().trim().min(1).max(200),
    areaCode: optionalText(60),
    lng: z.preprocess(blankIsMissing, coordinate),
    lat: z.preprocess(blankIsMissing, coordinate),
    place: optionalText(300),
    requestKind: optionalText(30),
  })
  .transform(({ codeSystem, kind, category, lng, lat, ...report }): InboundReport => ({
    ...report,
    category: { codeSystem, kind, code: category },
    ...(lng === undefined || lat === undefined ? {} : { position: { lng, lat } }),
  }));

const FOLDERS = ['in', 'out', 'done'] as const;

/**
 * Exchanges files with whatever can write files: reports come as JSON (an array) or CSV into `in`, and go to `done` with a note of what became of them;
 * the state of each case is written into `out`, one file for each move. A file is read when its name ends in `.json` or `.csv`, so whoever writes one
 * gives it that name last.
 */
export function createFileExchange(dataDir: string): ChannelAdapter {
  const folder = (channelId: string, name: (typeof FOLDERS)[number]): string =>
    join(dataDir, 'exchange', safeName(channelId), name);

  async function open(channelId: string): Promise<void> {
    for (const name of FOLDERS) await mkdir(folder(channelId, name), { recursive: true, mode: 0o700 });
  }

  return {
    async fetch(channelId) {
      await open(channelId);
      const names = (await readdir(folder(channelId, 'in'))).filter((name) => /\.(json|csv)$/i.test(name)).toSorted();
      const batches: InboundBatch[] = [];
      for (const name of names) {
        const path = join(folder(channelId, 'in'), name);
        batches.push({
          name,
          reports: readReports(name, await readFile(path, 'utf8')),
          async settle(outcome) {
            await writeFile(join(folder(channelId, 'done'), `${name}.result.json`), `${JSON.stringify(outcome, null, 2)}\n`, {
              mode: 0o600,
            });
            await rename(path, join(folder(channelId, 'done'), name));
          },
        });
      }
      return batches;
    },
    async tell(channelId, status) {
      await open(channelId);
      const name = `${safeName(status.externalId)}-${String(status.seq).padStart(4, '0')}.json`;
      const path = join(folder(channelId, 'out'), name);
      // Under another name first: whoever fetches the file never sees half of it.
      await writeFile(`${path}.part`, `${JSON.stringify(status)}\n`, { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
  };
}

/** A name for files that stays in its folder, whatever the text; different texts have different names. */
const safeName = (text: string): string => encodeURIComponent(text).replaceAll('.', '%2E').replaceAll('*', '%2A').slice(0, 180);

function readReports(name: string, text: string): InboundBatch['reports'] {
  const rows = readRows(name, text.replace(/^\u{feff}/u, ''));
  if (typeof rows === 'string') return [{ at: 0, value: null, error: rows }];
  return rows.map((row, i) => {
    const parsed = reportSchema.safeParse(row);
    if (parsed.success) return { at: i + 1, value: parsed.data, error: null };
    return {
      at: i + 1,
      value: null,
      error: parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; '),
    };
  });
}

function readRows(name: string, text: string): readonly unknown[] | string {
  try {
    if (/\.csv$/i.test(name)) return parse(text, { columns: true, skip_empty_lines: true });
    const value = JSON.parse(text) as unknown;
    return Array.isArray(value) ? (value as unknown[]) : [value];
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
