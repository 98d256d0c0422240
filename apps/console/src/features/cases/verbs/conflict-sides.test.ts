import type { CaseDetail } from '@gridward/contract';
import { describe, expect, it } from 'vitest';
import { theirChanges } from './conflict-sides.ts';
import { VERB_FORMS } from './verb-forms.ts';

const detail = (changes: object): CaseDetail =>
  ({
    description: '井盖丢失',
    place: '人民路',
    area: { id: 'a' },
    category: { id: 'c' },
    hazard: false,
    urgency: 'normal',
    position: null,
    ...changes,
  }) as unknown as CaseDetail;

describe('two people at one form', () => {
  it('see the fields that the other changed, with both sides', () => {
    const now = detail({ place: '人民路 12 号' });
    expect(theirChanges(VERB_FORMS.amend, { place: '人民路口', note: '补正' }, detail({}), now)).toEqual([
      { name: 'place', theirs: '人民路 12 号', mine: '人民路口' },
    ]);
  });

  it('see none where the other did something else, or where the form holds nothing of the case', () => {
    expect(theirChanges(VERB_FORMS.amend, { place: '人民路口' }, detail({}), detail({}))).toEqual([]);
    expect(theirChanges(VERB_FORMS.decline, { reason: '重复' }, detail({}), detail({ place: '别处' }))).toEqual([]);
  });
});
