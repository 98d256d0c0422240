import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, type Config } from './config.ts';

type Variables = Parameters<typeof readConfig>[0];
const configOf = (variables: Variables): Config => {
  const outcome = readConfig(variables);
  if (!outcome.ok) throw new Error(outcome.messages.join('\n'));
  return outcome.config;
};
const messagesOf = (variables: Variables): readonly string[] => {
  const outcome = readConfig(variables);
  return outcome.ok ? [] : outcome.messages;
};
const KEY = Buffer.alloc(32, 7).toString('base64');

describe('configuration', () => {
  it('needs no variable at all', () => {
    expect(configOf({})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataDir: resolve('./data'),
      databaseUrl: undefined,
      schema: 'gridward',
      demo: true,
      vaultKey: undefined,
      adminSecondFactor: 'optional',
      publicUrl: undefined,
      trustProxy: undefined,
      localOnly: false,
      clock: undefined,
      logLevel: 'info',
      longestLagMs: 2_000,
      checkReplies: false,
    });
  });

  it.each<[Variables, Partial<Config>]>([
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ PORT: '' }, { port: 8080 }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0', adminSecondFactor: 'required' }],
    [{ HOST: '0.0.0.0', GRIDWARD_ADMIN_SECOND_FACTOR: 'optional' }, { adminSecondFactor: 'optional' }],
    [{ GRIDWARD_ADMIN_SECOND_FACTOR: 'required' }, { adminSecondFactor: 'required' }],
    [{ GRIDWARD_DATA: '/srv/gridward' }, { dataDir: '/srv/gridward' }],
    [{ DATABASE_URL: 'postgresql://app@db/gridward' }, { databaseUrl: 'postgresql://app@db/gridward' }],
    [{ GRIDWARD_SCHEMA: 'county_330902' }, { schema: 'county_330902' }],
    [{ GRIDWARD_DEMO: 'off' }, { demo: false }],
    [{ GRIDWARD_KEY: KEY }, { vaultKey: KEY }],
    [{ GRIDWARD_PUBLIC_URL: 'https://grid.example.org' }, { publicUrl: 'https://grid.example.org/' }],
    [
      { GRIDWARD_TRUST_PROXY: '127.0.0.1, 10.0.0.0/8, loopback, fd00::/8' },
      { trustProxy: '127.0.0.1, 10.0.0.0/8, loopback, fd00::/8' },
    ],
    [{ GRIDWARD_LOCAL_ONLY: '1' }, { localOnly: true }],
    [{ DANGEROUSLY_CLOCK: '+3d' }, { clock: '+3d' }],
    [{ DANGEROUSLY_CLOCK: '+3d', HOST: 'localhost' }, { clock: '+3d' }],
    [{ LOG_LEVEL: 'warn' }, { logLevel: 'warn' }],
  ])('%o', (variables, expected) => {
    expect(configOf(variables)).toMatchObject(expected);
  });

  it.each<[Variables, string]>([
    [{ PORT: '80a' }, 'PORT: must be a number'],
    [{ PORT: '65536' }, 'PORT: '],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL: must begin with postgresql://'],
    [{ GRIDWARD_SCHEMA: 'County; drop' }, 'GRIDWARD_SCHEMA: must be small letters'],
    [{ GRIDWARD_SCHEMA: 'pg_own' }, 'GRIDWARD_SCHEMA: must be small letters'],
    [{ GRIDWARD_DEMO: 'no' }, 'GRIDWARD_DEMO: '],
    [{ GRIDWARD_KEY: 'secret' }, 'GRIDWARD_KEY: must be 32 random bytes'],
    [{ GRIDWARD_ADMIN_SECOND_FACTOR: 'off' }, 'GRIDWARD_ADMIN_SECOND_FACTOR: '],
    [{ GRIDWARD_PUBLIC_URL: 'grid.example.org' }, 'GRIDWARD_PUBLIC_URL: must be an address'],
    [{ GRIDWARD_TRUST_PROXY: 'true' }, 'GRIDWARD_TRUST_PROXY: must be the addresses'],
    [{ GRIDWARD_TRUST_PROXY: '10.0.0.0/33' }, 'GRIDWARD_TRUST_PROXY: must be the addresses'],
    [{ GRIDWARD_LOCAL_ONLY: 'yes' }, 'GRIDWARD_LOCAL_ONLY: '],
    [{ DANGEROUSLY_CLOCK: 'tomorrow' }, 'DANGEROUSLY_CLOCK: must be an offset'],
    [
      { DANGEROUSLY_CLOCK: '+3d', HOST: '0.0.0.0' },
      'DANGEROUSLY_CLOCK: works only while the server listens on this machine alone',
    ],
    [{ DANGEROUSLY_CLOCK: '+3d', HOST: '192.168.1.7' }, 'DANGEROUSLY_CLOCK: works only'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: '],
  ])('%o is refused in words', (variables, words) => {
    expect(messagesOf(variables)).toEqual([expect.stringContaining(words)]);
  });

  it('tells of every mistake at once, and never repeats a secret', () => {
    const messages = messagesOf({
      PORT: 'x',
      LOG_LEVEL: 'loud',
      GRIDWARD_KEY: 'hunter2',
      DANGEROUSLY_CLOCK: '+3d',
      HOST: '0.0.0.0',
    });
    expect(messages.map((message) => message.split(':')[0])).toEqual(['PORT', 'GRIDWARD_KEY', 'LOG_LEVEL', 'DANGEROUSLY_CLOCK']);
    expect(messages.join()).not.toContain('hunter2');
  });
});
