import type { Uuid } from '@gridward/core';
import { z } from 'zod';

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

interface OrderKey {
  readonly at: Date;
  readonly id: Uuid;
}

export const encodeOrderCursor = ({ at, id }: OrderKey): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

/** @returns nothing for a text that no page ended with */
export function decodeOrderCursor(cursor: string): OrderKey | undefined {
  try {
    const parsed = cursorSchema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return parsed.success ? { at: new Date(parsed.data[0]), id: parsed.data[1] } : undefined;
  } catch {
    return undefined;
  }
}
