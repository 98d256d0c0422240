import { describe, expect, it } from 'vitest';
import { bulkOptions, type BulkCase } from './bulk-verbs.ts';

const bulkCase = (id: string, categoryId = 'c', unitId = 'u'): BulkCase => ({
  id,
  number: id,
  version: 1,
  category: { id: categoryId, code: categoryId, name: { zh: categoryId, en: null } },
  owner: { duty: 'handling', unit: { id: unitId, name: unitId }, person: null },
  leadUnit: null,
});
const fresh = (verbs: Readonly<Record<string, readonly string[]>>, supervised: readonly string[] = []) =>
  new Map(
    Object.entries(verbs).map(([id, allowedVerbs]) => [id, { version: 1, allowedVerbs, maySupervise: supervised.includes(id) }]),
  );

describe('what may be done with many cases', () => {
  it('says with how many, most first', () => {
    const options = bulkOptions([bulkCase('1'), bulkCase('2')], fresh({ 1: ['urge', 'accept'], 2: ['urge'] }));
    expect(options).toEqual([
      { verb: 'urge', able: ['1', '2'], hindrance: null },
      { verb: 'accept', able: ['1'], hindrance: null },
    ]);
  });

  it('leaves out what needs a look of its own, and cases that nothing is known about', () => {
    const options = bulkOptions(
      [bulkCase('1'), bulkCase('2')],
      fresh({ 1: ['check_pass', 'rule_return', 'submit_result', 'force_close', 'take'] }),
    );
    expect(options.map(({ verb, able }) => [verb, able])).toEqual([['take', ['1']]]);
  });

  it('files only one category and assigns only within one unit', () => {
    const mixed = [bulkCase('1', 'a', 'x'), bulkCase('2', 'b', 'y')];
    const hindrances = bulkOptions(mixed, fresh({ 1: ['file', 'assign', 'dispatch'], 2: ['file', 'assign', 'dispatch'] }));
    expect(Object.fromEntries(hindrances.map(({ verb, hindrance }) => [verb, hindrance]))).toEqual({
      file: 'sameCategory',
      assign: 'sameOwner',
      dispatch: null,
    });
  });

  it('puts several under supervision with one question, and only those that may be; one alone is not bulk work', () => {
    const cases = [bulkCase('1'), bulkCase('2'), bulkCase('3')];
    const now = fresh({ 1: ['urge'], 2: [], 3: [] }, ['1', '3']);
    expect(bulkOptions(cases, now)).toEqual([
      { verb: 'supervise', able: ['1', '3'], hindrance: null },
      { verb: 'urge', able: ['1'], hindrance: null },
    ]);
    expect(bulkOptions([bulkCase('2'), bulkCase('9')], now)).toEqual([]);
    expect(bulkOptions([bulkCase('3')], now)).toEqual([]);
  });
});
