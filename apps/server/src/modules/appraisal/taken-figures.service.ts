import type { AppraisalQuery, AppraisalValues, Problem } from '@gridward/contract';
import { ok, type Result } from '@gridward/core';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { watermarkLine } from '../../platform/workbook.ts';
import { sourceOf } from '../access/index.ts';
import { takePictures, type AppraisalDoors } from './appraisal-doors.ts';
import { scopeOf, WORDS } from './export-words.ts';
import type { AppraisalValuesService } from './values.service.ts';

/** Figures on their way out. */
export interface TakenFigures {
  readonly values: AppraisalValues;
  /** Over what they are. */
  readonly scope: string;
  /** Who took them out, when and over what. */
  readonly mark: string;
}

/** Reads figures within the reach of whoever asks, and writes into the audit log that they were taken out before anything goes out. */
export function createTakenFigures({ store, clock }: Platform, doors: AppraisalDoors, values: AppraisalValuesService) {
  return async (query: AppraisalQuery, call: Call): Promise<Result<TakenFigures, Problem>> => {
    const read = await values.read(query, call);
    if (!read.ok) return read;
    const { from, to, rows } = read.value;
    const pictures = await takePictures(doors);
    const scope = scopeOf(query, read.value, pictures, call.locale);
    await store.inTransaction((trx) =>
      doors.audit.append(trx, sourceOf(call), {
        action: 'indicators.export',
        outcome: 'done',
        detail: { ...query, from, to, rows: rows.length },
      }),
    );
    const { timeZone } = pictures.catalogue.calendar;
    const parts = [WORDS[call.locale].over(scope)];
    return ok({ values: read.value, scope, mark: watermarkLine(call.locale, call.actor.name, timeZone, clock.now(), parts) });
  };
}
export type TakenFiguresService = ReturnType<typeof createTakenFigures>;
