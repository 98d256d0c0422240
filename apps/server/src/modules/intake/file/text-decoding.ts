import type { TEXT_ENCODINGS } from '@gridward/contract';
import type { PhysicalLines } from '@gridward/core';

export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/** The lines of a file, or the encoding that it seems to have instead of the one it was said to have. */
export type DecodedLines =
  | { readonly ok: true; readonly value: PhysicalLines }
  | { readonly ok: false; readonly looksLike: string; readonly line: number };

const LINE_FEED = 10;
const RETURN = 13;
const SAMPLE_BYTES = 4096;

/**
 * Decodes a file line by line, so that foreign bytes in one line cost that line and no other. A file whose text is mostly not of the encoding
 * is refused as a whole: guessing would print wrong characters that look right.
 */
export function decodeLines(bytes: Buffer, encoding: TextEncoding): DecodedLines {
  const marked = byteOrderMark(bytes) ?? unmarkedWide(bytes);
  if (marked !== undefined && marked !== encoding && marked !== 'utf-8')
    return { ok: false, looksLike: marked.toUpperCase(), line: 1 };
  const body = bytes.subarray(markLength(bytes));
  const wide = encoding.startsWith('utf-16');
  const whole = decode(body, encoding);
  if (whole !== null && (encoding !== 'utf-8' || !FAR_LETTERS.test(whole))) return { ok: true, value: textLines(whole) };
  if (wide) return { ok: true, value: textLines(new TextDecoder(encoding).decode(body)) };
  return byLine(body, encoding);
}

function textLines(text: string): PhysicalLines {
  const lines = text.split(/\r?\n/);
  const ended = lines.at(-1) === '';
  return { lines: ended ? lines.slice(0, -1) : lines, ended };
}

function byLine(body: Buffer, encoding: TextEncoding): DecodedLines {
  const pieces = split(body);
  const lines = pieces.map((piece) => {
    const text = decode(piece, encoding);
    return text !== null && encoding === 'utf-8' && isDisguised(piece, text) ? null : text;
  });
  const foreign = lines.findIndex((line) => line === null);
  const failed = lines.filter((line) => line === null).length;
  const telling = pieces.filter((piece) => !isAscii(piece)).length;
  const ended = body.at(-1) === LINE_FEED;
  const onlyTheCutEnd = failed === 1 && foreign === lines.length - 1 && !ended;
  if (!onlyTheCutEnd && (foreign === 0 || failed * 2 > telling))
    return { ok: false, looksLike: guess(body, encoding), line: foreign + 1 };
  return { ok: true, value: { lines, ended } };
}

/** In UTF-8 and in the Chinese encodings no character of several bytes holds a line feed. */
function split(body: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  while (start < body.length) {
    const at = body.indexOf(LINE_FEED, start);
    const end = at < 0 ? body.length : at;
    pieces.push(body.subarray(start, end > start && body[end - 1] === RETURN ? end - 1 : end));
    start = end + 1;
  }
  return pieces;
}

/** Letters of two bytes in UTF-8, from Latin with marks to Arabic: rare in a Chinese file, and what short GB18030 text turns into. */
const FAR_LETTERS = /[\u{80}-\u{7ff}]/u;
const HAN = /\p{Script=Han}/u;

/** Some Chinese words in GB18030 happen to be well-formed UTF-8 of far letters, such as Ƽ for 萍. */
function isDisguised(piece: Buffer, text: string): boolean {
  if (!FAR_LETTERS.test(text) || HAN.test(text)) return false;
  const other = decode(piece, 'gb18030');
  return other !== null && Array.from(other).every((letter) => letter < '\u{80}' || HAN.test(letter));
}

const isAscii = (piece: Buffer): boolean => piece.every((byte) => byte < 0x80);

function decode(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function guess(body: Buffer, besides: TextEncoding): string {
  const found = (['utf-8', 'gb18030', 'big5'] as const).find(
    (encoding) => encoding !== besides && decode(body, encoding) !== null,
  );
  return found?.toUpperCase() ?? '?';
}

function byteOrderMark(bytes: Buffer): TextEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined;
}

const markLength = (bytes: Buffer): number => ({ 'utf-8': 3, 'utf-16le': 2, 'utf-16be': 2 })[byteOrderMark(bytes) as string] ?? 0;

/** UTF-16 without a mark: of the Latin letters and commas of a header every other byte is zero. */
function unmarkedWide(bytes: Buffer): TextEncoding | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [i, byte] of sample.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < sample.length / 8) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}
