import { uuid } from '@gridward/contract';
import type { NearKey, PageKey } from './case-list.repository.ts';

const encode = (position: string, id: string): string => Buffer.from(`${position} ${id}`).toString('base64url');

function decode(cursor: string): readonly [string, string] | undefined {
  const [position = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  return uuid.safeParse(id).success ? [position, id] : undefined;
}

/** A cursor is opaque to clients: the last row's sort key. */
export const encodeCursor = (key: PageKey): string => encode(key.at.toISOString(), key.id);

/** @returns undefined for anything that we did not make. */
export function decodeCursor(cursor: string): PageKey | undefined {
  const [position, id] = decode(cursor) ?? [];
  const at = new Date(position ?? '');
  return id === undefined || Number.isNaN(at.getTime()) ? undefined : { at, id };
}

/** The cursor of a list that goes by distance. */
export const encodeNearCursor = (key: NearKey): string => encode(`near:${String(key.distance)}`, key.id);

/** @returns undefined for anything that we did not make. */
export function decodeNearCursor(cursor: string): NearKey | undefined {
  const [position, id] = decode(cursor) ?? [];
  const distance = Number(/^near:([\d.e-]+)$/.exec(position ?? '')?.[1]);
  return id === undefined || Number.isNaN(distance) ? undefined : { distance, id };
}
