import '@gridward/i18n/words/upkeep';
import { createTranslator, MESSAGES } from '@gridward/i18n';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jobWords } from './job-words.ts';

/** Where the server says what runs by the clock. */
const JOB_FILES = ['modules.ts', 'modules/access/access.jobs.ts'];
const keysOf = (prefix: string): string[] =>
  Object.keys(MESSAGES)
    .filter((key) => key.startsWith(prefix))
    .toSorted();

describe('what a job says of itself', () => {
  it('is said in the language of the reader', () => {
    expect(jobWords('moved 3, reminded 0', createTranslator('zh-CN'))).toBe('推进 3、提醒 0');
    expect(jobWords('moved 3, reminded 0', createTranslator('en'))).toBe('moved on 3, reminded 0');
  });

  it('stays as it is where it is a sentence, such as an error', () => {
    expect(jobWords('connect ECONNREFUSED 127.0.0.1:5432', createTranslator('zh-CN'))).toBe(
      'connect ECONNREFUSED 127.0.0.1:5432',
    );
    expect(jobWords(null, createTranslator('zh-CN'))).toBe('');
  });

  it('has words for every job that the server runs and for what each of them counts, and for no other', () => {
    const server = JOB_FILES.map((file) =>
      readFileSync(new URL(`../../../../../server/src/${file}`, import.meta.url), 'utf8'),
    ).join('\n');
    const jobs = [...server.matchAll(/name: '([\w.-]+)',(?:\s+\/\/.*)*\s+cron:/g)].map(([, name]) => `health.job.${name ?? ''}`);
    const facts = [...server.matchAll(/`([a-z]+) \$\{[^`]*`/g)].flatMap(([text]) =>
      [...text.matchAll(/([a-z]+) \$\{/g)].map(([, fact]) => `health.fact.${fact ?? ''}`),
    );
    expect([jobs.length, facts.length].every((count) => count >= 8)).toBe(true);
    expect(keysOf('health.job.')).toEqual(jobs.toSorted());
    expect(keysOf('health.fact.')).toEqual([...new Set(facts)].toSorted());
  });
});
