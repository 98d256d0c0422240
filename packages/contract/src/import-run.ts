import { z } from 'zod';
import { moment, position, uuid } from './scalar.ts';

/** What an import says of a line; line 0 is the file as a whole. */
export const importFindingSchema = z
  .object({
    line: z.number().int(),
    severity: z.enum(['error', 'warning', 'note']),
    code: z.string(),
    column: z.string().nullable(),
    value: z.string().nullable(),
    message: z.object({ zh: z.string(), en: z.string() }),
    /** Where on the map, for findings about surfaces. */
    at: position.nullable(),
    /** What the program would do about it; carried out when the import is asked to repair. */
    suggestion: z.object({ kind: z.string(), message: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
  })
  .meta({ id: 'ImportFinding' });
export type ImportFinding = z.output<typeof importFindingSchema>;

/** An import of reference data: previewed, then carried out. Lines with errors are left out and lose nothing else. */
export const importRunSchema = z
  .object({
    id: uuid,
    kind: z.string(),
    mode: z.string(),
    fileName: z.string(),
    state: z.enum(['previewed', 'running', 'done', 'failed', 'cancelled']),
    lineCount: z.number().int(),
    linesNew: z.number().int(),
    linesChanged: z.number().int(),
    linesKnown: z.number().int(),
    linesFailed: z.number().int(),
    startedAt: moment,
    endedAt: moment.nullable(),
    findings: z.array(importFindingSchema),
    /** True where there are more findings than are shown. */
    findingsCut: z.boolean(),
  })
  .meta({ id: 'ImportRun' });
export type ImportRun = z.output<typeof importRunSchema>;
