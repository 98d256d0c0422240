import { randomBytes } from 'node:crypto';
import { createIds, type Clock } from '@gridward/core';
import { runProgram } from './program.ts';
import { readSettings } from './settings.ts';
import { inLanguage } from './terminal/words.ts';

const settings = readSettings(process.env, process.cwd());
const interruption = new AbortController();
const clock: Clock = { now: () => Date.now() };
const write = (text: string): void => void process.stderr.write(text);
const tell = (text: string): void => write(`${text}\n`);
const newId = createIds(clock, randomBytes);
let answer = '';

// The second Ctrl-C ends the program as it ends any other.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interruption.abort());

const exitCode = await runProgram(process.argv.slice(2), {
  settings,
  clock,
  newId: () => newId.next(),
  print: (text) => (answer += `${text}\n`),
  tell,
  write,
  say: (words) => tell(inLanguage(words, settings.locale)),
  pick: (words) => inLanguage(words, settings.locale),
  isWatched: process.stderr.isTTY === true,
  input: process.stdin,
  signal: interruption.signal,
});

// Leaves only when the answer is written, also into a slow pipe; connections that are still open end with the process.
process.stdout.write(answer, () => process.exit(exitCode));
