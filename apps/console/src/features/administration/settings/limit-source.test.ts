import '@gridward/i18n/words/rulebook';
import { createTranslator } from '@gridward/i18n';
import { describe, expect, it } from 'vitest';
import { sourceOf } from './limit-source.ts';

const [zh, en] = [createTranslator('zh-CN'), createTranslator('en')];

describe('where a limit comes from', () => {
  it('is said in the language of the reader while it is as delivered', () => {
    const delivered = { step: 'callback', from: 'delivered', source: 'a note of the catalogue' } as const;
    expect([sourceOf(delivered, zh), sourceOf(delivered, en)]).toEqual([
      '某局规定：次日回访',
      'Rule of a bureau: call back on the next day',
    ]);
  });

  it('is still said so after an undo wrote it down in one language', () => {
    const putBack = {
      step: 'callback',
      from: 'edited',
      source: sourceOf({ step: 'callback', from: 'delivered', source: '' }, zh),
    } as const;
    expect(sourceOf(putBack, en)).toBe('Rule of a bureau: call back on the next day');
  });

  it('is what somebody wrote where they wrote something else', () => {
    expect(sourceOf({ step: 'callback', from: 'edited', source: '县政府办〔2026〕3号' }, en)).toBe('县政府办〔2026〕3号');
    expect(sourceOf({ step: 'callback', from: 'model', source: '本县治理模型' }, en)).toBe('本县治理模型');
  });
});
