import type { AreaTree, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { updateArea } from './areas.repository.ts';

/** A code of an area in the words of whoever sent a file. */
export interface LearnedCode {
  readonly areaId: Uuid;
  readonly code: string;
  readonly codeSystem: string;
}

/** Writes codes where none stand. */
export async function learnAreaCodes(trx: Transaction<Database>, tree: AreaTree, codes: readonly LearnedCode[]): Promise<void> {
  for (const { areaId, code, codeSystem } of codes) {
    const area = tree.byId(areaId);
    if (area?.code === null) await updateArea(trx, areaId, area.version, { code, codeSystem });
  }
}
