import type { Readable } from 'node:stream';
import type { Clock } from '@gridward/core';
import type { Settings } from './settings.ts';
import type { Words } from './terminal/words.ts';

/** 0 fine, 1 refused or failed, 2 wrong use. */
export type ExitCode = 0 | 1 | 2;

/** An option that a command takes; without `value` it is a switch. */
export interface OptionSpec {
  /** What stands for the value in the help text: `FILE`. */
  readonly value?: string;
  readonly oneOf?: readonly string[];
  readonly required?: boolean;
  readonly words: Words;
}

/** The arguments of a call, checked against the command. */
export interface Input {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | true | undefined>>;
}

/** What a command is given besides its arguments. */
export interface Context {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The answer, for programs and people: standard output. */
  readonly print: (text: string) => void;
  /** Everything else: standard error. */
  readonly tell: (text: string) => void;
  readonly say: (words: Words) => void;
  /** As `tell`, without a line break of its own. */
  readonly write: (text: string) => void;
  readonly pick: (words: Words) => string;
  /** Whether somebody watches standard error. */
  readonly isWatched: boolean;
  readonly input: Readable & { readonly isTTY?: boolean };
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export interface Command {
  /** `import areas` */
  readonly name: string;
  readonly words: Words;
  /** Names of the operands, in order; all are needed. */
  readonly operands?: readonly string[];
  readonly options?: Readonly<Record<string, OptionSpec>>;
  /** What is wrong with arguments that are right one by one. */
  readonly check?: (input: Input) => Words | undefined;
  /** More to read in the command's own help. */
  readonly details?: Words;
  run(input: Input, context: Context): Promise<ExitCode>;
}

/** The text of an option. */
export const textOf = (input: Input, name: string): string | undefined => {
  const value = input.options[name];
  return typeof value === 'string' ? value : undefined;
};
