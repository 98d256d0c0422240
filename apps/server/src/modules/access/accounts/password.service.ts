import { hash, verify } from '@node-rs/argon2';
import { problem, type Problem } from '@gridward/contract';
import { err, ok, passwordFaults, type Result } from '@gridward/core';

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

/** Refuses a password that the policy does not allow; the faults stand in `detail`. */
export function checkPolicy(password: string, signInName: string): Result<null, Problem> {
  const faults = passwordFaults(password, signInName);
  return faults.length === 0 ? ok(null) : err(problem('password_too_weak', { detail: faults.join(' ') }));
}
