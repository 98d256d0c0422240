import type { Uuid } from '@gridward/core';
import { sql, type RawBuilder } from 'kysely';

/** By the index on the number read backwards. Digits only, so that nothing in them is a sign of a pattern. */
export const endsWith = (digits: string): RawBuilder<boolean> => sql<boolean>`reverse(number) like reverse(${digits}) || '%'`;

/**
 * Every term must occur, or the case is one of those whose number ends as was typed. Both are asked of the search table, which puts its two
 * indexes together.
 */
export const isSearched = (terms: readonly string[], numberedIds: readonly Uuid[]): RawBuilder<boolean> =>
  numberedIds.length === 0
    ? hasTerms(terms)
    : sql<boolean>`(${hasTerms(terms)} or case_search.case_id = any(${`{${numberedIds.join(',')}}`}::uuid[]))`;

function hasTerms(terms: readonly string[]): RawBuilder<boolean> {
  const wanted = sql.join(
    terms.map((term) => sql`${`'${term.replace(/['\\]/g, '\\$&')}'`}::tsquery`),
    sql` && `,
  );
  return sql<boolean>`case_search.terms @@ (${wanted})`;
}
