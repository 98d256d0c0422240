import type { Database } from '@gridward/db';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { readSetting } from '../../platform/setting.repository.ts';

export const SHARE = 'second_check.share';
/** One in twenty until somebody decides otherwise. */
const SHARE_AT_FIRST = 0.05;
const shareSchema = z.object({ share: z.number().min(0).max(1) });

export async function readShare(db: Kysely<Database>): Promise<{ readonly share: number; readonly version: number }> {
  const stored = await readSetting(db, SHARE);
  return { share: shareSchema.safeParse(stored?.value).data?.share ?? SHARE_AT_FIRST, version: stored?.version ?? 0 };
}
