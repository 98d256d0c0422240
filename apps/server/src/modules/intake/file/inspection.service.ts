import { TEXT_ENCODINGS, problem, type importRoutes, type Problem, type RouteReply } from '@gridward/contract';
import { err, ok, type Result, type TableRecord } from '@gridward/core';
import type { TextEncoding } from './text-decoding.ts';
import { readTableFile, type TableFile } from './table-file.ts';

type Inspection = RouteReply<(typeof importRoutes)['inspectTable']>;

const SHOWN_LINES = 8;
/** A column with more different values is no list of channels or outcomes. */
const MOST_VALUES = 40;
/** Big5 bytes are nearly always well-formed GB18030 too, and files on the mainland are that. */
const GUESS_ORDER: readonly TextEncoding[] = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5'];

/** Looks at a table without keeping anything: how its text is written, its columns, its first lines, and what stands in short columns. */
export async function inspectTable(file: Buffer, asked: TextEncoding | undefined): Promise<Result<Inspection, Problem>> {
  const readings = new Map<TextEncoding, TableFile>();
  for (const encoding of asked === undefined ? GUESS_ORDER : [asked, ...TEXT_ENCODINGS]) {
    if (readings.has(encoding)) continue;
    const read = await readTableFile(file, encoding);
    if (read.ok) readings.set(encoding, read.value);
  }
  const [encoding] = readings.keys();
  const table = encoding === undefined ? undefined : readings.get(encoding);
  if (encoding === undefined || table === undefined) return err(problem('file_unreadable'));
  const rows = table.records.flatMap((record) => ('fields' in record ? [record.fields] : []));
  return ok({
    encoding,
    fitting: [...readings.keys()],
    isWorkbook: isZip(file),
    header: [...table.header],
    lines: rows.slice(0, SHOWN_LINES).map((fields) => [...fields]),
    lineCount: table.records.length,
    values: Object.fromEntries(
      table.header.flatMap((column, i): [string, string[]][] => {
        const values = valuesIn(table.records, i);
        return values === null ? [] : [[column, values]];
      }),
    ),
  });
}

const isZip = (file: Buffer): boolean => file[0] === 0x50 && file[1] === 0x4b;

/** Most frequent first; `null` for a column of many different values. */
function valuesIn(records: readonly TableRecord[], index: number): string[] | null {
  const counts = new Map<string, number>();
  for (const record of records) {
    const value = 'fields' in record ? (record.fields[index] ?? '').trim() : '';
    if (value === '') continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > MOST_VALUES) return null;
  }
  return [...counts].toSorted(([a, times], [b, others]) => others - times || a.localeCompare(b)).map(([value]) => value);
}
