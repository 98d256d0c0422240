import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { importRoutes, type Client, type ImportFinding, type ImportProgress } from '@gridward/contract';
import { textOf, type Context, type ExitCode, type Input } from '../command.ts';
import { valueOf, type Connection } from '../server/connection.ts';
import { createProgress } from '../terminal/progress.ts';
import { Refusal } from '../terminal/words.ts';
import { groupFindings } from './findings.ts';
import { previewText, reportText } from './import-report.ts';

type ImportClient = Client<typeof importRoutes>;

/** Uploads, previews, starts, shows how far it is, reports. */
export async function runImport(upload: FormData, connection: Connection, input: Input, context: Context): Promise<ExitCode> {
  const client = connection.client(importRoutes);
  const preview = valueOf(await client.previewImport({ body: upload }));
  context.tell(previewText(preview, context.pick));
  if (!preview.acceptable || input.options['dry-run'] === true) {
    await report(preview, client, input, context);
    if (preview.acceptable) return 0;
    throw new Refusal({ zh: '文件被拒绝，未作任何改动。', en: 'The file was refused; nothing was changed.' });
  }
  const ended = await carryOut(preview.id, client, context);
  await report(ended, client, input, context);
  if (ended.state === 'done') return 0;
  const why = ended.failure ?? ended.state;
  throw new Refusal({
    zh: `导入没有完成（${why}）。已导入的行保留；重新执行同一命令即可继续。`,
    en: `The import did not finish (${why}). Imported lines stay; run the same command again to continue.`,
  });
}

const LOOK_EVERY_MS = 250;

async function carryOut(importId: string, client: ImportClient, context: Context): Promise<ImportProgress> {
  const progress = createProgress(context.write, context.isWatched, context.pick({ zh: '导入', en: 'importing' }));
  try {
    let run = valueOf(await client.startImport({ params: { importId }, body: {} }));
    while (run.state === 'running' || run.state === 'previewed') {
      progress.to(run.linesDone, run.lineCount);
      await sleep(LOOK_EVERY_MS, undefined, { signal: context.signal });
      run = valueOf(await client.getImport({ params: { importId } }));
    }
    progress.to(run.linesDone, run.lineCount);
    return run;
  } catch (error) {
    if (context.signal.aborted) await stopImport(importId, client);
    throw error;
  } finally {
    progress.end();
  }
}

const STOP_WITHIN_MS = 15_000;

/** @throws Refusal always: an import that was stopped has not been done */
async function stopImport(importId: string, client: ImportClient): Promise<never> {
  const signal = AbortSignal.timeout(STOP_WITHIN_MS);
  const run = valueOf(await client.cancelImport({ params: { importId }, body: {} }, { signal }));
  throw new Refusal({
    zh: `已中断，完成 ${run.linesDone}/${run.lineCount} 行。重新执行同一命令即可继续。`,
    en: `Interrupted after ${run.linesDone} of ${run.lineCount} lines. Run the same command again to continue.`,
  });
}

async function report(run: ImportProgress, client: ImportClient, input: Input, context: Context): Promise<void> {
  const file = textOf(input, 'findings');
  if (file !== undefined) await download(run.id, client, file);
  if (textOf(input, 'format') === 'json') {
    context.print(JSON.stringify(run));
    return;
  }
  const groups = groupFindings(await firstFindings(run, client), run.findings);
  context.print(reportText(run, groups, file, context.pick));
}

const EXAMPLES_READ = 200;

/** The first findings of each severity: enough to show examples of every frequent kind. */
async function firstFindings(run: ImportProgress, client: ImportClient): Promise<ImportFinding[]> {
  const severities = [...new Set(run.findings.map(({ severity }) => severity))];
  const pages = await Promise.all(
    severities.map((severity) =>
      client.listImportFindings({ params: { importId: run.id }, query: { severity, limit: EXAMPLES_READ } }),
    ),
  );
  return pages.flatMap((page) => valueOf(page).items);
}

async function download(importId: string, client: ImportClient, file: string): Promise<void> {
  const response = valueOf(await client.downloadImportFindings({ params: { importId } }));
  if (!(response instanceof Response) || response.body === null) throw new Error('a file reply without a body');
  await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
}
