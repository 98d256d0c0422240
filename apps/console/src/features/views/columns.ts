import { FREE_CASE_COLUMNS, type FreeCaseColumn } from '@gridward/contract';

/** What stands after number, matter, place, owner and clock unless a view or a person says otherwise; it fits a screen of 1366 px. */
export const USUAL_COLUMNS: readonly FreeCaseColumn[] = ['state', 'reportedAt'];

/** My own columns of a view, else those of the view, else the usual ones. */
export const columnsFor = (
  mine: readonly FreeCaseColumn[] | undefined,
  ofView: readonly FreeCaseColumn[] | undefined,
): readonly FreeCaseColumn[] => mine ?? ofView ?? USUAL_COLUMNS;

/** Shown or hidden; what is shown anew stands last. */
export const toggled = (columns: readonly FreeCaseColumn[], column: FreeCaseColumn): FreeCaseColumn[] =>
  columns.includes(column) ? columns.filter((one) => one !== column) : [...columns, column];

/** One place up (−1) or down (+1); at the end it stays where it is. */
export function moved(columns: readonly FreeCaseColumn[], column: FreeCaseColumn, step: -1 | 1): FreeCaseColumn[] {
  const at = columns.indexOf(column);
  const other = columns[at + step];
  if (at < 0 || other === undefined) return [...columns];
  return columns.map((one) => (one === column ? other : one === other ? column : one));
}

/** All columns as the chooser lists them: the shown ones in their order, then the others. */
export const inChooserOrder = (columns: readonly FreeCaseColumn[]): FreeCaseColumn[] => [
  ...columns,
  ...FREE_CASE_COLUMNS.filter((one) => !columns.includes(one)),
];
