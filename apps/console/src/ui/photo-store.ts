import { api, unwrap } from '../platform/api.ts';

export type Purpose = Parameters<typeof api.uploadAttachment>[0]['query']['purpose'];

/** Sends a photo, which waits with the server for the case that it belongs to. */
export async function upload(file: File, purpose: Purpose, commandId: string): Promise<string> {
  const form = new FormData();
  form.append('file', file);
  // The body of a multipart route is a stream and has no schema; the client passes a form on as it is.
  const call = { query: { purpose }, body: form };
  const attachment = await unwrap(api.uploadAttachment(call, { commandId }));
  return attachment.id;
}

/** A photo of a draft that the server no longer holds; one that only could not be shown stays. */
export async function isGone(attachmentId: string): Promise<boolean> {
  const answer = await api.readAttachment({ params: { attachmentId, size: 'preview' } }).catch(() => null);
  return answer?.ok === false && answer.problem.code === 'not_found';
}
