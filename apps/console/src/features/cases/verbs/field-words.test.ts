import { createFormatter, createTranslator } from '@gridward/i18n';
import { describe, expect, it } from 'vitest';
import { fieldWords, type Say } from './field-words.ts';
import { VERB_FORMS, type FieldKind, type VerbField, type VerbForm } from './verb-forms.ts';

const ID = '0f0e0d0c-0b0a-4908-8706-050403020100';
const UNKNOWN = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
const say: Say = {
  t: createTranslator('zh-CN'),
  format: createFormatter({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' }),
  nameOf: (id) => (id === ID ? '环卫所' : undefined),
};
const YES_NO = VERB_FORMS.rule_extension.fields[0] as VerbField;
const words = (kind: FieldKind, value: unknown) => fieldWords({ kind }, value, say);

/** A value of each kind, as a form or the journal holds it, and what a reader reads. */
const WORDS = {
  long_text: ['仍有垃圾', '仍有垃圾'],
  line: ['人民路', '人民路'],
  extension_reason: ['等待配件', '等待配件'],
  ready_explanation: ['不属受理范围', '不属受理范围'],
  statutory_channel: ['信访局 12345', '信访局 12345'],
  photos: [[ID, UNKNOWN], '2 张'],
  unit: [ID, '环卫所'],
  lead_unit: [ID, '环卫所'],
  counter_unit: [ID, '环卫所'],
  units: [[ID, UNKNOWN], '环卫所'],
  person: [ID, '环卫所'],
  standard_row: [ID, '环卫所'],
  case: [ID, '环卫所'],
  category: [ID, '环卫所'],
  area: [ID, '环卫所'],
  position: [{ lng: 121.5, lat: 30.123456 }, '121.50000, 30.12346'],
  check: [false, '否'],
  yes_no: [undefined, undefined],
  choice: [undefined, undefined],
  until_day: [Date.parse('2026-05-01T23:59:59+08:00'), '2026-05-01'],
} as const satisfies Record<FieldKind, readonly [unknown, string | undefined]>;

describe('the value of a field in words', () => {
  it.each(Object.entries(WORDS))('of the kind %s', (kind, [value, expected]) => {
    expect(words(kind as FieldKind, value)).toBe(expected);
  });

  it('names what was chosen, as a form and as the journal holds it', () => {
    const form: VerbForm = VERB_FORMS.close;
    const [closure] = form.fields;
    expect(closure === undefined ? '' : fieldWords(closure, 'explained', say)).toBe('已解释说明');
    expect(['true', true, 'false', false].map((value) => fieldWords(YES_NO, value, say))).toEqual([
      '同意',
      '同意',
      '不同意',
      '不同意',
    ]);
    expect(words('until_day', '2026-05-01')).toBe('2026-05-01');
  });

  const typed = ['long_text', 'line', 'extension_reason', 'ready_explanation', 'statutory_channel'];
  it.each(Object.keys(WORDS).filter((kind) => !typed.includes(kind)))('shows no id of the kind %s to a reader', (kind) => {
    const shown = [UNKNOWN, [UNKNOWN], { id: UNKNOWN }, null, ''].map((value) => words(kind as FieldKind, value) ?? '');
    expect(shown.join(' ')).not.toMatch(/ffffffff|object|null/);
  });
});
