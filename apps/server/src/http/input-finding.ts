import type { FieldFinding, FindingKind } from '@gridward/contract';
import type { z } from 'zod';

/** Faults of an input by the schema of its route, each at its JSON pointer and of a kind that a reader can be told in their language. */
export const findingsOf = (error: z.ZodError, value: unknown, prefix: string): FieldFinding[] =>
  error.issues.map((issue) => ({
    pointer: `${prefix}/${issue.path.map(String).join('/')}`,
    message: issue.message,
    ...kindOf(issue, valueAt(value, issue.path)),
  }));

/** A rule that a schema has beyond types and sizes has words of its own, and no kind. */
function kindOf(issue: z.core.$ZodIssue, value: unknown): { readonly kind?: FindingKind; readonly limit?: number } {
  if (issue.code === 'custom') return {};
  if (value === undefined || value === null) return { kind: 'missing' };
  if (issue.code === 'too_big') return { kind: TOO_BIG[issue.origin] ?? 'too_great', limit: Number(issue.maximum) };
  if (issue.code !== 'too_small') return { kind: 'wrong' };
  if (issue.origin === 'string' && issue.minimum === 1) return { kind: 'missing' };
  return { kind: TOO_SMALL[issue.origin] ?? 'too_small', limit: Number(issue.minimum) };
}

const TOO_BIG: Readonly<Record<string, FindingKind>> = { string: 'too_long', array: 'too_many' };
const TOO_SMALL: Readonly<Record<string, FindingKind>> = { string: 'too_short', array: 'too_few' };

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
