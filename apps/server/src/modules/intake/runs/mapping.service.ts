import {
  caseMappingSchema,
  problem,
  type importRoutes,
  type Problem,
  type RouteInput,
  type RouteReply,
} from '@gridward/contract';
import { err, ok, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Call } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import { sourceOf } from '../../access/index.ts';
import { listModelIds } from '../../catalogue/index.ts';
import type { IntakeDoors } from '../intake-doors.ts';
import { readCaseMapping, readModelHead } from '../model-files.ts';
import { listMappings, removeMapping, saveMapping } from './mapping.repository.ts';

type Save = (typeof importRoutes)['saveCaseMapping'];
type Saved = RouteReply<Save>;

const storedSchema = z.object({ name: z.string(), mapping: caseMappingSchema });

/** Ways of reading tables of cases: those that come with a model, and those that were saved here. */
export function createMappings({ store, clock }: Pick<Platform, 'store' | 'clock'>, { audit }: Pick<IntakeDoors, 'audit'>) {
  async function list(): Promise<Result<{ items: Saved[] }, Problem>> {
    const saved = (await listMappings(store.db)).map(({ id, value, version }): Saved => {
      const { name, mapping } = storedSchema.parse(value);
      return { id, name, from: 'saved', version, mapping };
    });
    return ok({ items: [...saved, ...(await ofModels())] });
  }

  async function save(
    { params, body }: RouteInput<Save>,
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<Saved, Problem>> {
    const { version, name, mapping } = body;
    const row = { id: params.mappingId, value: { name, mapping }, version };
    if (!(await saveMapping(trx, row, { at: clock.now(), by: call.actor.accountId })))
      return err(problem(version === 0 ? 'already_exists' : 'version_conflict'));
    await log('save', params.mappingId, name, call, trx);
    return ok({ id: params.mappingId, name, from: 'saved', version: version + 1, mapping });
  }

  async function remove(id: Uuid, call: Call, trx: Transaction<Database>): Promise<Result<Record<never, never>, Problem>> {
    if (!(await removeMapping(trx, id))) return err(problem('not_found'));
    await log('remove', id, null, call, trx);
    return ok({});
  }

  const log = (verb: string, id: Uuid, name: string | null, call: Call, trx: Transaction<Database>): Promise<void> =>
    audit.append(trx, sourceOf(call), {
      action: `case_mapping.${verb}`,
      objectKind: 'case_mapping',
      objectId: id,
      outcome: 'done',
      detail: { name },
    });

  return { list, save, remove };
}
export type Mappings = ReturnType<typeof createMappings>;

async function ofModels(): Promise<Saved[]> {
  const found: Saved[] = [];
  for (const id of await listModelIds()) {
    const [head, mapping] = [await readModelHead(id), await readCaseMapping(id)];
    if (head.ok && mapping.ok) found.push({ id, name: head.value.name.zh, from: 'model', version: 0, mapping: mapping.value });
  }
  return found;
}
