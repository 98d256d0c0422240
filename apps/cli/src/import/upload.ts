import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Refusal } from '../terminal/words.ts';

/**
 * A form for a multipart upload. Files stay on disk and are read while they are sent, whatever their size; fields come first, so that the
 * server knows what a file is before it arrives.
 * @throws Refusal when a file is missing
 */
export async function createUpload(
  fields: Readonly<Record<string, string | undefined>>,
  files: Readonly<Record<string, string | undefined>>,
): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
  for (const [name, path] of Object.entries(files)) {
    if (path === undefined) continue;
    await assertFile(path);
    form.set(name, await openAsBlob(resolve(path)), basename(path));
  }
  return form;
}

async function assertFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) throw new Refusal({ zh: `没有文件 ${path}`, en: `There is no file ${path}` });
}
