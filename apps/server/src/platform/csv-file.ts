import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import { plainCell } from './plain-cell.ts';

export interface CsvFile {
  readonly name: string;
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<readonly (readonly (string | number | null)[])[]>;
}

/**
 * Answers with a table as text that a spreadsheet opens: UTF-8 with mark. Pages are asked for as fast as they are read and no faster, and
 * no longer when the reader goes away; so the memory of a large export is that of one page.
 */
export function answerAsCsv(
  reply: FastifyReply,
  { name, columns, pages }: CsvFile,
  onFailure: (error: unknown) => void,
): Readable {
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`);
  const csv = stringify({ bom: true, header: true, columns: [...columns] });
  pipeline(Readable.from(linesOf(pages)), csv, (error) => {
    if (error != null && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') onFailure(error);
  });
  return csv;
}

async function* linesOf(pages: CsvFile['pages']): AsyncGenerator<(string | number | null)[]> {
  for await (const rows of pages)
    for (const row of rows) yield row.map((cell) => (typeof cell === 'string' ? plainCell(cell) : cell));
}
