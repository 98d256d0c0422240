import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readSecret } from './secret.ts';
import { Refusal } from './words.ts';

/** A keyboard: what raw mode would be told is kept. */
const keyboard = () => {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => modes.push(on) });
  let shown = '';
  return { source: { input, write: (text: string) => void (shown += text) }, modes, shown: () => shown, input };
};

test('what is typed is not shown, can be corrected, and the keyboard is given back', async () => {
  const { source, modes, shown, input } = keyboard();
  const typed = readSecret(source, 'Password: ');
  input.write('Ge');
  input.write('hex\u007fim 密\r');
  expect(await typed).toBe('Geheim 密');
  expect([shown(), modes]).toEqual(['Password: \n', [true, false]]);
});

test('Ctrl-C while typing refuses', async () => {
  const { source, modes, input } = keyboard();
  const typed = readSecret(source, '');
  input.write('abc\u0003');
  await expect(typed).rejects.toThrow(Refusal);
  expect(modes).toEqual([true, false]);
});

test('a pipe gives its first line, with the blanks that are part of it', async () => {
  const input = new PassThrough();
  input.end(' secret \r\nmore\n');
  expect(await readSecret({ input, write: () => undefined }, 'Password: ')).toBe(' secret ');
});
