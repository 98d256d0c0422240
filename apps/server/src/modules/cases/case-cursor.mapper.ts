import { uuid } from '@gridward/contract';
import type { PageKey } from './case-list.repository.ts';

/** A cursor is opaque to clients: the last row's sort key. */
export const encodeCursor = (key: PageKey): string => Buffer.from(`${key.at.toISOString()} ${key.id}`).toString('base64url');

/** @returns undefined for anything that we did not make. */
export function decodeCursor(cursor: string): PageKey | undefined {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) || !uuid.safeParse(id).success ? undefined : { at: moment, id };
}
