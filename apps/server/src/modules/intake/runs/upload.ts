import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {} from '@fastify/multipart';
import { invalidField, importFieldsSchema, problem, TEXT_ENCODINGS, type ImportFields, type Problem } from '@gridward/contract';
import { err, ok, type Result, type Uuid } from '@gridward/core';
import type { FastifyRequest } from 'fastify';
import { findingsOf } from '../../../http/input-finding.ts';
import { importFolder } from '../../../platform/import-files.ts';
import type { TextEncoding } from '../file/text-decoding.ts';

/** What was sent: `file` always; `mapping` for a layout that no model knows; `outline` for areas. */
export interface Upload {
  readonly fileName: string;
  readonly file: Buffer;
  readonly mapping: Buffer | undefined;
  readonly outline: Buffer | undefined;
}

export interface ReceivedImport {
  readonly upload: Upload;
  readonly fields: ImportFields;
}

/** 10,000 rows take 2 MB. */
const MAX_FILE_BYTES = 200 * 1024 * 1024;
const PARTS = ['file', 'mapping', 'outline'] as const;

interface Parts {
  readonly files: ReadonlyMap<string, { readonly name: string; readonly bytes: Buffer }>;
  readonly fields: Readonly<Record<string, string>>;
}

async function readParts(request: FastifyRequest): Promise<Result<Parts, Problem>> {
  if (!request.isMultipart()) return err(problem('unsupported_file', { detail: 'multipart/form-data' }));
  const files = new Map<string, { name: string; bytes: Buffer }>();
  const fields: Record<string, string> = {};
  for await (const part of request.parts({ limits: { fileSize: MAX_FILE_BYTES, files: PARTS.length } })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string' && part.value !== '') fields[part.fieldname] = part.value;
      continue;
    }
    const bytes = await part.toBuffer().catch(() => undefined);
    if (bytes === undefined) return err(problem('file_too_large'));
    files.set(part.fieldname, { name: part.filename, bytes });
  }
  return ok({ files, fields });
}

const noFile = () => err(invalidField('/file', 'missing'));

/** A table that is only looked at. */
export async function receiveTable(
  request: FastifyRequest,
): Promise<Result<{ readonly file: Buffer; readonly encoding: TextEncoding | undefined }, Problem>> {
  const parts = await readParts(request);
  if (!parts.ok) return parts;
  const file = parts.value.files.get('file');
  if (file === undefined) return noFile();
  const encoding = TEXT_ENCODINGS.find((known) => known === parts.value.fields['encoding']);
  return ok({ file: file.bytes, encoding });
}

export async function receiveImport(request: FastifyRequest): Promise<Result<ReceivedImport, Problem>> {
  const parts = await readParts(request);
  if (!parts.ok) return parts;
  const { files, fields: given } = parts.value;
  const fields = importFieldsSchema.safeParse(given);
  if (!fields.success) {
    return err(problem('validation_failed', { errors: findingsOf(fields.error, given, '') }));
  }
  const file = files.get('file');
  if (file === undefined) return noFile();
  return ok({
    fields: fields.data,
    upload: { fileName: file.name, file: file.bytes, mapping: files.get('mapping')?.bytes, outline: files.get('outline')?.bytes },
  });
}

/** The same file in the same way has the same hash: an import that was cut off is found again by it. */
export function hashOfImport({ upload, fields }: ReceivedImport): Buffer {
  const hash = createHash('sha256').update(JSON.stringify(fields));
  for (const part of PARTS) hash.update(`\n${part}\n`).update(upload[part] ?? '');
  return hash.digest();
}

/** Files wait in the data folder until they are needed again; only the server's user can read them. */
export function createUploads(dataDir: string) {
  const folderOf = (id: Uuid): string => importFolder(dataDir, id);
  return {
    async keep(id: Uuid, upload: Upload): Promise<void> {
      await mkdir(folderOf(id), { recursive: true, mode: 0o700 });
      for (const part of PARTS) {
        const bytes = upload[part];
        if (bytes !== undefined) await writeFile(join(folderOf(id), part), bytes, { mode: 0o600 });
      }
    },
    /** A file that was imported may hold personal data, and is not needed again. */
    forget: (id: Uuid): Promise<void> => rm(folderOf(id), { recursive: true, force: true }),
    /** `undefined` when this server does not have the file. */
    async read(id: Uuid, fileName: string): Promise<Upload | undefined> {
      const [file, mapping, outline] = await Promise.all(
        PARTS.map((part) => readFile(join(folderOf(id), part)).catch(() => undefined)),
      );
      return file === undefined ? undefined : { fileName, file, mapping, outline };
    },
  };
}
export type Uploads = ReturnType<typeof createUploads>;
