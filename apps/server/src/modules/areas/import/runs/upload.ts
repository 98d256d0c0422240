import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {} from '@fastify/multipart';
import { invalidField, problem, type Problem } from '@gridward/contract';
import { err, ok, type Result } from '@gridward/core';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { findingsOf } from '../../../../http/input-finding.ts';

/** What was uploaded: the file, and for some imports a second one. */
export interface Upload {
  readonly fileName: string;
  readonly file: Buffer;
  readonly outline: Buffer | undefined;
}

/** A county's grids as GeoJSON take 20 MB; a province's are sent county by county. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Reads the parts `file`, perhaps `outline`, and `options` of a form. */
export async function receiveUpload<Options>(
  request: FastifyRequest,
  schema: z.ZodType<Options>,
): Promise<Result<{ upload: Upload; options: Options }, Problem>> {
  if (!request.isMultipart())
    return err(problem('unsupported_file', { detail: 'Send multipart/form-data with the parts file and options.' }));
  const files = new Map<string, { name: string; bytes: Buffer }>();
  let text = '{}';
  for await (const part of request.parts({ limits: { fileSize: MAX_FILE_BYTES, files: 2 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'options') text = String(part.value);
      continue;
    }
    const bytes = await part.toBuffer().catch(() => undefined);
    if (bytes === undefined) return err(problem('file_too_large'));
    files.set(part.fieldname, { name: part.filename, bytes });
  }
  const file = files.get('file');
  if (file === undefined) return err(invalidField('/file', 'The part "file" is missing.'));
  const given = parseJson(text);
  const options = schema.safeParse(given);
  if (!options.success) {
    return err(problem('validation_failed', { errors: findingsOf(options.error, given, '/options') }));
  }
  return ok({ upload: { fileName: file.name, file: file.bytes, outline: files.get('outline')?.bytes }, options: options.data });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Puts an upload into a folder of its own, under names of ours. */
export async function keepUpload(folder: string, upload: Upload): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'file'), upload.file, { mode: 0o600 });
  if (upload.outline !== undefined) await writeFile(join(folder, 'outline'), upload.outline, { mode: 0o600 });
}

/** What was put into a folder; `undefined` when it is there no more. */
export async function keptUpload(folder: string, fileName: string): Promise<Upload | undefined> {
  const read = (name: string): Promise<Buffer | undefined> => readFile(join(folder, name)).catch(() => undefined);
  const [file, outline] = [await read('file'), await read('outline')];
  return file === undefined ? undefined : { fileName, file, outline };
}
