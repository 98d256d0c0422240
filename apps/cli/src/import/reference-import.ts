import { writeFile } from 'node:fs/promises';
import type { Answer, ImportRun } from '@gridward/contract';
import { textOf, type Context, type ExitCode, type Input, type OptionSpec } from '../command.ts';
import { valueOf } from '../server/connection.ts';
import { toCsv } from '../terminal/table.ts';
import { Refusal, type Words } from '../terminal/words.ts';
import { describeGroup, groupFindings } from './findings.ts';

/** Options that every import takes. */
export const IMPORT_OPTIONS = {
  'dry-run': { words: { zh: '只预览，不写入', en: 'Preview only, write nothing' } },
  findings: { value: 'FILE', words: { zh: '把逐行问题写入此 CSV 文件', en: 'Write the findings by line to this CSV file' } },
  format: {
    value: 'FORMAT',
    oneOf: ['table', 'json'],
    words: { zh: '报告格式：table（默认）或 json', en: 'Form of the report: table (unless told) or json' },
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The three calls of an import of areas or units, on a connection. */
export interface ReferenceImport {
  preview(): Promise<Answer<ImportRun>>;
  apply(importId: string): Promise<Answer<ImportRun>>;
}

/** Previews, reports, carries out, reports. */
export async function runReferenceImport(calls: ReferenceImport, input: Input, context: Context): Promise<ExitCode> {
  const preview = valueOf(await calls.preview());
  const isDry = input.options['dry-run'] === true;
  if (!isDry) context.tell(previewText(preview, context));
  if (!isDry && usableLines(preview) === 0) {
    await report(preview, input, context);
    throw new Refusal({ zh: '没有可导入的行，未作任何改动。', en: 'No line can be imported; nothing was changed.' });
  }
  const run = isDry ? preview : valueOf(await calls.apply(preview.id));
  await report(run, input, context);
  if (run.state === 'failed')
    throw new Refusal({ zh: '导入失败，未作任何改动。', en: 'The import failed; nothing was changed.' });
  return isDry && usableLines(run) === 0 ? 1 : 0;
}

const usableLines = (run: ImportRun): number => run.linesNew + run.linesChanged + run.linesKnown;

function previewText(run: ImportRun, context: Context): string {
  return context.pick({
    zh: `预览 ${run.fileName}：共 ${run.lineCount} 行，可导入 ${usableLines(run)} 行，有错 ${run.linesFailed} 行`,
    en: `Preview of ${run.fileName}: ${run.lineCount} lines, ${usableLines(run)} can be imported, ${run.linesFailed} cannot`,
  });
}

async function report(run: ImportRun, input: Input, context: Context): Promise<void> {
  const file = textOf(input, 'findings');
  if (file !== undefined) await writeFile(file, findingsCsv(run, context));
  if (textOf(input, 'format') === 'json') context.print(JSON.stringify(run));
  else context.print(reportText(run, file, context));
}

function reportText(run: ImportRun, file: string | undefined, context: Context): string {
  const { pick } = context;
  const count = (words: Words, value: number): string => `${pick(words)} ${value}`;
  const head = [
    count({ zh: '新增', en: 'new' }, run.linesNew),
    count({ zh: '更新', en: 'changed' }, run.linesChanged),
    count({ zh: '已有', en: 'known' }, run.linesKnown),
    count({ zh: '失败', en: 'failed' }, run.linesFailed),
  ].join(pick({ zh: '，', en: ', ' }));
  const groups = groupFindings(run.findings).map((group) => describeGroup(group, pick));
  const cut = run.findingsCut
    ? [pick({ zh: '  （问题过多，只列出一部分）', en: '  (too many findings: only a part is listed)' })]
    : [];
  const written = file === undefined ? [] : [pick({ zh: `逐行问题：${file}`, en: `Findings by line: ${file}` })];
  return [`${run.fileName}: ${head}`, ...groups, ...cut, ...written].join('\n');
}

const findingsCsv = (run: ImportRun, { pick }: Context): string =>
  toCsv(
    ['line', 'severity', 'code', 'column', 'value', 'message'],
    run.findings.map(({ line, severity, code, column, value, message }) => [line, severity, code, column, value, pick(message)]),
  );
