import { statisticsRoutes, type RouteAnswer, type RouteCall } from '@gridward/contract';
import { textOf, type Command, type Input } from '../command.ts';
import { valueOf, withServer } from '../server/connection.ts';
import { toCsv, toTable } from '../terminal/table.ts';
import type { Words } from '../terminal/words.ts';

type Count = Omit<RouteAnswer<typeof statisticsRoutes.countCases>[number], 'id'>;
type By = RouteCall<typeof statisticsRoutes.countCases>['query']['by'];

/** What cases can be counted by; each is a dimension of the server's statistics. */
export const DIMENSIONS = [
  'unit',
  'community',
  'street',
  'category',
  'channel',
  'kind',
  'outcome',
  'month',
] as const satisfies readonly By[];
const FORMATS = ['table', 'json', 'csv'] as const;
const FIGURES = ['received', 'closed', 'closedOnTime', 'overdue'] as const satisfies readonly (keyof Count)[];

export const statsCases: Command = {
  name: 'stats cases',
  words: { zh: '案件统计', en: 'Count cases' },
  options: {
    by: { value: 'DIMENSION', required: true, oneOf: DIMENSIONS, words: { zh: '按什么统计', en: 'What to count by' } },
    level: {
      value: 'N',
      oneOf: ['1', '2', '3'],
      words: {
        zh: '类别的级次，默认 1（仅用于 --by category）',
        en: 'Level of the category, 1 unless told (only with --by category)',
      },
    },
    from: { value: 'DATE', words: { zh: '收件起始日（YYYY-MM-DD，含）', en: 'First day of receipt (YYYY-MM-DD)' } },
    to: { value: 'DATE', words: { zh: '收件截止日（含）', en: 'Last day of receipt' } },
    format: {
      value: 'FORMAT',
      oneOf: FORMATS,
      words: { zh: '输出格式，默认 table', en: 'Form of the answer, table unless told' },
    },
  },
  details: {
    zh: 'overdue 为超过时限的案件，无论是否已结案。json 输出一个数组，元素为 key、label、received、closed、closedOnTime、overdue。',
    en: 'overdue counts cases that passed their limit, closed or not. json is one array of key, label, received, closed, closedOnTime, overdue.',
  },
  check: faultIn,
  async run(input, context) {
    const by = DIMENSIONS.find((name) => name === textOf(input, 'by'));
    if (by === undefined) throw new Error('the dimension was not checked');
    const query = { by, level: textOf(input, 'level'), from: textOf(input, 'from'), to: textOf(input, 'to') };
    const rows = await withServer(context, async (connection) =>
      valueOf(await connection.client(statisticsRoutes).countCases({ query })),
    );
    context.print(formatCounts(rows, textOf(input, 'format') ?? 'table', context.pick));
    return 0;
  },
};

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function faultIn(input: Input): Words | undefined {
  if (input.options.level !== undefined && input.options.by !== 'category') {
    return { zh: '--level 只用于 --by category', en: '--level is for --by category only' };
  }
  const wrong = ['from', 'to'].find((name) => !DATE.test(textOf(input, name) ?? '2000-01-01'));
  return wrong === undefined ? undefined : { zh: `--${wrong} 须写成 YYYY-MM-DD`, en: `--${wrong} is written YYYY-MM-DD` };
}

const HEADINGS: Readonly<Record<keyof Count, Words>> = {
  key: { zh: '编号', en: 'Key' },
  label: { zh: '名称', en: 'Label' },
  received: { zh: '收件', en: 'Received' },
  closed: { zh: '结案', en: 'Closed' },
  closedOnTime: { zh: '按期结案', en: 'Closed on time' },
  overdue: { zh: '超期', en: 'Overdue' },
};

/** The rows as text, without a line break at the end. */
export function formatCounts(rows: readonly Count[], format: string, pick: (words: Words) => string): string {
  if (format === 'json') {
    return JSON.stringify(
      rows.map(({ key, label, received, closed, closedOnTime, overdue }) => ({
        key,
        label,
        received,
        closed,
        closedOnTime,
        overdue,
      })),
    );
  }
  const headings = (['key', 'label', ...FIGURES] as const).map((name) => pick(HEADINGS[name]));
  const cells = rows.map((row) => [row.key, row.label, ...FIGURES.map((name) => row[name])]);
  return format === 'csv' ? toCsv(headings, cells).trimEnd() : toTable(headings, cells);
}
