import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { shiftedClock } from './platform/clock.ts';

const ANY_TIME = { now: () => 0 };
/** Ranges that have a name in the list of proxies. */
const NAMED_RANGES = new Set(['loopback', 'linklocal', 'uniquelocal']);

function namesProxies(list: string): boolean {
  return list.split(',').every((part) => {
    const [address = '', bits, more] = part.trim().split('/');
    if (NAMED_RANGES.has(address)) return bits === undefined;
    const family = isIP(address);
    if (family === 0 || more !== undefined) return false;
    return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  });
}

/** What an operator may set; `docs/operations` explains each. */
const environment = z.object({
  PORT: z.coerce.number('must be a number').int('must be a whole number').min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  GRIDWARD_DATA: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  GRIDWARD_SCHEMA: z
    .string()
    .regex(/^(?!pg_)[a-z_][a-z0-9_]{0,62}$/, 'must be small letters, digits and "_", at most 63, and not begin with pg_')
    .optional(),
  GRIDWARD_DEMO: z.enum(['on', 'off']).default('on'),
  GRIDWARD_KEY: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 random bytes in base64, as "openssl rand -base64 32" prints')
    .optional(),
  GRIDWARD_ADMIN_SECOND_FACTOR: z.enum(['required', 'optional']).optional(),
  GRIDWARD_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' })
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .optional(),
  GRIDWARD_TRUST_PROXY: z
    .string()
    .refine(namesProxies, 'must be the addresses of your proxies, separated by commas, such as 127.0.0.1 or 10.0.0.0/8')
    .optional(),
  GRIDWARD_LOCAL_ONLY: z.enum(['1']).optional(),
  DANGEROUSLY_CLOCK: z
    .string()
    .refine(
      (setting) => shiftedClock(setting, ANY_TIME) !== null,
      'must be an offset such as +3d or a moment such as 2027-01-01T08:00:00+08:00',
    )
    .optional(),
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
  /** Requests are turned away while the event loop lags by more than this; 0 never. Tests on a busy machine are to wait. */
  readonly longestLagMs: number;
  /** Compare every reply with its schema; tests do. */
  readonly checkReplies: boolean;
}

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly messages: readonly string[] };

const LONGEST_LAG_MS = 2_000;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Reads the configuration. Every mistake is reported at once, in words. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  const messages = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const { DANGEROUSLY_CLOCK: shift, HOST: host } = given;
  if (shift !== undefined && host !== undefined && !LOOPBACK.has(host)) {
    messages.push('DANGEROUSLY_CLOCK: works only while the server listens on this machine alone (HOST=127.0.0.1).');
  }
  if (!parsed.success || messages.length > 0) return { ok: false, messages };
  const env = parsed.data;
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
      longestLagMs: LONGEST_LAG_MS,
      checkReplies: false,
    },
  };
}
