import { parseSearchWith } from '@tanstack/react-router';

/**
 * Reads the part of an address after `?`. Digits that a number would not keep, such as those of a case number that somebody pasted, stay
 * the text that they are.
 */
export const readAddress = parseSearchWith((text) => {
  const value: unknown = JSON.parse(text);
  return typeof value === 'number' && String(value) !== text ? text : value;
});
