import { expect, test } from 'vitest';
import { commands } from './commands.ts';
import { helpOf, overview, usageOf } from './help.ts';

test('the overview names every command', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const text = overview(commands, locale);
    expect(commands.filter(({ name }) => !text.includes(`  ${name} `))).toEqual([]);
  }
});

test('the help of a command names every option, and brackets what may be left out', () => {
  for (const command of commands) {
    const text = helpOf(command, 'en');
    expect(Object.keys(command.options ?? {}).filter((name) => !text.includes(`--${name}`))).toEqual([]);
  }
  const migrate = commands.find(({ name }) => name === 'migrate-store');
  expect(migrate && usageOf(migrate)).toBe('gridward migrate-store --to DATABASE_URL [--format table|json]');
});
