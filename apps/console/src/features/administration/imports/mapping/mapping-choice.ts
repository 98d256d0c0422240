import { guessChannel, guessColumns, guessOnTime, type MappingChoice } from './guess-mapping.ts';
import type { Inspection } from '../inspect.ts';

type Table = Pick<Inspection, 'header' | 'values'>;

const guessEach = <T>({ values }: Table, column: string | undefined, guess: (value: string) => T): Record<string, T> =>
  Object.fromEntries((column === undefined ? [] : (values[column] ?? [])).map((value) => [value, guess(value)]));

/** What the headers and values of the file suggest. */
export function suggest(table: Table): MappingChoice {
  const columns = guessColumns(table.header);
  return {
    columns,
    channels: guessEach(table, columns.channel, guessChannel),
    outcomes: guessEach(table, columns.outcome, guessOnTime),
    source: 'county-table',
    codeSystemId: 'LOCAL',
    codeSystemName: '本地导入分类',
    limit: { value: 5, unit: 'WD' },
    createLevels: [],
  };
}

/** What was decided for a table with the same columns; what only this one says is guessed. */
export const refit = (kept: MappingChoice, table: Table): MappingChoice => ({
  ...kept,
  channels: { ...guessEach(table, kept.columns.channel, guessChannel), ...kept.channels },
  outcomes: { ...guessEach(table, kept.columns.outcome, guessOnTime), ...kept.outcomes },
});
