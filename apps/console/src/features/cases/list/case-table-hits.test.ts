import { indexTerms, queryTerms } from '@gridward/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marked } from './case-table-hits.ts';

const hits = (text: string, q: string): string[] => marked(text, q).flatMap((piece) => (piece.isHit ? [piece.text] : []));

describe('what was looked for', () => {
  it.each([
    ['幸福路12号井盖丢失', '井盖', ['井盖']],
    ['幸福路12号井盖丢失', '12', ['12']],
    ['幸福路１２号井盖丢失', '12号', ['１２号']],
    ['车牌浙LA123停在消防通道', 'la12', ['LA12']],
    ['KTV噪音扰民', 'ktv 扰民', ['KTV', '扰民']],
    ['人民路与解放路口', '路口', ['路口']],
    ['路灯坏了', '井盖', []],
    ['路灯坏了', '', []],
    ['幸福路的井盖', '幸福路井盖', ['幸福路', '井盖']],
  ])('in %s for %s is marked', (text, q, found) => {
    expect(hits(text, q)).toEqual(found);
  });

  it('is marked in a text that holds it, and the text stays what it is', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('网格路灯井盖12Ab９ａ 座楼')), minLength: 2, maxLength: 24 });
    fc.assert(
      fc.property(text, fc.nat(20), fc.integer({ min: 2, max: 6 }), (whole, from, count) => {
        const q = whole.slice(from, from + count).trim();
        const pieces = marked(whole, q);
        expect(pieces.map((piece) => piece.text).join('')).toBe(whole);
        const terms = queryTerms(q);
        const isFound = terms.length > 0 && terms.every((term) => indexTerms(whole).includes(term));
        if (isFound) expect(pieces.some((piece) => piece.isHit)).toBe(true);
      }),
    );
  });
});
