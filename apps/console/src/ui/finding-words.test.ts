import { createTranslator } from '@gridward/i18n';
import { describe, expect, it } from 'vitest';
import { findingWords } from './finding-words.ts';

const zh = createTranslator('zh-CN');
const en = createTranslator('en');
const message = 'Too big: expected string to have <=1000 characters';

describe('what is wrong with a field', () => {
  it('is told in the language of the reader, by the name on the form', () => {
    const finding = { pointer: '/payload/reason', message, kind: 'too_long', limit: 1000 } as const;
    expect(findingWords(finding, zh)).toBe('理由：最多 1,000 字');
    expect(findingWords(finding, en)).toBe('Reason: at most 1,000 characters');
  });

  it.each([
    ['/payload/photoIds/0', '照片：填写的格式不对'],
    ['/payload/leadUnitId', '主办单位：填写的格式不对'],
    ['/payload/untilAt', '挂账至：填写的格式不对'],
    ['/payload/accountId', '办理人：填写的格式不对'],
    ['/payload/supportingUnitIds/1', '配合单位：填写的格式不对'],
    ['/validFrom', 'validFrom：填写的格式不对'],
    ['/', '填写的格式不对'],
  ])('is said of %s', (pointer, words) => {
    expect(findingWords({ pointer, message, kind: 'wrong' }, zh)).toBe(words);
  });

  it('is said as the server says it where a rule beyond the schema says no', () => {
    expect(findingWords({ pointer: '/query/cursor', message: 'unknown cursor' }, en)).toBe('cursor: unknown cursor');
  });
});
