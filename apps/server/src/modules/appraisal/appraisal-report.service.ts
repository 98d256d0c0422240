import type { AppraisalQuery, AppraisalValues, Problem } from '@gridward/contract';
import { ok, type IndicatorCatalogue, type Result } from '@gridward/core';
import { createFormatter } from '@gridward/i18n';
import type { FileChild } from 'docx';
import type { Call } from '../../http/host.ts';
import { answerAsFile } from '../../platform/file-answer.ts';
import { DOCX, wordDocument, type Pen } from '../../platform/word-document.ts';
import { catalogueView } from './indicator-catalogue.ts';
import { WORDS, type Locale } from './export-words.ts';
import type { TakenFiguresService } from './taken-figures.service.ts';

type Row = AppraisalValues['rows'][number];
type Figure = Row['indicators'][number];

/** The figures as a report in Word: a table for each indicator that has data, with its formula, so that it can be read without us. */
export function createAppraisalReport(catalogue: IndicatorCatalogue, taken: TakenFiguresService) {
  return async (query: AppraisalQuery, call: Call): Promise<Result<unknown, Problem>> => {
    const read = await taken(query, call);
    if (!read.ok) return read;
    const { values, scope, mark } = read.value;
    const words = WORDS[call.locale];
    const bytes = await wordDocument({ title: words.values, mark }, (pen) =>
      contents(pen, values, scope, catalogue, call.locale),
    );
    answerAsFile(call.reply, { type: DOCX, name: words.report, plainName: 'indicators.docx' });
    return ok(bytes);
  };
}

function contents(pen: Pen, values: AppraisalValues, scope: string, catalogue: IndicatorCatalogue, locale: Locale): FileChild[] {
  const words = WORDS[locale];
  const language = locale === 'en' ? 'en' : 'zh';
  const asked = new Set(values.rows[0]?.indicators.map(({ code }) => code));
  const definitions = catalogueView(catalogue).indicators.filter(({ code, noSource }) => asked.has(code) && noSource === null);
  const without = asked.size - definitions.length;
  const parts = definitions.flatMap(({ code, name, formula }) => [
    pen.heading(name[language]),
    pen.quiet(formula[language]),
    pen.table(
      [words.name, words.rate, words.counts, ...(values.previous === null ? [] : [words.before])],
      values.rows.flatMap((row) => {
        const figure = row.indicators.find((one) => one.code === code);
        return figure === undefined ? [] : [cellsOf(row, figure, values.previous !== null, locale)];
      }),
    ),
  ]);
  return [pen.title(words.values), pen.text(scope), ...parts, ...(without === 0 ? [] : [pen.quiet(words.without(without))])];
}

/** Below this many a rate is one case more or less, and says so. */
const SMALL_SAMPLE = 20;

function cellsOf({ label }: Row, figure: Figure, compared: boolean, locale: Locale): string[] {
  const words = WORDS[locale];
  const format = createFormatter({ locale });
  const rateOf = (counts: Pick<Figure, 'numerator' | 'denominator'> | null): string =>
    (counts === null || counts.numerator === null || counts.denominator === null
      ? null
      : format.rate(counts.numerator, counts.denominator)) ?? words.noData;
  const small = figure.denominator !== null && figure.denominator > 0 && figure.denominator < SMALL_SAMPLE;
  const counts = figure.numerator === null || figure.denominator === null ? '' : `${figure.numerator} / ${figure.denominator}`;
  return [label, rateOf(figure), `${counts}${small ? words.small : ''}`, ...(compared ? [rateOf(figure.previous)] : [])];
}
