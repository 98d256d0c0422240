import type { RouteCall, caseRoutes } from '@gridward/contract';
import type { NewCaseDraft } from './draft.ts';

type Question = RouteCall<(typeof caseRoutes)['findDuplicates']>['query'];

const ENOUGH_LETTERS = 4;
/** The server compares the beginnings; a long report would only make the request long. */
const READ_LETTERS = 1000;

/**
 * What is asked about cases that may be the same, or what is still missing for it. Only cases near a position or in a grid are looked
 * through: before a place is chosen there is nothing to ask, and nothing to be said about it.
 */
export function duplicateQuestion(
  { description, categoryId, position }: Pick<NewCaseDraft, 'description' | 'categoryId' | 'position'>,
  areaId: string | undefined,
): { readonly query: Question } | { readonly missing: 'words' | 'place' } {
  if (description.trim().length < ENOUGH_LETTERS) return { missing: 'words' };
  if (position === undefined && areaId === undefined) return { missing: 'place' };
  return {
    query: { description: description.slice(0, READ_LETTERS), categoryId, areaId, lng: position?.lng, lat: position?.lat },
  };
}
