import type { CaseStatisticsQuery, Problem } from '@gridward/contract';
import { ok, type CaseCount, type Result } from '@gridward/core';
import ExcelJS from 'exceljs';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { plainCell } from '../../platform/plain-cell.ts';
import { answerAsWorkbook, localMoment, streamWorkbook, watermarkLine, type Cell } from '../../platform/workbook.ts';
import { sourceOf } from '../access/index.ts';
import { listSelected, type CaseSelection, type ListedCase } from './case-statistics.repository.ts';
import { selectionOf, type CaseStatistics, type SelectionQuery, type StatisticsPictures } from './case-statistics.service.ts';
import type { StatisticsDoors } from './statistics-doors.ts';

const PAGE = 1000;

const COUNT_COLUMNS = ['编号', '名称', '受理', '办结', '按期办结', '逾期'];
const CASE_COLUMNS = [
  '案件编号',
  '来源编号',
  '状态',
  '类别',
  '描述',
  '地点',
  '区域',
  '主办单位',
  '来源渠道',
  '诉求类型',
  '受理时间',
  '处置时限',
  '结束时间',
  '是否按期',
  '是否历史案件',
];

/** Real workbooks with Chinese headers. The first line says who took the data out, when, and over what; the audit log says the same. */
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
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('案件统计');
    sheet.addRow([plainCell(watermark(call, now, clock.now(), query))]);
    sheet.addRow(COUNT_COLUMNS).font = { bold: true };
    for (const one of counted.value) {
      sheet.addRow(countCells(one).map((cell) => (typeof cell === 'string' ? plainCell(cell) : cell)));
    }
    answerAsWorkbook(call.reply, '案件统计.xlsx');
    return ok(Buffer.from(await workbook.xlsx.writeBuffer()));
  }

  async function cases(query: SelectionQuery, call: Call): Promise<Result<unknown, Problem>> {
    const now = await statistics.pictures();
    const selection = selectionOf(query, call.actor, 'case.export', now);
    if (!selection.ok) return selection;
    await record(call, 'case.export', { ...query });
    answerAsWorkbook(call.reply, '案件清单.xlsx');
    const sheet = {
      name: '案件清单',
      head: [watermark(call, now, clock.now(), query)],
      columns: CASE_COLUMNS.map((title) => ({ title, width: 20 })),
      pages: () => pagesOf(selection.value, now),
    };
    return ok(streamWorkbook(sheet, (error) => log.error({ err: error }, 'an export was cut off')));
  }

  async function* pagesOf(selection: CaseSelection | null, now: StatisticsPictures): AsyncGenerator<Cell[][]> {
    let after: { at: Date; id: string } | null = null;
    while (selection !== null) {
      const rows: ListedCase[] = await listSelected(store.db, selection, after, PAGE);
      yield rows.map((row) => caseCells(row, now));
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
  const area = query.areaId === undefined ? undefined : areas.byId(query.areaId)?.name;
  const unit = query.unitId === undefined ? undefined : units.byId(query.unitId)?.name;
  const period = query.from === undefined && query.to === undefined ? undefined : `${query.from ?? ''}—${query.to ?? ''}`;
  const scope = [area, unit, period].filter((part) => part !== undefined).join(' ') || '本人权限范围';
  return watermarkLine('zh-CN', call.actor.name, timeZone, now, [`范围 ${scope}`]);
}

const countCells = ({ key, label, received, closed, closedOnTime, overdue }: CaseCount) => [
  key,
  label,
  received,
  closed,
  closedOnTime,
  overdue,
];

function caseCells(row: ListedCase, { areas, units, catalogue }: StatisticsPictures): (string | null)[] {
  const local = (at: Date | null): string | null => localMoment(catalogue.calendar.timeZone, at);
  return [
    row.number,
    row.external_id,
    catalogue.model.states[row.state as keyof typeof catalogue.model.states]?.zh ?? row.state,
    catalogue
      .trail(row.category_id)
      .map(({ nameZh }) => nameZh)
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
    row.closed_on_time === null ? null : row.closed_on_time ? '按期' : '逾期',
    row.historical ? '是' : '否',
  ];
}
