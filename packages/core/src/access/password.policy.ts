import { DAY_MS, type Instant } from '../kernel/index.ts';

/** Shortest password, in characters. 等保 level 3 asks for 8 in practice (standards.md §11); two more cost nobody anything. */
export const PASSWORD_MIN_LENGTH = 10;
/** Of capitals, small letters, digits and everything else, so many kinds must occur. */
export const PASSWORD_MIN_KINDS = 3;
/** So many earlier passwords may not come back. */
export const PASSWORD_HISTORY = 5;
/** A password is changed at least this often (standards.md §11). */
export const PASSWORD_MAX_AGE_MS = 90 * DAY_MS;

/** Why a password is refused. */
export type PasswordFault = 'too_short' | 'too_few_kinds' | 'contains_sign_in_name' | 'common';

const KINDS: readonly RegExp[] = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];

/** The words that most guessable passwords are made of, after substitutions such as `@` for `a` are undone. */
const COMMON_WORDS =
  'password passwd qwerty qazwsx letmein welcome iloveyou woaini admin administrator root test guest user huawei china beijing shanghai gridward wangge'.split(
    ' ',
  );
const SUBSTITUTIONS: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', '1': 'i', '!': 'i', $: 's', '3': 'e' };

/**
 * Everything that is wrong with a password, in a fixed order; empty when it may be used.
 * @param signInName the name that it belongs to; one of three characters or more may not occur in it, in either direction
 */
export function passwordFaults(password: string, signInName: string): PasswordFault[] {
  const faults: PasswordFault[] = [];
  if (Array.from(password).length < PASSWORD_MIN_LENGTH) faults.push('too_short');
  if (KINDS.filter((kind) => kind.test(password)).length < PASSWORD_MIN_KINDS) faults.push('too_few_kinds');
  if (containsName(password, signInName)) faults.push('contains_sign_in_name');
  if (isCommon(password)) faults.push('common');
  return faults;
}

/** Must the password be changed because of its age? */
export const isPasswordOld = (changedAt: Instant, now: Instant): boolean => now - changedAt > PASSWORD_MAX_AGE_MS;

function containsName(password: string, signInName: string): boolean {
  const name = signInName.toLowerCase();
  if (Array.from(name).length < 3) return false;
  const low = password.toLowerCase();
  return low.includes(name) || low.includes(Array.from(name).reverse().join(''));
}

/** Common is a common word with nothing but digits and signs around it, or a run of keys, or few different characters. */
function isCommon(password: string): boolean {
  const low = password.toLowerCase();
  if (new Set(low).size < 5 || isRun(low)) return true;
  const word = low.replace(/^\P{L}+|\P{L}+$/gu, '');
  const plain = Array.from(word)
    .map((letter) => SUBSTITUTIONS[letter] ?? letter)
    .join('');
  return COMMON_WORDS.includes(plain);
}

const RUNS = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;

/** Do runs of four or more neighbouring keys make up all but three characters? */
function isRun(text: string): boolean {
  let left = text;
  for (const run of RUNS.flatMap((keys) => [keys, Array.from(keys).reverse().join('')])) {
    for (let length = run.length; length >= 4; length -= 1) {
      for (let start = 0; start + length <= run.length; start += 1) left = left.replaceAll(run.slice(start, start + length), '');
    }
  }
  return left.length <= 3;
}
