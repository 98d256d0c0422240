import { describe, expect, it } from 'vitest';
import { refit, suggest } from './mapping-choice.ts';

const header = ['工单编号', '受理时间', '小类', '来源', '办理结果'];
const march = { header, values: { 来源: ['12345热线', '飞鸽'], 办理结果: ['按期办结'] } };
const april = { header, values: { 来源: ['飞鸽', '网格巡查'], 办理结果: ['超期办结'] } };

describe('what was decided about a table', () => {
  it('holds for the next one with the same columns, and what is new there is guessed', () => {
    const decided = { ...suggest(march), source: 'hotline', channels: { '12345热线': 'hotline', 飞鸽: 'media' } as const };
    expect(refit(decided, april)).toMatchObject({
      source: 'hotline',
      channels: { 飞鸽: 'media', 网格巡查: 'patrol' },
      outcomes: { 按期办结: true, 超期办结: false },
    });
  });

  it('stays as it is for the same table', () => {
    const decided = { ...suggest(march), outcomes: { 按期办结: false } };
    expect(refit(decided, march)).toEqual(decided);
  });
});
