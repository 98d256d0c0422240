import '@gridward/i18n/words/insight';
import type { CaseStatisticsQuery, Problem } from '@gridward/contract';
import { ok, type Result } from '@gridward/core';
import { createTranslator, isMessageKey, type Translator } from '@gridward/i18n';
import ExcelJS from 'exceljs';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { plainCell } from '../../platform/plain-cell.ts';
import { answerAsWorkbook, localMoment, streamWorkbook, watermarkLine, type Cell } from '../../platform/workbook.ts';
import { sourceOf } from '../access/index.ts';
import { listSelected, type CaseSelection, type ListedCase } from './case-statistics.repository.ts';
import {
  NOTHING,
  selectionOf,
  type CaseStatistics,
  type CountedRow,
  type SelectionQuery,
  type StatisticsPictures,
} from './case-statistics.service.ts';
import { WORDS } from './export-words.ts';
import type { StatisticsDoors } from './statistics-doors.ts';

const PAGE = 1000;

/** Real workbooks in the reader's language. The first line says who took the data out, when, and over what; the audit log says the same. */
export function createCaseExport(platform: Platform, doors: StatisticsDoors, statistics: CaseStatistics) {
  const { store, clock, log } = platform;

  async function record(call: Call, action: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
    await store.inTransaction((trx) => doors.audit.append(trx, sourceOf(call), { action, outcome: 'done', detail }));
  }

  async function counts(query: CaseStatisticsQuery, call: Call): Promise<Result<unknown, Problem>> {
    const counted = await statistics.count(query, call.actor);
    if (!counted.ok) return counted;
    const now = await statistics.pictures();
    await record(call, 'statistics.export', { ...query, rows: counted.value.length });
    const words = WORDS[call.locale];
    const labelOf = labelsIn(createTranslator(call.locale), query, now);
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet(words.counts);
    sheet.addRow([plainCell(watermark(call, now, clock.now(), query))]);
    sheet.addRow(words.countColumns).font = { bold: true };
    for (const one of counted.value) {
      sheet.addRow(countCells(one, labelOf(one)).map((cell) => (typeof cell === 'string' ? plainCell(cell) : cell)));
    }
    answerAsWorkbook(call.reply, `${words.counts}.xlsx`);
    return ok(Buffer.from(await workbook.xlsx.writeBuffer()));
  }

  async function cases(query: SelectionQuery, call: Call): Promise<Result<unknown, Problem>> {
    const now = await statistics.pictures();
    const selection = selectionOf(query, call.actor, 'case.export', now);
    if (!selection.ok) return selection;
    await record(call, 'case.export', { ...query });
    const words = WORDS[call.locale];
    answerAsWorkbook(call.reply, `${words.cases}.xlsx`);
    const sheet = {
      name: words.cases,
      head: [watermark(call, now, clock.now(), query)],
      columns: words.caseColumns.map((title) => ({ title, width: 20 })),
      pages: () => pagesOf(selection.value, now, createTranslator(call.locale)),
    };
    return ok(streamWorkbook(sheet, (error) => log.error({ err: error }, 'an export was cut off')));
  }

  async function* pagesOf(selection: CaseSelection | null, now: StatisticsPictures, t: Translator): AsyncGenerator<Cell[][]> {
    let after: { at: Date; id: string } | null = null;
    while (selection !== null) {
      const rows: ListedCase[] = await listSelected(store.db, selection, after, PAGE);
      yield rows.map((row) => caseCells(row, now, t));
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = { at: last.reported_at, id: last.id };
    }
  }

  return { counts, cases };
}
export type CaseExport = ReturnType<typeof createCaseExport>;

/** `导出人 … · 时间 … · 范围 …`: whoever finds the file knows where it came from. */
function watermark(call: Call, { areas, units, catalogue }: StatisticsPictures, now: number, query: SelectionQuery): string {
  const { timeZone } = catalogue.calendar;
  const words = WORDS[call.locale];
  const area = query.areaId === undefined ? undefined : areas.byId(query.areaId)?.name;
  const unit = query.unitId === undefined ? undefined : units.byId(query.unitId)?.name;
  const period = query.from === undefined && query.to === undefined ? undefined : `${query.from ?? ''}—${query.to ?? ''}`;
  const scope = [area, unit, period].filter((part) => part !== undefined).join(' ') || words.reach;
  return watermarkLine(call.locale, call.actor.name, timeZone, now, [words.over(scope)]);
}

/** What a row stands for. Units, areas and channels have one name in every language. */
function labelsIn(t: Translator, { by }: Pick<CaseStatisticsQuery, 'by'>, { catalogue }: StatisticsPictures) {
  return ({ id, key, label }: CountedRow): string => {
    if (key === NOTHING) return t('stats.none');
    if (by === 'state') return t.word('state', key);
    if (by === 'outcome' && isMessageKey(`stats.outcome.${key}`)) return t.word('stats.outcome', key);
    const category = by === 'category' && id !== null ? catalogue.category(id) : undefined;
    return category === undefined ? label : t.pick({ zh: category.nameZh, en: category.nameEn });
  };
}

const countCells = ({ key, received, closed, closedOnTime, overdue }: CountedRow, label: string) => [
  key,
  label,
  received,
  closed,
  closedOnTime,
  overdue,
];

function caseCells(row: ListedCase, { areas, units, catalogue }: StatisticsPictures, t: Translator): (string | null)[] {
  const words = WORDS[t.locale];
  const local = (at: Date | null): string | null => localMoment(catalogue.calendar.timeZone, at);
  return [
    row.number,
    row.external_id,
    t.word('state', row.state),
    catalogue
      .trail(row.category_id)
      .map(({ nameZh, nameEn }) => t.pick({ zh: nameZh, en: nameEn }))
      .join(' › '),
    row.description,
    row.place,
    areas
      .trail(row.area_id)
      .map(({ name }) => name)
      .join(' › '),
    row.lead_unit_id === null ? null : (units.byId(row.lead_unit_id)?.name ?? null),
    row.source_channel,
    row.request_kind,
    local(row.reported_at),
    local(row.handling_due_at),
    local(row.ended_at),
    row.closed_on_time === null ? null : row.closed_on_time ? words.onTime : words.late,
    row.historical ? words.yes : words.no,
  ];
}
