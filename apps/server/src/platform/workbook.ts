import '@gridward/i18n/words/listing';
import { PassThrough } from 'node:stream';
import type { Instant } from '@gridward/core';
import { createTranslator, type Locale } from '@gridward/i18n';
import ExcelJS from 'exceljs';
import type { FastifyReply } from 'fastify';
import { answerAsFile } from './file-answer.ts';
import { plainCell } from './plain-cell.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Answers with a workbook to be kept under this name. */
export function answerAsWorkbook(reply: FastifyReply, name: string): void {
  answerAsFile(reply, { type: XLSX, name, plainName: 'export.xlsx' });
}

/** `导出人 … · 时间 … · 条件 …`: whoever finds the file knows where it came from. */
export function watermarkLine(locale: Locale, person: string, timeZone: string, at: Instant, parts: readonly string[]): string {
  const t = createTranslator(locale);
  const when = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return [t('export.who', { name: person }), t('export.when', { at: `${when} ${timeZone}` }), ...parts].join(' · ');
}

/** A moment as a person at the deployment reads it. */
export function localMoment(timeZone: string, at: Date | null): string | null {
  if (at === null) return null;
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
}

export type Cell = string | number | null;

export interface StreamedSheet {
  readonly name: string;
  /** Lines above the columns. */
  readonly head: readonly string[];
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  /** Rows page by page, so that the memory of a large export is that of one page. */
  readonly pages: () => AsyncIterable<readonly (readonly Cell[])[]>;
}

/** Writes a workbook of one sheet while it is read. When the reader goes away the pages are no longer asked for. */
export function streamWorkbook(sheet: StreamedSheet, onFailure: (error: unknown) => void): PassThrough {
  const stream = new PassThrough();
  void writeSheet(stream, sheet).catch((error: unknown) => {
    if (!stream.destroyed) onFailure(error);
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return stream;
}

async function writeSheet(stream: PassThrough, { name, head, columns, pages }: StreamedSheet): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream });
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: head.length + 1 }] });
  sheet.columns = columns.map(({ width }) => ({ width }));
  for (const line of head) sheet.addRow([plainCell(line)]).commit();
  const titles = sheet.addRow(columns.map(({ title }) => title));
  titles.font = { bold: true };
  titles.commit();
  for await (const rows of pages()) {
    if (stream.destroyed) return;
    for (const cells of rows) {
      sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? plainCell(cell) : cell))).commit();
    }
  }
  sheet.commit();
  await workbook.commit();
}
