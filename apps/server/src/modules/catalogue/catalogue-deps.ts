import { invalidField, type Problem, type FieldFault } from '@gridward/contract';
import { err, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { sourceOf, type Audit } from '../access/index.ts';
import type { Areas } from '../areas/index.ts';
import type { Organisation } from '../organisation/index.ts';
import type { CatalogueStore } from './catalogue.store.ts';
import type { ResponsibilityStore } from './responsibility/responsibility.store.ts';

/** What the module asks of others. */
export interface CatalogueDoors {
  readonly areas: Pick<Areas, 'tree'>;
  readonly units: Pick<Organisation, 'tree'>;
  /** Every change is logged when it is given. */
  readonly audit?: Pick<Audit, 'append'>;
  /** How many open cases stand under any of these categories. */
  readonly countOpenCases?: (categoryIds: readonly Uuid[]) => Promise<number>;
}

/** What the parts of this module share. */
export interface CatalogueDeps extends CatalogueDoors {
  readonly platform: Pick<Platform, 'store' | 'clock' | 'ids'>;
  readonly catalogue: CatalogueStore;
  readonly responsibilities: ResponsibilityStore;
}

type Change = 'category' | 'standard_row' | 'responsibility' | 'calendar' | 'step_limit' | 'channel' | 'labels';

/** The last statement of a change: the log stays locked until the transaction ends. */
export async function logChange(
  { audit }: Pick<CatalogueDoors, 'audit'>,
  trx: Transaction<Database>,
  call: Pick<Call, 'actor' | 'address' | 'requestId'>,
  what: {
    readonly kind: Change;
    readonly verb: string;
    readonly id: string;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { kind, verb, id, detail } = what;
  await audit?.append(trx, sourceOf(call), {
    action: `${kind}.${verb}`,
    objectKind: kind,
    objectId: id,
    outcome: 'done',
    detail,
  });
}

/** One field is not valid. */
export const invalid = (pointer: string, message: FieldFault['message']): { readonly ok: false; readonly error: Problem } =>
  err(invalidField(pointer, message));
