import { resolve } from 'node:path';
import type { Locale } from '@gridward/i18n';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the command line works; the same variables as the server's. */
export interface Settings {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly schema: string | undefined;
  readonly locale: Locale;
  /** Handed on to a server that is started for the duration of a command. */
  readonly environment: Environment;
}

const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** An empty variable is one that is not set, as for the server. */
export function readSettings(variables: Environment, folder: string): Settings {
  const environment: Environment = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  return {
    dataDir: resolve(folder, environment.GRIDWARD_DATA ?? './data'),
    databaseUrl: environment.DATABASE_URL,
    schema: environment.GRIDWARD_SCHEMA,
    locale: localeOf(environment),
    environment,
  };
}

/** Chinese unless the environment asks for English, in the order in which POSIX reads it. */
export function localeOf(environment: Environment): Locale {
  const wanted = given(environment.LC_ALL) ?? given(environment.LC_MESSAGES) ?? given(environment.LANG) ?? '';
  return /^en([_.@-]|$)/i.test(wanted) ? 'en' : 'zh-CN';
}
