import type {} from '@fastify/multipart';
import { invalidField, caseRoutes, problem, type Problem } from '@gridward/contract';
import { err, ok, type Result } from '@gridward/core';
import type { Call, Host } from '../../http/host.ts';
import type { Attachments, PermissionsOnCase } from './attachments.service.ts';
import { MAX_PHOTO_BYTES } from './photos/photo-format.ts';

/** A photo that was looked through does not change; a shared computer must not keep it for long all the same. */
const FINAL_CACHE = 'private, max-age=3600';

/** `@fastify/multipart` must be registered on the server. */
export function serveFiles(host: Host, attachments: Attachments, permissionsOnCase: PermissionsOnCase): void {
  host.serve(caseRoutes.uploadAttachment, async ({ query }, call) => {
    const bytes = await receive(call);
    return bytes.ok ? attachments.upload(query.purpose, bytes.value, call) : bytes;
  });

  host.serve(caseRoutes.readAttachment, async ({ params }, call) => {
    const found = await attachments.read(params.attachmentId, params.size, call.actor, permissionsOnCase);
    if (!found.ok) return found;
    const { bytes, mime, etag, final } = found.value;
    call.reply
      .header('cache-control', final ? FINAL_CACHE : 'private, no-store')
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('content-disposition', `inline; filename="${params.attachmentId}.jpg"`)
      .type(mime);
    if (final) call.reply.header('etag', etag);
    return ok(bytes);
  });
}

/** The one file of the request. */
async function receive(call: Call): Promise<Result<Buffer, Problem>> {
  if (!call.raw.isMultipart()) return err(problem('unsupported_file', { detail: 'multipart/form-data' }));
  try {
    const part = await call.raw.file({ limits: { fileSize: MAX_PHOTO_BYTES, files: 1, fields: 10 } });
    if (part === undefined) return err(invalidField('/file', 'a file is needed'));
    return ok(await part.toBuffer());
  } catch (error) {
    return err(problem(isTooLarge(error) ? 'file_too_large' : 'file_unreadable'));
  }
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE';
