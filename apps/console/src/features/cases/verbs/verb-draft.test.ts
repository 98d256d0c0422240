import { describe, expect, it } from 'vitest';
import { isWorthKeeping } from './verb-draft.ts';
import { VERB_FORMS } from './verb-forms.ts';

describe('a draft', () => {
  it('is worth keeping when somebody wrote words or sent photos', () => {
    expect(isWorthKeeping(VERB_FORMS.dispatch, { note: '请先围护' })).toBe(true);
    expect(isWorthKeeping(VERB_FORMS.submit_result, { photoIds: ['a'] })).toBe(true);
  });

  it('is not when only a choice was made, which the form may have made by itself', () => {
    expect(isWorthKeeping(VERB_FORMS.dispatch, { leadUnitId: 'u' })).toBe(false);
    expect(isWorthKeeping(VERB_FORMS.file, { standardRowId: 'r', note: '  ' })).toBe(false);
    expect(isWorthKeeping(VERB_FORMS.close, { closureKind: 'solved' })).toBe(false);
  });
});
