import { expect, it } from 'vitest';
import { isInputMethods, isPageCommand, type KeyPress } from './key-press.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  repeat: false,
  isComposing: false,
  keyCode: 65,
  ...more,
});

it('takes a letter once for each press: held down, it would act on the next case as well', () => {
  expect(isPageCommand(press('t'), false)).toBe(true);
  expect(isPageCommand(press('t', { repeat: true }), false)).toBe(false);
  for (const key of ['j', 'k', 'ArrowDown', 'ArrowUp']) expect(isPageCommand(press(key, { repeat: true }), false)).toBe(true);
});

it('leaves Enter and space to the link or button that has the focus', () => {
  for (const key of ['Enter', ' ']) {
    expect(isPageCommand(press(key), true)).toBe(false);
    expect(isPageCommand(press(key), false)).toBe(true);
  }
  expect(isPageCommand(press('t'), true)).toBe(true);
});

it('hears no command in the letters of an input method, nor in the Enter that ends a word', () => {
  expect(isPageCommand(press('t', { isComposing: true }), false)).toBe(false);
  expect(isPageCommand(press('Enter', { keyCode: 229 }), false)).toBe(false);
  expect(isInputMethods(press('a'))).toBe(false);
});
