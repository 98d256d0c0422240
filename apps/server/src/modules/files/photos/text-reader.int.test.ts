import { afterAll, expect, test } from 'vitest';
import { textPhoto } from '../../../testing/photo.fixture.ts';
import { createTextReader, TextReaderError } from './text-reader.ts';

const reader = createTextReader();
afterAll(async () => reader.close());

test('a look that takes too long ends, and the next one works again', { timeout: 60_000 }, async () => {
  const picture = await textPhoto({ text: '13812345678', sizePx: 60 });
  await expect(reader.read(picture, 1)).rejects.toThrow(TextReaderError);
  const lines = await reader.read(picture, 30_000);
  expect(lines.map((line) => line.map(({ text }) => text).join(''))).toContain('13812345678');
});
