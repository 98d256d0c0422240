import type { Clock, Ids } from '@gridward/core';
import type { Store } from '@gridward/db';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';

/** What every module is given. Modules receive one another's front doors beside it. */
export interface Platform {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Cryptographic random bytes. */
  readonly randomBytes: (count: number) => Buffer;
  readonly log: FastifyBaseLogger;
  /** True while the store holds the demonstration county: then nothing leaves the house. Set once the store is prepared. */
  readonly demonstration: { active: boolean };
}
