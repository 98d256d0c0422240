import type { Command } from './command.ts';
import { widthOf } from './terminal/table.ts';
import { inLanguage } from './terminal/words.ts';
import type { Locale } from '@gridward/i18n';

/** One line that shows how a command is written. */
export function usageOf(command: Command): string {
  const options = Object.entries(command.options ?? {}).map(([name, { value, oneOf, required }]) => {
    const written = value === undefined ? `--${name}` : `--${name} ${oneOf?.join('|') ?? value}`;
    return required === true ? written : `[${written}]`;
  });
  return ['gridward', command.name, ...(command.operands ?? []), ...options].join(' ');
}

/** The list of all commands. */
export function overview(commands: readonly Command[], locale: Locale): string {
  const pick = (zh: string, en: string): string => (locale === 'en' ? en : zh);
  return [
    pick('gridward：网格守望的命令行', 'gridward: the command line of Gridward'),
    '',
    pick('用法：gridward 命令 [选项]', 'Usage: gridward COMMAND [OPTIONS]'),
    '',
    ...columns(commands.map((command) => [command.name, inLanguage(command.words, locale)])),
    '',
    pick('gridward 命令 --help 显示该命令的选项。', 'gridward COMMAND --help shows the options of a command.'),
    pick(
      '环境变量：GRIDWARD_DATA（数据目录，默认 ./data）、DATABASE_URL、GRIDWARD_SCHEMA；LANG=en 用英文。',
      'Environment: GRIDWARD_DATA (data folder, ./data unless set), DATABASE_URL, GRIDWARD_SCHEMA; LANG=en speaks English.',
    ),
    pick(
      '结果写到标准输出，其余写到标准错误。退出码：0 正常，1 被拒绝或失败，2 用法有误。',
      'Answers go to standard output, everything else to standard error. Exit codes: 0 fine, 1 refused or failed, 2 wrong use.',
    ),
  ].join('\n');
}

/** The help of one command. */
export function helpOf(command: Command, locale: Locale): string {
  const options = Object.entries(command.options ?? {}).map(
    ([name, { value, words }]) => [value === undefined ? `--${name}` : `--${name} ${value}`, inLanguage(words, locale)] as const,
  );
  return [
    inLanguage(command.words, locale),
    '',
    usageOf(command),
    ...(options.length === 0 ? [] : ['', ...columns(options)]),
    ...(command.details === undefined ? [] : ['', inLanguage(command.details, locale)]),
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => widthOf(left)));
  return rows.map(([left, right]) => `  ${left}${' '.repeat(width - widthOf(left))}  ${right}`);
}
