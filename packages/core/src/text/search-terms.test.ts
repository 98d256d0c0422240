import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexTerms, queryTerms } from './search-terms.ts';
import { textSimilarity } from './similarity.ts';

const LETTERS = '网格守望路灯井盖座楼Ab3９ａ-，。 ';
const text = fc.string({ unit: fc.constantFrom(...Array.from(LETTERS)), maxLength: 30 });

describe('search terms', () => {
  it('are characters and pairs', () => {
    expect(indexTerms('路灯坏')).toEqual(['坏', '灯', '灯坏', '路', '路灯']);
    expect(queryTerms('路灯坏')).toEqual(['灯坏', '路灯']);
    expect(queryTerms('灯')).toEqual(['灯']);
    expect(queryTerms('ＡＢ12')).toEqual(['12', 'ab', 'b1']);
    expect(queryTerms('，。 ')).toEqual([]);
  });

  it('find every fragment of a text', () => {
    fc.assert(
      fc.property(text, fc.nat(30), fc.integer({ min: 1, max: 12 }), (whole, from, count) => {
        const known = new Set(indexTerms(whole));
        expect(queryTerms(whole.slice(from, from + count)).filter((term) => !known.has(term))).toEqual([]);
      }),
    );
  });

  it('do not find what is not there', () => {
    const known = new Set(indexTerms('路灯坏了三天'));
    expect(queryTerms('井盖').every((term) => known.has(term))).toBe(false);
  });

  it('are distinct, sorted and never empty, so that they may become a tsvector', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (any) => {
        const terms = indexTerms(any);
        expect(terms).toEqual([...new Set(terms)].sort());
        expect(terms.filter((term) => term === '' || /[\s\0']/u.test(term))).toEqual([]);
      }),
    );
  });
});

describe('likeness', () => {
  it.each([
    ['幸福路井盖缺失', '幸福路井盖缺失！', 1],
    ['幸福路的井盖不见了', '幸福路井盖不见了', 0.8],
    ['幸福路井盖缺失', '小区噪音扰民', 0],
    ['', '', 0],
    ['灯', '灯', 1],
  ])('%s ~ %s', (one, other, likeness) => {
    expect(textSimilarity(one, other)).toBeCloseTo(likeness, 10);
  });

  it('is the same both ways, between 0 and 1, and 1 for itself', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const likeness = textSimilarity(one, other);
        expect(likeness).toBe(textSimilarity(other, one));
        expect(likeness >= 0 && likeness <= 1).toBe(true);
        expect(textSimilarity(one, one)).toBe(indexTerms(one).length === 0 ? 0 : 1);
      }),
    );
  });
});
