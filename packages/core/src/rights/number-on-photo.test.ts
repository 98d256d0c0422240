import { describe, expect, test } from 'vitest';
import { findNumbers, type ReadCharacter } from './number-on-photo.ts';

const line = (text: string): ReadCharacter[] =>
  Array.from(text, (character, i) => ({ text: character, box: { x0: i * 10, y0: 5, x1: i * 10 + 9, y1: 25 } }));
const kinds = (text: string): string[] => findNumbers(line(text)).map(({ kind }) => kind);

describe('numbers on a photo', () => {
  test.each([
    ['13812345678', 'phone'],
    ['138 1234 5678', 'phone'],
    ['TEL 138-1234-5678 !', 'phone'],
    ['+86 13812345678', 'phone'],
    ['0755-82345678', 'phone'],
    ['1381234567', 'other_number'],
    ['138I234S678', 'phone'],
    ['11010519900307123X', 'id_number'],
    ['110105 19900307 1231', 'id_number'],
    ['110105900307123', 'id_number'],
    ['6222021234567890', 'other_number'],
  ])('finds %s', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  test.each([
    '2026-05-01 12:30:55',
    '2026.05.01 09:05',
    '114.057868 22.543099',
    '114. 057868 22.543099',
    '12345',
    'B2-0831',
    'No 440305011',
    'Section 5',
    '2026-05-01 12:30 114.0578',
  ])('leaves %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  test('boxes the number and nothing beside it', () => {
    expect(findNumbers(line('TEL 13812345678 OK'))).toEqual([{ kind: 'phone', box: { x0: 40, y0: 5, x1: 149, y1: 25 } }]);
  });

  test('finds a number beside a date', () => {
    const found = findNumbers(line('2026-05-01 13812345678'));
    expect(found).toEqual([{ kind: 'phone', box: { x0: 110, y0: 5, x1: 219, y1: 25 } }]);
  });
});
