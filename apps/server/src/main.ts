import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createIds } from '@gridward/core';
import { EmbeddedServerError, migrate, openStore, StoreError } from '@gridward/db';
import { buildApp, type App } from './app.ts';
import { readConfig, type Config } from './config.ts';
import { greet } from './greeting.ts';
import type { Demo } from './modules/demo/index.ts';
import { shiftedClock, systemClock } from './platform/clock.ts';
import { VaultKeyError } from './platform/vault-key.ts';
import { runBackground } from './background.ts';

const EXIT_CONFIGURATION = 2;
const EXIT_STORE = 3;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

interface Started {
  readonly app: App;
  readonly demonstration: Awaited<ReturnType<Demo['loadIfEmpty']>>;
  readonly stop: () => Promise<void>;
}

async function start(config: Config): Promise<Started> {
  const clock = config.clock === undefined ? systemClock : shiftedClock(config.clock, systemClock);
  if (clock === null)
    throw new ConfigurationError(`DANGEROUSLY_CLOCK: "${config.clock}" is neither an offset such as +3d nor a moment.`);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, schema: config.schema, log: say });
  try {
    await migrate(store);
    const app = await buildApp(config, { store, clock, ids: createIds(clock, randomBytes), randomBytes });
    await app.modules.prepare();
    const demonstration = await app.modules.demo.loadIfEmpty(say);
    const background = await runBackground(app);
    if (!config.localOnly) await listen(app, config);
    await app.listenForOperator();
    const stop = async (): Promise<void> => {
      await background.stop();
      await app.close();
      await store.close();
    };
    return { app, demonstration, stop };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function listen({ http }: App, { host, port }: Config): Promise<void> {
  try {
    await http.listen({ port, host });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken
      ? new ConfigurationError(`Port ${port} on ${host} is taken by another program. Stop it, or set PORT to a free one.`)
      : error;
  }
}

class ConfigurationError extends Error {}

function fail(error: unknown): never {
  const known =
    error instanceof StoreError ||
    error instanceof EmbeddedServerError ||
    error instanceof VaultKeyError ||
    error instanceof ConfigurationError;
  say(known ? error.message : String(error instanceof Error ? (error.stack ?? error.message) : error));
  process.exit(error instanceof ConfigurationError ? EXIT_CONFIGURATION : EXIT_STORE);
}

// Whoever started us with a channel, as the command line does, may be gone at any moment, also before we serve; nobody else will stop us.
const abandoned = new Promise<void>((resolve) => process.once('disconnect', resolve));
// The command line that reads our words may be gone before our last one.
process.stderr.on('error', () => undefined);
const outcome = readConfig(process.env);
if (!outcome.ok) {
  for (const message of outcome.messages) say(message);
  process.exit(EXIT_CONFIGURATION);
}
const { app, demonstration, stop } = await start(outcome.config).catch(fail);
if (!outcome.config.localOnly) greet(app, outcome.config, demonstration?.signIns ?? null, say);

let stopping = false;
const end = (): void => {
  if (stopping) return;
  stopping = true;
  stop().then(
    () => process.exit(0),
    (error: unknown) => fail(error),
  );
};
process.on('SIGINT', end);
process.on('SIGTERM', end);
void abandoned.then(end);
