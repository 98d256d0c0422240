import { readFileSync } from 'node:fs';
import { PROBLEM_CODES, PROBLEMS } from '@gridward/contract';
import { describe, expect, it } from 'vitest';
import { errorsDocument, errorsPath } from './errors-document.mjs';

describe('docs/errors.md', () => {
  it('is what the problem catalogue says; `node tools/errors-document.mjs` writes it anew after a build', () => {
    expect(readFileSync(errorsPath, 'utf8')).toBe(errorsDocument(PROBLEMS));
  });

  it('has a place for every code, where the type of a problem document points', () => {
    const page = readFileSync(errorsPath, 'utf8');
    expect(PROBLEM_CODES.filter((code) => page.split(`<a id="${code}"></a>`).length !== 2)).toEqual([]);
  });

  it('changes when the catalogue does', () => {
    const { not_found: _gone, ...rest } = PROBLEMS;
    expect(errorsDocument(rest)).not.toBe(errorsDocument(PROBLEMS));
  });
});
