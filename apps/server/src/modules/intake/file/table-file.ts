import { delimiterOf, finding, readRecords, type LineFinding, type TableRecord } from '@gridward/core';
import ExcelJS from 'exceljs';
import { decodeLines, type TextEncoding } from './text-decoding.ts';

/** A table as read, before anything is understood of it. */
export interface TableFile {
  readonly header: readonly string[];
  readonly records: readonly TableRecord[];
  readonly findings: readonly LineFinding[];
}

export type TableOutcome =
  | { readonly ok: true; readonly value: TableFile }
  | { readonly ok: false; readonly findings: readonly LineFinding[] };

/** Every `.xlsx` begins with the mark of a zip archive. */
const isWorkbook = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]));

/** Reads CSV (comma, semicolon or tab) or the first sheet of an XLSX workbook. */
export const readTableFile = async (bytes: Buffer, encoding: TextEncoding): Promise<TableOutcome> =>
  isWorkbook(bytes) ? readWorkbook(bytes) : readDelimited(bytes, encoding);

function readDelimited(bytes: Buffer, encoding: TextEncoding): TableOutcome {
  const decoded = decodeLines(bytes, encoding);
  if (!decoded.ok) return { ok: false, findings: [finding(decoded.line, 'encoding_other', { value: decoded.looksLike })] };
  const { lines, ended } = decoded.value;
  const first = lines.find((line) => line !== '');
  if (first === undefined || first === null) return { ok: false, findings: [finding(1, 'file_empty')] };
  const [head, ...records] = readRecords(decoded.value, delimiterOf(first));
  if (head === undefined || 'broken' in head) return { ok: false, findings: [finding(1, 'quote_open')] };
  const last = records.at(-1);
  const complete = ended || last === undefined || 'broken' in last;
  return { ok: true, value: { header: head.fields, records, findings: complete ? [] : [finding(last.line, 'no_line_end')] } };
}

async function readWorkbook(bytes: Buffer): Promise<TableOutcome> {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  } catch {
    return { ok: false, findings: [finding(1, 'file_cut')] };
  }
  const records: { line: number; fields: string[] }[] = [];
  const sheet = workbook.worksheets[0];
  sheet?.eachRow({ includeEmpty: false }, (row, line) => {
    records.push({ line, fields: Array.from({ length: sheet.columnCount }, (_, i) => cellText(row.getCell(i + 1))) });
  });
  const [head, ...rows] = records;
  if (head === undefined) return { ok: false, findings: [finding(1, 'file_empty')] };
  const width = head.fields.findLastIndex((field) => field !== '') + 1;
  const trimmed = rows.map(({ line, fields }) => ({
    line,
    fields: fields.slice(width).every((field) => field === '') ? fields.slice(0, width) : fields,
  }));
  return { ok: true, value: { header: head.fields.slice(0, width), records: trimmed, findings: [] } };
}

/** A date cell holds the local time as if it were UTC. */
function cellText(cell: ExcelJS.Cell): string {
  const { value } = cell;
  if (!(value instanceof Date)) return cell.text;
  const iso = value.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}
