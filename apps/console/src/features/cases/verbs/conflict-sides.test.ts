import type { CaseDetail } from '@gridward/contract';
import { describe, expect, it } from 'vitest';
import { myFields, theirChanges } from './conflict-sides.ts';
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
      { field: expect.objectContaining({ name: 'place' }), theirs: '人民路 12 号', mine: '人民路口' },
    ]);
  });

  it('see none where the other did something else, or where the form holds nothing of the case', () => {
    expect(theirChanges(VERB_FORMS.amend, { place: '人民路口' }, detail({}), detail({}))).toEqual([]);
    expect(theirChanges(VERB_FORMS.decline, { reason: '重复' }, detail({}), detail({ place: '别处' }))).toEqual([]);
  });

  it('see category, area, position and urgency too', () => {
    const position = { lng: 121.5, lat: 30.2 };
    const now = detail({ category: { id: 'c2' }, area: { id: 'a2' }, urgency: 'urgent', position });
    const changes = theirChanges(VERB_FORMS.amend, { categoryId: 'c', areaId: 'a', urgency: 'normal' }, detail({}), now);
    expect(changes.map(({ field, theirs, mine }) => [field.name, theirs, mine])).toEqual([
      ['categoryId', 'c2', 'c'],
      ['position', position, undefined],
      ['areaId', 'a2', 'a'],
      ['urgency', 'urgent', 'normal'],
    ]);
  });
});

describe('what I filled in', () => {
  const names = (...asked: Parameters<typeof myFields>) => myFields(...asked).map(({ name }) => name);

  it('is every kind of field: units, photos, places and choices as well as words', () => {
    const sent = { leadUnitId: 'u', supportingUnitIds: ['v'], note: '' };
    expect(names(VERB_FORMS.dispatch, sent, detail({}))).toEqual(['leadUnitId', 'supportingUnitIds']);
    expect(names(VERB_FORMS.check_fail, { finding: '仍有垃圾', photoIds: ['p'] }, detail({}))).toEqual(['finding', 'photoIds']);
    expect(names(VERB_FORMS.close, { closureKind: 'solved' }, detail({}))).toEqual(['closureKind']);
    const moved = { ...VERB_FORMS.amend.initial?.(detail({})), position: { lng: 121, lat: 30 }, hazard: true };
    expect(names(VERB_FORMS.amend, moved, detail({}))).toEqual(['position', 'hazard']);
  });

  it('is not what the case said anyhow, nor who shall lead when I refuse', () => {
    expect(names(VERB_FORMS.amend, { description: '井盖丢失', place: '人民路口' }, detail({}))).toEqual(['place']);
    const refused = { granted: 'false', leadUnitId: 'u', reason: '证据不足' };
    expect(names(VERB_FORMS.rule_return, refused, detail({}))).toEqual(['granted', 'reason']);
  });
});
