import { describe, expect, it } from 'vitest';
import { suggestCategories } from './category-suggestion.ts';

const MATTERS = [
  { id: 'waste', name: '暴露生活垃圾', words: ['未入容器的垃圾、垃圾满溢'] },
  { id: 'lamp', name: '路灯损坏', words: ['路灯不亮或灯杆倾斜'] },
  { id: 'road', name: '道路破损', words: ['路面坑洞'] },
  { id: 'shop', name: '店外经营', words: ['占用道路摆摊'] },
];
const suggest = (text: string, past: { categoryId: string; description: string }[] = [], recent: [string, number][] = []) =>
  suggestCategories(text, MATTERS, past, new Map(recent), 3);

describe('suggesting a category from the words of a report', () => {
  it('names the words that speak for it and how often it was met in the grid', () => {
    const [first] = suggest('小区门口垃圾满溢没人收', [], [['waste', 4]]);
    expect(first).toMatchObject({ categoryId: 'waste', words: ['垃圾满溢'], recentInGrid: 4, similarCases: 0 });
  });

  it('offers nothing for words that speak for nothing, however frequent a matter is', () => {
    expect(suggest('今天天气很好', [], [['waste', 50]])).toEqual([]);
    expect(suggest('')).toEqual([]);
  });

  it('learns from cases that were said alike', () => {
    const said = '家门口那条路一下雨就积水走不了';
    const past = [
      { categoryId: 'road', description: '家门口那条路下雨就积水走不了人' },
      { categoryId: 'lamp', description: '路灯三天不亮了' },
    ];
    expect(suggest(said, past)).toMatchObject([{ categoryId: 'road', similarCases: 1, words: [] }]);
  });

  it('lets frequency decide between equals only', () => {
    const order = (recent: [string, number][]) => suggest('路灯不亮，垃圾满溢', [], recent).map(({ categoryId }) => categoryId);
    expect(order([]).toSorted()).toEqual(['lamp', 'waste']);
    expect(suggest('垃圾满溢', [], [['lamp', 50]]).map(({ categoryId }) => categoryId)).toEqual(['waste']);
  });
});
