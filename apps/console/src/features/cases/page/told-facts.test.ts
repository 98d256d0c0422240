import { STAFF_VERBS, VERB_PAYLOADS, type StaffVerb } from '@gridward/contract';
import { createFormatter, createTranslator, type Locale } from '@gridward/i18n';
import { describe, expect, it } from 'vitest';
import type { Say } from '../verbs/field-words.ts';
import { toldFacts } from './told-facts.ts';

const id = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;
const NAMES: Readonly<Record<string, string>> = {
  [id(1)]: '环卫所',
  [id(2)]: '园林所',
  [id(3)]: '王五',
  [id(4)]: '暴露垃圾超过两小时',
  [id(5)]: '市容环境',
  [id(6)]: '东一第一网格',
  [id(7)]: '99010120260511000001',
};
const sayIn = (locale: Locale): Say => ({
  t: createTranslator(locale),
  format: createFormatter({ locale, timeZone: 'Asia/Shanghai' }),
  nameOf: (key) => NAMES[key],
});

/** Every fact of every step, as the journal holds it. */
const FACTS = {
  take: {},
  release: {},
  amend: {
    note: '来电补充',
    description: '垃圾在三号楼后',
    place: '人民路 3 号',
    position: { lng: 121.5, lat: 30.1 },
    areaId: id(6),
    categoryId: id(5),
    hazard: true,
    urgency: 'urgent',
  },
  order_pre_check: { note: '请到现场' },
  pre_check: { found: false, finding: '没有垃圾', photoIds: [id(8)] },
  register: {},
  file: { standardRowId: id(4), note: '尽快' },
  decline: { reason: '不属辖区', explanation: '请找邻县' },
  merge: { intoCaseId: id(7) },
  redirect: { channel: '信访局', explanation: '属信访事项' },
  void: { reason: '测试' },
  withdraw: { reason: '已自行解决' },
  dispatch: { leadUnitId: id(1), supportingUnitIds: [id(2)], note: '先清运' },
  return_to_intake: { reason: '地点不清' },
  accept: {},
  assign: { accountId: id(3) },
  revoke_assignment: { reason: '休假' },
  make_safe: { measure: '围挡', photoIds: [id(8), id(9)] },
  report_part: { result: '已配合', photoIds: [id(8)], beforePhotoIds: [id(9)] },
  request_return: { reason: '不属我单位', evidence: '权责清单', counterUnitId: id(2), photoIds: [id(8)] },
  request_extension: { reason: '等待配件' },
  request_deferral: { reason: '等待拆迁', exitCondition: '拆迁完成', untilAt: Date.parse('2026-06-30T23:59:59+08:00') },
  rule_return: { granted: true, leadUnitId: id(2), supportingUnitIds: [id(1)], reason: '证据充分' },
  rule_extension: { granted: true, reason: '情况属实' },
  rule_deferral: { granted: false, reason: '可以处置' },
  resume: { reason: '条件已具备' },
  submit_result: { result: '已清运', photoIds: [id(8)], beforePhotoIds: [id(9)] },
  confirm_result: { note: '已看' },
  send_back: { reason: '照片不清' },
  check_pass: { finding: '已清理', photoIds: [id(8)] },
  check_fail: { finding: '仍有垃圾', photoIds: [id(8)] },
  close: { closureKind: 'solved', explanation: '已清运' },
  refuse_close: { reason: '未达条件' },
  force_close: { reason: '无法解决', explanation: '已说明' },
  reopen: { reason: '又出现' },
  ask_exemption: { reason: '暴雨' },
  rule_exemption: { granted: true, reason: '属实' },
  urge: { text: '请尽快' },
} as const satisfies Record<StaffVerb, object>;

const told = (verb: StaffVerb, facts: object = FACTS[verb], locale: Locale = 'zh-CN') =>
  toldFacts({ verb, facts: facts as Record<string, unknown> }, sayIn(locale));
const lines = (...asked: Parameters<typeof told>) => told(...asked).map(({ label, value }) => `${label}：${value}`);

describe('what the journal says of a step', () => {
  it.each(STAFF_VERBS)('%s: everything that it was told, in words', (verb) => {
    expect(Object.keys(FACTS[verb]).toSorted()).toEqual(Object.keys(VERB_PAYLOADS[verb].shape).toSorted());
    const names = told(verb).map(({ name }) => name);
    expect(names.toSorted()).toEqual(Object.keys(FACTS[verb]).toSorted());
    for (const { label, value } of told(verb)) expect(`${label} ${value}`).not.toMatch(/0000-4000|true|false|undefined|field\./);
  });

  it('names people, units, rows, places and days', () => {
    expect(lines('assign')).toEqual(['办理人：王五']);
    expect(lines('merge')).toEqual(['并入：99010120260511000001']);
    expect(told('merge')[0]?.caseId).toBe(id(7));
    expect(lines('file')).toEqual(['立案标准：暴露垃圾超过两小时', '说明：尽快']);
    expect(lines('dispatch')).toEqual(['主办单位：环卫所', '配合单位：园林所', '说明：先清运']);
    expect(lines('pre_check')).toEqual(['现场核实：未发现', '现场情况：没有垃圾', '照片：1 张']);
    expect(lines('request_deferral').at(-1)).toBe('挂账至：2026-06-30');
    expect(lines('amend')).toEqual([
      '类别：市容环境',
      '描述：垃圾在三号楼后',
      '地点：人民路 3 号',
      '地图位置：121.50000, 30.10000',
      '网格或区域：东一第一网格',
      '紧急程度：较急',
      '存在危险：是',
      '补正原因：来电补充',
    ]);
    expect(told('pre_check', FACTS.pre_check, 'en')[0]).toMatchObject({ label: 'On site', value: 'Not found' });
  });

  it('says nothing of what was refused, of what nobody found, and of a case that the reader may not see', () => {
    expect(lines('rule_return', { ...FACTS.rule_return, granted: false })).toEqual(['裁定：不同意', '理由：证据充分']);
    expect(lines('amend', { note: '无险情', hazard: false })).toEqual(['补正原因：无险情']);
    expect(told('merge', { intoCaseId: id(0) })).toEqual([]);
  });

  it('says of a report when it happened and what was done on the spot', () => {
    const facts = { description: '垃圾', occurredAt: '2026-05-10T01:00:00Z', result: '当场清理', channel: 'hotline' };
    const said = toldFacts({ verb: 'report_handled', facts }, sayIn('zh-CN'));
    expect(said.map(({ label, value }) => [label, value])).toEqual([
      ['发生时间', '2026-05-10 09:00'],
      ['处置结果', '当场清理'],
    ]);
  });
});
