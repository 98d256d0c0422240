import { passwordFaults } from '@gridward/core';

/** Letters and digits that nobody mixes up when they are read out: without 0 O, 1 l I. */
const SETS = ['ABCDEFGHJKMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789'] as const;
const ALL = SETS.join('');
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** A random whole number below a bound, without favour. */
export type Draw = (below: number) => number;

/** Draws from the browser's own source of chance. */
export const secureDraw: Draw = (below) => {
  const limit = Math.floor(2 ** 32 / below) * below;
  for (;;) {
    const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (value < limit) return value % below;
  }
};

/** A password to be told once and changed at the first sign-in: three groups of four, drawn anew until it meets the policy. */
export function oneTimePassword(signInName: string, draw: Draw = secureDraw): string {
  for (;;) {
    const letters = Array.from({ length: GROUPS * GROUP_LENGTH }, () => ALL[draw(ALL.length)] ?? 'A').join('');
    const password = letters.match(/.{4}/g)?.join('-') ?? letters;
    if (passwordFaults(password, signInName).length === 0) return password;
  }
}
