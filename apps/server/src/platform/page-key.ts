import type { Uuid } from '@gridward/core';
import { z } from 'zod';

/** Where a page of a list that runs by time ends. */
export interface PageKey {
  readonly at: Date;
  readonly id: Uuid;
}

const keySchema = z.tuple([z.iso.datetime(), z.uuid()]);

export const writeKey = ({ at, id }: PageKey): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

/** A cursor that was tampered with begins at the first page. */
export function readKey(cursor: string | undefined): PageKey | undefined {
  if (cursor === undefined) return undefined;
  const parsed = keySchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  return parsed.success ? { at: new Date(parsed.data[0]), id: parsed.data[1] } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
