import type { Readable } from 'node:stream';
import { Refusal } from './words.ts';

/** Where a password comes from: a keyboard, or a pipe. */
export interface SecretSource {
  readonly input: Readable & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown };
  write(text: string): void;
}

/** Reads one line that nobody is shown: from the keyboard without echo, from a pipe as it comes. */
export async function readSecret(source: SecretSource, prompt: string): Promise<string> {
  if (source.input.isTTY !== true) return firstLine(source.input);
  source.write(prompt);
  source.input.setRawMode?.(true);
  try {
    return await typedLine(source.input);
  } finally {
    source.input.setRawMode?.(false);
    source.input.pause();
    source.write('\n');
  }
}

async function firstLine(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input as AsyncIterable<Buffer | string>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1)[0] ?? '';
}

const ENTER = new Set(['\r', '\n', '\u0004']);
const INTERRUPT = '\u0003';
const ERASE = new Set(['\u007f', '\b']);

function typedLine(input: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const done = (finish: () => void): void => {
      input.off('data', read);
      finish();
    };
    const read = (chunk: Buffer | string): void => {
      for (const character of chunk.toString('utf8')) {
        if (ENTER.has(character)) return done(() => resolve(typed.join('')));
        if (character === INTERRUPT) return done(() => reject(new Refusal({ zh: '已中断', en: 'Interrupted' })));
        typed = ERASE.has(character) ? typed.slice(0, -1) : [...typed, character];
      }
    };
    input.on('data', read);
    input.resume();
  });
}
