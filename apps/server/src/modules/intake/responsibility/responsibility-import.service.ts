import { invalidField, responsibilityImportOptions, type ResponsibilityImportOptions } from '@gridward/contract';
import { err, ok } from '@gridward/core';
import { PAST_IS_KEPT } from '../../../http/field-words.ts';
import type { Platform } from '../../../platform/deps.ts';
import { sourceOf } from '../../access/index.ts';
import { createImportRuns, finding, type ImportKind } from '../../areas/index.ts';
import { readTableFile, type TableFile } from '../file/table-file.ts';
import type { IntakeDoors, Trx } from '../intake-doors.ts';
import { planResponsibilities, type ResponsibilityPictures, type ResponsibilityPlan } from './responsibility-import.plan.ts';

/** The list of a county as a table: previewed, then carried out in one transaction against the list of that moment. */
export function createResponsibilityImport(platform: Platform, doors: IntakeDoors) {
  const kind: ImportKind<ResponsibilityImportOptions, ResponsibilityPlan> = {
    kind: 'responsibility',
    options: responsibilityImportOptions,
    mode: () => 'import',
    async plan({ file }, options, trx) {
      const pictures = await picturesOf(platform, doors, trx);
      if (options.validFrom !== undefined && options.validFrom < pictures.catalogue.on)
        return err(invalidField('/options/validFrom', PAST_IS_KEPT));
      const table = await readTable(file);
      return ok(table === undefined ? unreadable(pictures) : planResponsibilities(table, options, pictures));
    },
    async apply(trx, { lines, validFrom, counts }, { call }) {
      const changed = lines.filter(({ action }) => action !== 'known');
      const ended = changed.flatMap(({ replaces }) => replaces ?? []);
      await doors.catalogue.endResponsibilities(trx, ended, validFrom);
      await doors.catalogue.addResponsibilities(
        trx,
        changed.map(({ input }) => ({
          ...input,
          id: platform.ids.next(),
          origin: 'list',
          precedentCaseId: null,
          validFrom,
          validTo: null,
          version: 1,
        })),
      );
      await doors.audit.append(trx, sourceOf(call), {
        action: 'responsibility.import',
        objectKind: 'responsibility',
        outcome: 'done',
        detail: { ...counts, validFrom },
      });
      return ok(null);
    },
  };
  return createImportRuns(platform, kind);
}
export type ResponsibilityImport = ReturnType<typeof createResponsibilityImport>;

/** UTF-8 where it is that, otherwise what Chinese offices save; a workbook tells by itself. */
async function readTable(file: Buffer): Promise<TableFile | undefined> {
  for (const encoding of ['utf-8', 'gb18030', 'utf-16le'] as const) {
    const read = await readTableFile(file, encoding);
    if (read.ok) return read.value;
  }
  return undefined;
}

const unreadable = ({ catalogue }: ResponsibilityPictures): ResponsibilityPlan => ({
  lines: [],
  validFrom: catalogue.on,
  findings: [
    finding(
      'error',
      0,
      'file_unreadable',
      '文件无法读出：请另存为 CSV 或 xlsx',
      'The file cannot be read: save it as CSV or xlsx',
    ),
  ],
  counts: { lines: 0, created: 0, changed: 0, known: 0, failed: 0 },
});

async function picturesOf({ clock }: Platform, doors: IntakeDoors, trx?: Trx): Promise<ResponsibilityPictures> {
  return {
    catalogue: await doors.catalogue.picture(trx),
    list: await doors.catalogue.responsibilities(trx),
    units: await doors.units.tree(trx),
    areas: await doors.areas.tree(trx),
    now: clock.now(),
  };
}
