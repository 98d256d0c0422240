import '@gridward/i18n/words/command';
import '@gridward/i18n/words/listing';
import type { commandRoutes, Problem, RouteInput } from '@gridward/contract';
import { ok, type Result } from '@gridward/core';
import { createFormatter, createTranslator } from '@gridward/i18n';
import type { Call } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import { answerAsFile } from '../../../platform/file-answer.ts';
import { DOCX } from '../../../platform/word-document.ts';
import { sourceOf } from '../../access/index.ts';
import type { CommandDoors } from '../command-doors.ts';
import { handoverDocument } from './handover-document.ts';
import type { Handovers } from './handover.service.ts';

/** A hand-over as a Word file in the reader's language. Its head says who took it out and when; the audit log says the same. */
export function createHandoverExport({ store, clock }: Platform, doors: Pick<CommandDoors, 'audit'>, handovers: Handovers) {
  return async ({ query }: RouteInput<typeof commandRoutes.exportHandover>, call: Call): Promise<Result<unknown, Problem>> => {
    const sheet = await handovers.open(query, call.actor);
    if (!sheet.ok) return sheet;
    const { area, on, pictures } = sheet.value;
    const handover = await handovers.show(sheet.value, call.actor);
    const t = createTranslator(call.locale);
    const format = createFormatter({ locale: call.locale, timeZone: pictures.catalogue.calendar.timeZone });
    const mark = t('handover.mark', { person: call.actor.name, at: format.dateTime(clock.now()), place: area.name });
    const file = await handoverDocument(handover, { t, format, mark });
    await store.inTransaction((trx) =>
      doors.audit.append(trx, sourceOf(call), {
        action: 'handover.export',
        objectKind: 'area',
        objectId: area.id,
        outcome: 'done',
        detail: { on },
      }),
    );
    const name = t('handover.file', { place: area.name, day: on });
    answerAsFile(call.reply, { type: DOCX, name, plainName: `handover-${on}.docx` });
    return ok(file);
  };
}
