import type { ArchiveManifest, ArchiveStep } from '@gridward/db';
import type { Context, OptionSpec } from '../command.ts';
import { createProgress } from '../terminal/progress.ts';
import type { Words } from '../terminal/words.ts';

export const FORMAT = {
  format: {
    value: 'FORMAT',
    oneOf: ['table', 'json'],
    words: { zh: '输出格式，默认 table', en: 'Form of the answer, table unless told' },
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** What an archive holds, in figures. */
export const figuresOf = ({ createdAt, server, migrations, tables, files }: ArchiveManifest) => ({
  createdAt,
  server,
  migration: migrations.at(-1)?.id ?? null,
  tables: tables.length,
  rows: tables.reduce((sum, { rows }) => sum + rows, 0),
  files: files.count,
  fileBytes: files.bytes,
});

/** Prints what was done with an archive. */
export function printArchive(manifest: ArchiveManifest, head: Words, format: string | undefined, context: Context): void {
  const figures = figuresOf(manifest);
  if (format === 'json') {
    context.print(JSON.stringify(figures));
    return;
  }
  const { createdAt, server, migration, tables, rows, files, fileBytes } = figures;
  context.print(
    [
      context.pick(head),
      context.pick({
        zh: `  制作时间 ${createdAt}，PostgreSQL ${server}，结构 ${migration ?? '无'}`,
        en: `  made ${createdAt}, PostgreSQL ${server}, schema ${migration ?? 'none'}`,
      }),
      context.pick({
        zh: `  ${tables} 张表，${rows} 行；${files} 个文件，${fileBytes} 字节`,
        en: `  ${tables} tables, ${rows} rows; ${files} files, ${fileBytes} bytes`,
      }),
    ].join('\n'),
  );
}

/** Progress by tables. */
export async function withTableProgress<T>(
  label: Words,
  context: Context,
  work: (onProgress: (step: ArchiveStep) => void) => Promise<T>,
): Promise<T> {
  const progress = createProgress(context.write, context.isWatched, context.pick(label));
  try {
    return await work(({ done, total }) => progress.to(done, total));
  } finally {
    progress.end();
  }
}
