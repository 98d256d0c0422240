/** Throw-away stores on the embedded server, on real time. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIds } from '@gridward/core';
import { migrate, openStore } from '@gridward/db';
import { createWorld } from '../apps/server/dist/testing/world.fixture.js';

const clock = { now: () => Date.now() };
export const ids = createIds(clock, randomBytes);

/** Opens an empty store, gives it to `work` and removes it again. */
export async function withStore(work) {
  const dataDir = mkdtempSync(join(tmpdir(), 'gridward-bench-'));
  const store = await openStore({ dataDir, poolSize: 10 });
  try {
    await migrate(store);
    await work({ store, clock, ids });
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The same with the small county in it and everybody signed in. */
export const withWorld = (work) =>
  withStore(async ({ store }) => {
    const world = await createWorld(store, { clock, ids, checkReplies: false });
    try {
      await work({ store, world });
    } finally {
      await world.close();
    }
  });
