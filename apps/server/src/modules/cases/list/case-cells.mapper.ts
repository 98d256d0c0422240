import '@gridward/i18n/words/listing';
import type { FIXED_CASE_COLUMNS, CaseSummary, FreeCaseColumn } from '@gridward/contract';
import { createTranslator, type Translator } from '@gridward/i18n';
import { localMoment, type Cell } from '../../../platform/workbook.ts';

/** A column of the list; the matter is two columns in a file, so that its text can be searched and its kind counted. */
export type SheetColumn = (typeof FIXED_CASE_COLUMNS)[number] | 'description' | FreeCaseColumn;

export const sheetColumns = (chosen: readonly FreeCaseColumn[]): readonly SheetColumn[] => [
  'number',
  'matter',
  'description',
  'place',
  'owner',
  'clock',
  ...new Set(chosen),
];

const WIDE: ReadonlySet<SheetColumn> = new Set(['description', 'place']);
const NARROW: ReadonlySet<SheetColumn> = new Set(['urgency', 'hazard', 'reworks', 'returns', 'reopens']);
export const widthOf = (column: SheetColumn): number => (WIDE.has(column) ? 48 : NARROW.has(column) ? 10 : 22);

/** A case as the list shows it, cell by cell; texts are masked as they are there, because they are the same texts. */
export function cellsOf(
  locale: 'zh-CN' | 'en',
  timeZone: string,
): (item: CaseSummary, columns: readonly SheetColumn[]) => Cell[] {
  const t = createTranslator(locale);
  const local = (at: string | null | undefined): string | null =>
    at === null || at === undefined ? null : localMoment(timeZone, new Date(at));
  return (item, columns) => columns.map((column) => cellOf(column, item, t, local));
}

function cellOf(
  column: SheetColumn,
  item: CaseSummary,
  t: Translator,
  local: (at: string | null | undefined) => string | null,
): Cell {
  switch (column) {
    case 'number':
    case 'description':
    case 'channel':
      return item[column];
    case 'matter':
      return t.pick(item.category.name);
    case 'place':
      return item.place === '' ? item.area.name : item.place;
    case 'owner':
      return item.owner === null ? null : [item.owner.unit.name, item.owner.person?.name].filter(Boolean).join(' ');
    case 'clock':
      return item.clock === null ? null : t(`lamp.${item.clock.lamp}`);
    case 'state':
      return t(`state.${item.state}`);
    case 'grid':
      return item.area.name;
    case 'leadUnit':
      return item.leadUnit?.name ?? null;
    case 'categoryCode':
      return item.category.code;
    case 'reportedAt':
      return local(item.reportedAt);
    case 'dueAt':
      return local(item.clock?.dueAt);
    case 'endedAt':
      return local(item.endedAt);
    case 'closureKind':
      return item.closureKind === null ? null : t(`closure.${item.closureKind}`);
    case 'urgency':
      return t(`urgency.${item.urgency}`);
    case 'hazard':
      return t(item.hazard ? 'app.yes' : 'app.no');
    case 'reworks':
    case 'returns':
    case 'reopens':
      return item.counts[column];
  }
}
