import { HOUR_MS } from '@gridward/core';
import { createTranslator } from '@gridward/i18n';
import { describe, expect, it } from 'vitest';
import { wordsOf, workingDayMsOf } from './deployment.ts';

describe('the words of a deployment', () => {
  it('take the place of the words of the interface, and leave the others', () => {
    const words = wordsOf({
      states: { filed: { zh: '待分派', en: 'To hand out' } },
      stages: { handle: { zh: '任务处理', en: 'Handling' } },
      steps: { check: { zh: '核查（结案前）', en: 'Check before closing' } },
    });
    const t = createTranslator('zh-CN', words);
    expect([t('state.filed'), t('stage.handle'), t.word('clock', 'check')]).toEqual(['待分派', '任务处理', '核查（结案前）时限']);
    expect(t('state.closed')).toBe(createTranslator('zh-CN')('state.closed'));
  });
});

describe('a full working day', () => {
  it('is as long as its periods together', () => {
    const periods = [
      { from: '08:30', to: '12:00' },
      { from: '14:00', to: '17:30' },
    ];
    expect(workingDayMsOf({ periods })).toBe(7 * HOUR_MS);
    expect(workingDayMsOf({ periods: [] })).toBeUndefined();
  });
});
