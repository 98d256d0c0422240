import { hash, verify } from '@node-rs/argon2';
import { problem, type Problem, type Said } from '@gridward/contract';
import {
  err,
  ok,
  PASSWORD_MIN_KINDS,
  PASSWORD_MIN_LENGTH,
  passwordFaults,
  type PasswordFault,
  type Result,
} from '@gridward/core';

/** argon2id (the library's default kind) with 19 MiB, two passes and one lane: the OWASP password storage recommendation; about 30 ms here. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Makes and checks password hashes. Hashing runs on worker threads; never await it inside a transaction. */
export interface Passwords {
  hash(password: string): Promise<string>;
  matches(passwordHash: string, password: string): Promise<boolean>;
  /** As much work as `matches`, for a name that nobody has: the time of an answer then says nothing. */
  pretend(password: string): Promise<void>;
}

export function createPasswords(randomBytes: (count: number) => Buffer): Passwords {
  let nobody: Promise<string> | undefined;
  return {
    hash: (password) => hash(normal(password), COST),
    matches: (passwordHash, password) => verify(passwordHash, normal(password)),
    async pretend(password) {
      nobody ??= hash(randomBytes(32), COST);
      await verify(await nobody, normal(password));
    },
  };
}

/** One form for what keyboards write in several (RFC 8265). */
const normal = (password: string): string => password.normalize('NFC');

const FAULT_WORDS: Readonly<Record<PasswordFault, Said>> = {
  too_short: { zh: `至少${PASSWORD_MIN_LENGTH}个字符`, en: `At least ${PASSWORD_MIN_LENGTH} characters` },
  too_few_kinds: {
    zh: `须有大写字母、小写字母、数字、符号中的${PASSWORD_MIN_KINDS}种`,
    en: `At least ${PASSWORD_MIN_KINDS} of capitals, small letters, digits and signs`,
  },
  contains_sign_in_name: { zh: '不得含有账号', en: 'Without the sign-in name' },
  common: { zh: '不得是常见或连续的字符', en: 'No common word and no run of keys' },
};

const saidOf = (faults: readonly PasswordFault[]): Said => ({
  zh: `${faults.map((fault) => FAULT_WORDS[fault].zh).join('；')}。`,
  en: `${faults.map((fault) => FAULT_WORDS[fault].en).join('. ')}.`,
});

/** Refuses a password that the policy does not allow; the faults stand in `detail`. */
export function checkPolicy(password: string, signInName: string): Result<null, Problem> {
  const faults = passwordFaults(password, signInName);
  return faults.length === 0 ? ok(null) : err(problem('password_too_weak', { detail: saidOf(faults) }));
}
