import { describe, expect, test } from 'vitest';
import { localeOf, readSettings } from './settings.ts';

describe('the language', () => {
  test.each([
    [{}, 'zh-CN'],
    [{ LANG: 'C.UTF-8' }, 'zh-CN'],
    [{ LANG: 'de_DE.UTF-8' }, 'zh-CN'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en' }, 'en'],
    [{ LANG: 'enochian' }, 'zh-CN'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh-CN'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: '' }, 'en'],
  ])('of %j is %s', (environment, locale) => {
    expect(localeOf(environment)).toBe(locale);
  });
});

test('an empty variable is one that is not set', () => {
  const settings = readSettings({ GRIDWARD_DATA: '', DATABASE_URL: '', GRIDWARD_SCHEMA: '' }, '/srv');
  expect(settings).toMatchObject({ dataDir: '/srv/data', databaseUrl: undefined, schema: undefined });
  expect(Object.keys(settings.environment)).toEqual([]);
  expect(readSettings({ GRIDWARD_DATA: '../x' }, '/srv/a').dataDir).toBe('/srv/x');
});
