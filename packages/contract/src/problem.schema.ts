import { z } from 'zod';
import { FINDING_KINDS, PROBLEM_CODES, type ProblemCode } from './problem.ts';

/** `application/problem+json`. `title` is in the language of the request. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(PROBLEM_CODES as [ProblemCode, ...ProblemCode[]]),
    retry: z.enum(['no', 'later', 'after_change']),
    detail: z.string().optional(),
    rule: z.string().optional(),
    requestId: z.string().optional(),
    errors: z
      .array(
        z.object({
          pointer: z.string(),
          message: z.string(),
          kind: z.enum(FINDING_KINDS).optional(),
          limit: z.number().optional(),
        }),
      )
      .optional(),
    current: z.unknown().optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemDocument = z.infer<typeof problemSchema>;
