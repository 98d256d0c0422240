import { resolve } from 'node:path';
import { z } from 'zod';

/** What an operator may set; `docs/operations` explains each. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  GRIDWARD_DATA: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  GRIDWARD_SCHEMA: z.string().optional(),
  GRIDWARD_DEMO: z.enum(['on', 'off']).default('on'),
  GRIDWARD_KEY: z.string().optional(),
  GRIDWARD_ADMIN_SECOND_FACTOR: z.enum(['required', 'optional']).optional(),
  GRIDWARD_PUBLIC_URL: z.string().optional(),
  GRIDWARD_TRUST_PROXY: z.string().optional(),
  GRIDWARD_LOCAL_ONLY: z.enum(['1']).optional(),
  DANGEROUSLY_CLOCK: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly schema: string;
  readonly demo: boolean;
  /** Base64 of the 32-byte key of the vault; a file in the data folder unless given. */
  readonly vaultKey: string | undefined;
  readonly adminSecondFactor: 'required' | 'optional';
  readonly publicUrl: string | undefined;
  readonly trustProxy: string | undefined;
  /** Serve only the operator's socket, as the command line does for its own needs. */
  readonly localOnly: boolean;
  readonly clock: string | undefined;
  readonly logLevel: string;
  /** Compare every reply with its schema; tests do. */
  readonly checkReplies: boolean;
}

export type ConfigOutcome = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly messages: readonly string[] };

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Reads the configuration. Every mistake is reported at once, in words. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    return { ok: false, messages: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  }
  const env = parsed.data;
  if (env.DANGEROUSLY_CLOCK !== undefined && !LOOPBACK.has(env.HOST)) {
    return { ok: false, messages: ['DANGEROUSLY_CLOCK works only while the server listens on this machine alone (HOST=127.0.0.1).'] };
  }
  return {
    ok: true,
    config: {
      port: env.PORT,
      host: env.HOST,
      dataDir: resolve(env.GRIDWARD_DATA),
      databaseUrl: env.DATABASE_URL,
      schema: env.GRIDWARD_SCHEMA ?? 'gridward',
      demo: env.GRIDWARD_DEMO === 'on',
      vaultKey: env.GRIDWARD_KEY,
      adminSecondFactor: env.GRIDWARD_ADMIN_SECOND_FACTOR ?? (LOOPBACK.has(env.HOST) ? 'optional' : 'required'),
      publicUrl: env.GRIDWARD_PUBLIC_URL,
      trustProxy: env.GRIDWARD_TRUST_PROXY,
      localOnly: env.GRIDWARD_LOCAL_ONLY === '1',
      clock: env.DANGEROUSLY_CLOCK,
      logLevel: env.LOG_LEVEL,
      checkReplies: false,
    },
  };
}
