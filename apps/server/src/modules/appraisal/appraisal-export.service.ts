import type { AppraisalQuery, AppraisalValues, Problem } from '@gridward/contract';
import { ok, type IndicatorCatalogue, type Result } from '@gridward/core';
import ExcelJS from 'exceljs';
import type { Call } from '../../http/host.ts';
import { plainCell } from '../../platform/plain-cell.ts';
import { answerAsWorkbook } from '../../platform/workbook.ts';
import { catalogueView } from './indicator-catalogue.ts';
import { WORDS, type Locale } from './export-words.ts';
import type { TakenFiguresService } from './taken-figures.service.ts';

/** A workbook of figures. Its first line says who took them out, when and over what; the audit log says the same. */
export function createAppraisalExport(catalogue: IndicatorCatalogue, taken: TakenFiguresService) {
  return async (query: AppraisalQuery, call: Call): Promise<Result<unknown, Problem>> => {
    const read = await taken(query, call);
    if (!read.ok) return read;
    const { values, mark } = read.value;
    const words = WORDS[call.locale];
    const workbook = new ExcelJS.Workbook();
    writeValues(workbook.addWorksheet(words.values), values, mark, catalogue, call.locale);
    writeDefinitions(workbook.addWorksheet(words.definitions), catalogue, call.locale);
    answerAsWorkbook(call.reply, words.file);
    return ok(Buffer.from(await workbook.xlsx.writeBuffer()));
  };
}

const fraction = (
  { numerator, denominator }: { readonly numerator: number | null; readonly denominator: number | null },
  noData: string,
): string => (numerator === null || denominator === null ? noData : `${String(numerator)}/${String(denominator)}`);

function writeValues(
  sheet: ExcelJS.Worksheet,
  { rows, previous }: AppraisalValues,
  mark: string,
  catalogue: IndicatorCatalogue,
  locale: Locale,
): void {
  const words = WORDS[locale];
  const language = locale === 'en' ? 'en' : 'zh';
  const [first] = rows;
  const nameOf = (
    list: readonly { readonly code: string; readonly name: { readonly zh: string; readonly en: string } }[],
    code: string,
  ): string => list.find((one) => one.code === code)?.name[language] ?? code;
  sheet.addRow([plainCell(mark)]);
  const heads = (first?.indicators ?? []).flatMap(({ code }) => {
    const name = nameOf(catalogue.indicators, code);
    return [
      `${name}${words.fraction}`,
      name,
      `${name}${words.exempted}`,
      ...(previous === null ? [] : [`${name}${words.previous}`]),
    ];
  });
  const scores = (first?.composites ?? []).flatMap(({ code }) =>
    [words.score, words.covered, words.grade].map((part) => `${nameOf(catalogue.composites, code)}${part}`),
  );
  sheet.addRow([words.name, ...heads, ...scores]).font = { bold: true };
  for (const { label, indicators, composites } of rows) {
    const figures = indicators.flatMap((figure) => [
      fraction(figure, words.noData),
      figure.rate ?? words.noData,
      figure.exempted,
      ...(previous === null ? [] : [figure.previous?.rate ?? words.noData]),
    ]);
    const row = sheet.addRow([
      plainCell(label),
      ...figures,
      ...composites.flatMap(({ score, weightCovered, grade }) => [score ?? words.noData, weightCovered, grade ?? '']),
    ]);
    row.eachCell((cell) => {
      if (typeof cell.value === 'number' && !Number.isInteger(cell.value)) cell.numFmt = '0.0000';
    });
    formatRates(row, indicators.length, previous !== null);
  }
}

/** Rates are numbers, shown as percentages, so that they can be calculated with. */
function formatRates(row: ExcelJS.Row, count: number, compared: boolean): void {
  const width = compared ? 4 : 3;
  for (let i = 0; i < count; i += 1) {
    row.getCell(3 + i * width).numFmt = '0.0%';
    if (compared) row.getCell(5 + i * width).numFmt = '0.0%';
  }
}

function writeDefinitions(sheet: ExcelJS.Worksheet, catalogue: IndicatorCatalogue, locale: Locale): void {
  const words = WORDS[locale];
  const language = locale === 'en' ? 'en' : 'zh';
  sheet.addRow([...words.columns]).font = { bold: true };
  for (const { code, name, formula, direction, note, countsPast, noSource } of catalogueView(catalogue).indicators)
    sheet.addRow([
      code,
      name[language],
      formula[language],
      words.direction[direction],
      note,
      countsPast ? words.yes : words.no,
      noSource?.[language] ?? '',
    ]);
}
