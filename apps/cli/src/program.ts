import { findCommand, parseInput } from './arguments.ts';
import { commands } from './commands.ts';
import type { Context, ExitCode } from './command.ts';
import { EmbeddedServerError, StoreError } from '@gridward/db';
import { helpOf, overview, usageOf } from './help.ts';
import { Refusal, type Words } from './terminal/words.ts';

const asksForHelp = (words: readonly string[]): boolean => words.some((word) => word === '--help' || word === '-h');

/** Carries out one call of `gridward` and answers its exit code. */
export async function runProgram(words: readonly string[], context: Context): Promise<ExitCode> {
  const { locale } = context.settings;
  const found = findCommand(words, commands);
  if (found === undefined) return withoutCommand(words, context);
  if (asksForHelp(found.rest)) {
    context.print(helpOf(found.command, locale));
    return 0;
  }
  const input = parseInput(found.command, found.rest);
  if (!input.ok) {
    context.say(input.error);
    context.tell(usageOf(found.command));
    return 2;
  }
  try {
    return await found.command.run(input.value, context);
  } catch (error) {
    context.say(wordsOf(error, context));
    return 1;
  }
}

function withoutCommand(words: readonly string[], context: Context): ExitCode {
  const text = overview(commands, context.settings.locale);
  if (words.length === 0 || words[0] === 'help' || asksForHelp(words)) {
    context.print(text);
    return 0;
  }
  context.say({ zh: `没有命令：${words.join(' ')}`, en: `No such command: ${words.join(' ')}` });
  context.tell(text);
  return 2;
}

/** Errors with words for the operator are shown as they are; anything else is a defect and shows where it happened. */
function wordsOf(error: unknown, context: Context): Words {
  if (error instanceof Refusal) return error.words;
  if (context.signal.aborted) return { zh: '已中断', en: 'Interrupted' };
  if (error instanceof StoreError || error instanceof EmbeddedServerError) return { zh: error.message, en: error.message };
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error) {
    return { zh: `操作系统拒绝：${error.message}`, en: `The operating system refused: ${error.message}` };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { zh: `程序出错：${text}`, en: `Something went wrong: ${text}` };
}
