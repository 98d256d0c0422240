import { describe, expect, test } from 'vitest';
import { findCommand, parseInput } from './arguments.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';

const commandOf = (name: string): Command => {
  const found = commands.find((command) => command.name === name);
  if (found === undefined) throw new Error(`no command ${name}`);
  return found;
};
const english = (name: string, ...words: string[]): string | undefined => {
  const parsed = parseInput(commandOf(name), words);
  return parsed.ok ? undefined : parsed.error.en;
};

describe('finding the command', () => {
  test('takes the words of its name and leaves the rest', () => {
    const found = findCommand(['import', 'cases', 'a.csv', '--mode', 'live'], commands);
    expect(found?.command.name).toBe('import cases');
    expect(found?.rest).toEqual(['a.csv', '--mode', 'live']);
  });

  test.each([[[]], [['import']], [['import', 'people']], [['--help']]])('finds nothing for %j', (words) => {
    expect(findCommand(words, commands)).toBeUndefined();
  });
});

describe('reading arguments', () => {
  test('gives operands and options', () => {
    const parsed = parseInput(commandOf('import cases'), ['a.csv', '--model', 'm', '--mode=historical', '--dry-run']);
    expect(parsed).toEqual({
      ok: true,
      value: { operands: ['a.csv'], options: { model: 'm', mode: 'historical', 'dry-run': true } },
    });
  });

  test.each([
    ['an unknown option', 'version', ['--foo'], 'There is no option --foo'],
    ['an unknown short option', 'doctor', ['-x'], 'There is no option -x'],
    ['an option without its value', 'backup', ['f', '--format'], 'The option --format needs a value, or takes none'],
    ['a switch with a value', 'backup', ['f', '--replace=yes'], 'The option --replace needs a value, or takes none'],
    ['an empty value', 'import units', ['--file', ''], 'The option --file is empty'],
    ['a missing operand', 'backup', [], 'FILE is missing'],
    ['an operand too many', 'verify', ['a', 'b'], 'Not expected: b'],
    ['a missing option', 'stats cases', [], 'The option --by is needed'],
    [
      'a value that is none of the choices',
      'stats cases',
      ['--by', 'unit', '--format', 'xml'],
      '--format must be one of: table, json, csv',
    ],
    ['a level without category', 'stats cases', ['--by', 'unit', '--level', '2'], '--level is for --by category only'],
    ['a date in another form', 'stats cases', ['--by', 'unit', '--to', '2018/01/01'], '--to is written YYYY-MM-DD'],
    ['cases of an unknown layout', 'import cases', ['a', '--mode', 'live'], 'Give --model or --mapping'],
    ['areas without a file', 'import areas', ['--model', 'm'], 'Give either --file, or --points with --outline'],
    [
      'areas with two kinds of file',
      'import areas',
      ['--file', 'a', '--points', 'b'],
      'Give either --file, or --points with --outline',
    ],
    ['points without outline', 'import areas', ['--points', 'b'], '--points and --outline go together'],
    [
      'a model for a file that needs none',
      'import areas',
      ['--model', 'm', '--file', 'a'],
      '--model goes with --points, not with --file',
    ],
    [
      'what the model decides',
      'import areas',
      ['--model', 'm', '--points', 'a', '--outline', 'b', '--system', 'BD09'],
      'The model decides what --system would say',
    ],
  ])('refuses %s', (_, name, words, message) => {
    expect(english(name, ...words)).toBe(message);
  });

  test.each([
    ['import areas', '--model m --points a --outline b'],
    ['import areas', '--file a --system BD09 --repair'],
    ['import units', '--file a'],
    ['import cases', 'a --model m --mode live --encoding gb18030'],
    ['stats cases', '--by category --level 3 --from 2018-01-01 --to 2018-12-31 --format csv'],
    ['migrate-store', '--to postgresql://u:p@h/d'],
    ['account create-administrator', '--kind audit --name a --sign-in b'],
  ])('takes %s %s', (name, words) => {
    expect(english(name, ...words.split(' '))).toBeUndefined();
  });
});

test('no command hides another, and each says in both languages what it does', () => {
  for (const command of commands) {
    expect(findCommand(command.name.split(' '), commands)?.command).toBe(command);
    const words = [command.words, ...Object.values(command.options ?? {}).map((option) => option.words)];
    for (const { zh, en } of words) expect([/\p{Script=Han}|live/u.test(zh), /\p{Script=Han}/u.test(en)]).toEqual([true, false]);
  }
});
