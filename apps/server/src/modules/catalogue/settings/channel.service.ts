import { problem, type Problem } from '@gridward/contract';
import { err, ok, type Result } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Call } from '../../../http/host.ts';
import { logChange, type CatalogueDeps } from '../catalogue-deps.ts';
import { listChannels, saveChannel, type ChannelRow } from './channel.repository.ts';

export type { ChannelRow } from './channel.repository.ts';

export const readChannels = ({ platform }: CatalogueDeps): Promise<ChannelRow[]> => listChannels(platform.store.db);

/** Version 0 makes a new channel. A channel is never deleted, for cases name it; it is switched off. */
export async function changeChannel(
  row: ChannelRow,
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Promise<Result<ChannelRow, Problem>> {
  if (!(await saveChannel(trx, row))) {
    if (row.version === 0) return err(problem('already_exists'));
    const current = (await listChannels(trx)).find(({ id }) => id === row.id);
    return err(current === undefined ? problem('not_found') : problem('version_conflict', { current: shown(current) }));
  }
  await logChange(deps, trx, call, {
    kind: 'channel',
    verb: row.version === 0 ? 'create' : 'update',
    id: row.id,
    detail: { ...row },
  });
  return ok({ ...row, version: row.version + 1 });
}

/** As the contract shows a channel. */
export const shown = ({ nameZh, nameEn, ...row }: ChannelRow) => ({ ...row, name: { zh: nameZh, en: nameEn } });
