import { describe, expect, it } from 'vitest';
import { isWorthKeeping, workedOf } from './verb-draft.ts';
import { VERB_FORMS } from './verb-forms.ts';

describe('a draft', () => {
  it('is worth keeping when somebody wrote words or sent photos', () => {
    expect(isWorthKeeping(VERB_FORMS.dispatch, { note: '请先围护' })).toBe(true);
    expect(isWorthKeeping(VERB_FORMS.decline, { explanation: '请向产权单位反映。' })).toBe(true);
    expect(isWorthKeeping(VERB_FORMS.submit_result, { photoIds: ['a'] })).toBe(true);
  });

  it('is not when only a choice was made, which the form may have made by itself', () => {
    expect(isWorthKeeping(VERB_FORMS.dispatch, { leadUnitId: 'u' })).toBe(false);
    expect(isWorthKeeping(VERB_FORMS.file, { standardRowId: 'r', note: '  ' })).toBe(false);
    expect(isWorthKeeping(VERB_FORMS.close, { closureKind: 'solved' })).toBe(false);
  });

  it('of many cases holds what was written, and no choice that was made for other cases', () => {
    expect(workedOf(VERB_FORMS.dispatch, { leadUnitId: 'u', note: '请先围护' })).toEqual({ note: '请先围护' });
    expect(workedOf(VERB_FORMS.dispatch, { leadUnitId: 'u' })).toEqual({});
  });
});
