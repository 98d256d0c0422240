import { parseArgs } from 'node:util';
import { err, ok, type Result } from '@gridward/core';
import type { Command, Input, OptionSpec } from './command.ts';
import type { Words } from './terminal/words.ts';

/** Finds the command that the first words name; the longest name wins. */
export function findCommand(
  words: readonly string[],
  commands: readonly Command[],
): { readonly command: Command; readonly rest: readonly string[] } | undefined {
  const found = commands
    .filter(({ name }) => name.split(' ').every((word, at) => words[at] === word))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  return found === undefined ? undefined : { command: found, rest: words.slice(found.name.split(' ').length) };
}

/** Reads what follows the command's name. Whatever it does not know is refused: a mistyped option must not change what happens. */
export function parseInput(command: Command, rest: readonly string[]): Result<Input, Words> {
  const specs = command.options ?? {};
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    const parsed = parseArgs({ args: [...rest], options, allowPositionals: true, strict: true });
    const values = parsed.values as Input['options'];
    const input = { operands: parsed.positionals, options: values };
    const fault = faultIn(command, parsed.positionals, values) ?? command.check?.(input);
    return fault === undefined ? ok(input) : err(fault);
  } catch (error) {
    return err(wordsOf(error));
  }
}

function faultIn(command: Command, operands: readonly string[], values: Input['options']): Words | undefined {
  const names = command.operands ?? [];
  const missing = names[operands.length];
  if (missing !== undefined) return { zh: `缺少参数 ${missing}`, en: `${missing} is missing` };
  const extra = operands[names.length];
  if (extra !== undefined) return { zh: `多余的参数：${extra}`, en: `Not expected: ${extra}` };
  for (const [name, spec] of Object.entries(command.options ?? {})) {
    const fault = faultInOption(name, spec, values[name]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultInOption(name: string, spec: OptionSpec, value: string | true | undefined): Words | undefined {
  if (value === undefined) {
    return spec.required === true ? { zh: `缺少选项 --${name}`, en: `The option --${name} is needed` } : undefined;
  }
  if (value === '') return { zh: `选项 --${name} 为空`, en: `The option --${name} is empty` };
  if (spec.oneOf === undefined || (typeof value === 'string' && spec.oneOf.includes(value))) return undefined;
  const choice = spec.oneOf.join(', ');
  return { zh: `--${name} 只能是：${choice}`, en: `--${name} must be one of: ${choice}` };
}

function wordsOf(error: unknown): Words {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const option = /'(-[^\s']*)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return { zh: `没有选项 ${option}`, en: `There is no option ${option}` };
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return { zh: `选项 ${option} 的值不对：须写值，或不应有值`, en: `The option ${option} needs a value, or takes none` };
  }
  throw error;
}
