import { describe, expect, it } from 'vitest';
import { fromMapping, guessChannel, guessColumns, guessOnTime, toMapping } from './guess-mapping.ts';

describe('which column holds what', () => {
  it('is guessed from the headers of a hotline', () => {
    expect(
      guessColumns(['工单编号', '来电时间', '街道', '社区', '小类', '诉求内容', '承办单位', '来源渠道', '办理结果']),
    ).toEqual({
      externalId: '工单编号',
      receivedAt: '来电时间',
      township: '街道',
      community: '社区',
      category3: '小类',
      description: '诉求内容',
      unit: '承办单位',
      channel: '来源渠道',
      outcome: '办理结果',
    });
  });

  it('is guessed through spaces, brackets and a longer header, and gives each column once', () => {
    const header = ['案件 编号', '受理时间（北京时间）', '问题大类', '问题小类', '小类代码', '编号'];
    const found = guessColumns(header);
    expect(found).toMatchObject({
      externalId: '编号',
      receivedAt: '受理时间（北京时间）',
      category1: '问题大类',
      category3: '问题小类',
      category3Id: '小类代码',
    });
    expect(new Set(Object.values(found)).size).toBe(Object.values(found).length);
  });

  it('is left open where no header says it', () => {
    expect(guessColumns(['甲', '乙'])).toEqual({});
  });
});

describe('what a value means', () => {
  it.each([
    ['12345热线', 'hotline'],
    ['网格员巡查', 'patrol'],
    ['微信公众号', 'resident'],
    ['领导交办', 'superior'],
    ['飞鸽', 'other'],
  ])('channel %s is %s', (value, kind) => {
    expect(guessChannel(value)).toBe(kind);
  });

  it.each([
    ['按期办结', true],
    ['超时办结', false],
    ['逾期', false],
    ['intime', true],
    ['overtime', false],
  ])('outcome %s was in time: %s', (value, onTime) => {
    expect(guessOnTime(value)).toBe(onTime);
  });
});

describe('a mapping', () => {
  const header = ['工单编号', '来电时间', '街道', '小类', '承办单位', '来源'];
  const choice = {
    columns: guessColumns(header),
    channels: { 热线: 'hotline' as const },
    outcomes: { 按期: true },
    source: 'hotline-2026',
    codeSystemId: 'HOTLINE',
    codeSystemName: '热线分类',
    limit: { value: 5, unit: 'WD' as const },
    createLevels: [],
  };

  it('comes back as it was chosen, so that it can be used again', () => {
    const mapping = toMapping(choice, 'Asia/Shanghai');
    expect(mapping.columns.categories).toEqual([{ name: '小类' }]);
    expect(fromMapping(mapping, header)).toEqual(choice);
  });

  it('leaves out columns that another file does not have', () => {
    expect(fromMapping(toMapping(choice, 'Asia/Shanghai'), ['工单编号', '来电时间']).columns).toEqual({
      externalId: '工单编号',
      receivedAt: '来电时间',
    });
  });
});
