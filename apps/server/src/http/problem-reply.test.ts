import { invalidField, problem } from '@gridward/contract';
import { describe, expect, it } from 'vitest';
import { END_TOO_EARLY } from './field-words.ts';
import { toDocument } from './problem-reply.ts';

describe('a refusal on its way to the wire', () => {
  it('tells what is wrong with a field in the language of the request', () => {
    const refusal = invalidField('/validTo', END_TOO_EARLY);
    expect(toDocument(refusal, 'zh-CN', 'r1').errors).toEqual([{ pointer: '/validTo', message: END_TOO_EARLY.zh }]);
    expect(toDocument(refusal, 'en', 'r1').errors).toEqual([{ pointer: '/validTo', message: END_TOO_EARLY.en }]);
  });

  it('tells its detail in that language, too', () => {
    const refusal = problem('file_unreadable', { detail: { zh: '文件是空的', en: 'The file is empty' } });
    expect(toDocument(refusal, 'zh-CN', 'r1')).toMatchObject({ title: '文件无法读取', detail: '文件是空的' });
    expect(toDocument(refusal, 'en', 'r1')).toMatchObject({ title: 'The file cannot be read', detail: 'The file is empty' });
  });

  it('leaves what only a program can get wrong in English, with its kind and limit', () => {
    const errors = [{ pointer: '/name', message: 'Too big', kind: 'too_long', limit: 60 }] as const;
    expect(toDocument(problem('validation_failed', { errors }), 'zh-CN', 'r1').errors).toEqual(errors);
  });
});
