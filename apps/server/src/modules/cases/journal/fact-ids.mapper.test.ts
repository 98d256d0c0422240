import { VERB_PAYLOADS } from '@gridward/contract';
import { describe, expect, it } from 'vitest';
import { idsOfFacts } from './fact-ids.mapper.ts';

const KINDS = ['unit', 'person', 'standard_row', 'category', 'area', 'case'] as const;
const ID = '00000000-0000-4000-8000-000000000001';

/** Photos are counted and shown, never named. */
const NAMELESS = ['photoIds', 'beforePhotoIds'];
const idFields = Object.entries(VERB_PAYLOADS).flatMap(([verb, { shape }]) =>
  Object.keys(shape)
    .filter((name) => /Ids?$/.test(name) && !NAMELESS.includes(name))
    .map((name) => [verb, name] as const),
);

describe('ids among the facts of a journal', () => {
  it.each(idFields)('%s: %s stands for something that can be named', (_verb, name) => {
    const ids = idsOfFacts([{ [name]: name.endsWith('s') ? [ID] : ID }]);
    expect(KINDS.flatMap((kind) => ids(kind))).toEqual([ID]);
  });

  it('are given once, and nothing else is taken for one', () => {
    const ids = idsOfFacts([
      { leadUnitId: 'a', supportingUnitIds: ['b', 'a'] },
      { leadUnitId: 'b', photoIds: ['p'], untilAt: 1 },
    ]);
    expect(KINDS.map((kind) => ids(kind))).toEqual([['a', 'b'], [], [], [], [], []]);
  });
});
