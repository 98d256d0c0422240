import type { importRoutes, RouteAnswer } from '@gridward/contract';
import { api, unwrap } from '../../../platform/api.ts';

export type Inspection = RouteAnswer<(typeof importRoutes)['inspectTable']>;
export type Encoding = Inspection['encoding'];

/** Sends a table to be looked at; nothing is kept of it. */
export function inspect(file: File, encoding?: Encoding): Promise<Inspection> {
  const form = new FormData();
  if (encoding !== undefined) form.append('encoding', encoding);
  form.append('file', file);
  // The body of a multipart route is a stream and has no schema; the client passes a form on as it is.
  const call = { body: form };
  return unwrap(api.inspectTable(call));
}
