import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { intakeRoutes, Problem, RouteReply } from '@gridward/contract';
import { ok, redirectText, type IntakeTexts, type Result, type StatutoryChannel } from '@gridward/core';
import { dataFolder } from '../../catalogue/index.ts';

type Reply = RouteReply<(typeof intakeRoutes)['readIntakeTexts']>;

/** Ready-made words and statutory channels from `catalogue/`, read once. */
export function createIntakeTexts(folder: string = dataFolder('catalogue')) {
  let loaded: Promise<Reply> | undefined;
  async function load(): Promise<Reply> {
    const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as T;
    const [{ declines, questions }, { channels }] = await Promise.all([
      read<IntakeTexts>('intake-texts'),
      read<{ channels: StatutoryChannel[] }>('statutory-channels'),
    ]);
    return {
      declines: [...declines],
      questions: [...questions],
      channels: channels.map((channel) => ({ ...channel, text: redirectText(channel) })),
    };
  }
  return { read: async (): Promise<Result<Reply, Problem>> => ok(await (loaded ??= load())) };
}
export type IntakeTextReader = ReturnType<typeof createIntakeTexts>;
