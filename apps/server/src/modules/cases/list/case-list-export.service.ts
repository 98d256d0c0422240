import { CASES_AT_ONCE, type caseListRoutes, type Problem, type RouteInput } from '@gridward/contract';
import { ok, type Result } from '@gridward/core';
import { createTranslator } from '@gridward/i18n';
import type { Call } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import { answerAsWorkbook, streamWorkbook, watermarkLine, type Cell } from '../../../platform/workbook.ts';
import { sourceOf } from '../../access/index.ts';
import { takePictures } from '../case-context.service.ts';
import { screened } from '../case-text.policy.ts';
import type { CaseDoors } from '../case-doors.ts';
import type { CaseReader } from '../case-read.service.ts';
import { toFilter } from '../filter/case-filter.policy.ts';
import { countCases } from './case-count.repository.ts';
import { cellsOf, sheetColumns, widthOf } from './case-cells.mapper.ts';
import { filterWords } from './filter-words.mapper.ts';

type Query = RouteInput<typeof caseListRoutes.exportCaseList>['query'];

/** Farther than any list goes; only to have one way of counting. */
const UNCAPPED = 2 ** 31 - 1;

/** The list as a workbook: the same filters, the same order, the same texts, within the reach of `case.export`. */
export function createCaseListExport(platform: Platform, doors: CaseDoors, reader: Pick<CaseReader, 'list'>) {
  const { store, clock, log } = platform;

  return async function exportList(query: Query, call: Call): Promise<Result<unknown, Problem>> {
    const { columns: chosen, ...filters } = query;
    const first = await reader.list({ ...filters, limit: CASES_AT_ONCE }, call.actor, 'case.export');
    if (!first.ok) return first;
    const pictures = await takePictures(doors);
    const { timeZone } = pictures.catalogue.calendar;
    const count = await countOf(filters, call);
    const words = filterWords(filters, call.locale, pictures);
    await store.inTransaction((trx) =>
      doors.audit.append(trx, sourceOf(call), {
        action: 'case.export',
        outcome: 'done',
        // What somebody looked for may be a number of a resident's.
        detail: { words: screened(words).text, columns: chosen, rows: count },
      }),
    );
    const t = createTranslator(call.locale);
    const columns = sheetColumns(chosen);
    const cells = cellsOf(call.locale, timeZone);

    async function* pages(): AsyncGenerator<Cell[][]> {
      let page = first;
      while (page.ok) {
        yield page.value.items.map((item) => cells(item, columns));
        const cursor = page.value.nextCursor;
        if (cursor === null) return;
        page = await reader.list({ ...filters, cursor, limit: CASES_AT_ONCE }, call.actor, 'case.export');
      }
      throw new Error(`an export was refused half way: ${page.error.code}`);
    }

    answerAsWorkbook(call.reply, `${t('export.file')}.xlsx`);
    const mark = watermarkLine(call.locale, call.actor.name, timeZone, clock.now(), [
      t('export.filters', { words }),
      t('export.count', { count }),
    ]);
    const sheet = {
      name: t('export.file'),
      head: [mark],
      columns: columns.map((column) => ({ title: t.word('column', column), width: widthOf(column) })),
      pages,
    };
    return ok(streamWorkbook(sheet, (error) => log.error({ err: error }, 'an export was cut off')));
  };

  async function countOf(filters: Omit<Query, 'columns'>, call: Call): Promise<number> {
    const filter = toFilter(filters, call.actor, await takePictures(doors), clock.now(), 'case.export');
    return filter === null ? 0 : countCases(store.db, filter, filters.order, UNCAPPED);
  }
}
