import { expect, it } from 'vitest';
import { ADMIN_PLACES, WORK_PLACES } from './work-places.ts';

it('leads to each place by a letter of its own', () => {
  const letters = [...WORK_PLACES, ...ADMIN_PLACES].flatMap(({ letter }) => letter ?? []);
  expect(letters.filter((letter, i) => letters.indexOf(letter) !== i)).toEqual([]);
});

it('names each place once', () => {
  const places = [...WORK_PLACES, ...ADMIN_PLACES].map(({ to }) => to);
  expect(new Set(places).size).toBe(places.length);
});
