import { demoRoutes, problem, systemRoutes, type Problem } from '@gridward/contract';
import { err, ok, type Result } from '@gridward/core';
import type { Call, Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { sourceOf } from '../access/index.ts';
import type { DrawnPhoto } from '../files/index.ts';
import { drawPictures, type PictureKey } from './cases/pictures.ts';
import type { DemoDoors } from './demo-doors.ts';
import { countAll, emptyStore, findMark, isEmptyStore, lockDemonstration, type Counts } from './demo.repository.ts';
import { loadCounty } from './demo.service.ts';
import { DEMO_PASSWORD, SIGN_INS } from './sign-ins.ts';

export { DEMO_PASSWORD } from './sign-ins.ts';

export type { DemoDoors } from './demo-doors.ts';

/** A way in that may be shown to everybody. */
export interface DemoSignIn {
  readonly signInName: string;
  readonly role: { readonly zh: string; readonly en: string };
  readonly password: string;
}

/** The demonstration county. */
export interface Demo {
  /**
   * Loads the county into a store that holds nothing of anybody's, unless the configuration says no. All of it commits at once, so that a load
   * that was cut off leaves nothing behind. Null when this is no demonstration store.
   */
  loadIfEmpty(say?: (line: string) => void): Promise<{ readonly signIns: readonly DemoSignIn[] } | null>;
  /** Empties a demonstration store and loads the county anew; `demonstration_only` for any other. */
  reset(call?: Call): Promise<Result<Counts, Problem>>;
  isDemo(): boolean;
  routes(host: Host): void;
}

const signIns: readonly DemoSignIn[] = SIGN_INS.map(({ signInName, role }) => ({ signInName, role, password: DEMO_PASSWORD }));

export function createDemo(platform: Platform, doors: DemoDoors): Demo {
  const { store, demonstration, config, log } = platform;

  async function load(): Promise<boolean> {
    // Hashing is slow on purpose; one hash serves all, and it is made before the transaction.
    const hash = await doors.access.hashPassword('', DEMO_PASSWORD);
    if (!hash.ok) throw new Error(`the demonstration password is refused: ${hash.error.code}`);
    const photos = new Map<PictureKey, DrawnPhoto>();
    for (const [key, jpeg] of await drawPictures()) photos.set(key, await doors.files.keepDrawn(jpeg));
    return store.inTransaction(async (trx) => {
      await lockDemonstration(trx);
      if (!(await isEmptyStore(trx))) return (await findMark(trx)) === 'loaded';
      await loadCounty(trx, platform, doors, { passwordHash: hash.value, photos });
      await doors.secondChecks.draw(trx);
      return true;
    });
  }

  async function reset(call?: Call): Promise<Result<Counts, Problem>> {
    if ((await findMark(store.db)) === null) return err(problem('demonstration_only'));
    const files = await doors.files.allFiles(store.db);
    const emptiedAt = new Date(platform.clock.now());
    await emptyStore(store);
    await doors.prepare();
    await load();
    await doors.files.discard(files, emptiedAt);
    doors.access.grantsChanged();
    if (call !== undefined) {
      await store.inTransaction((trx) =>
        doors.access.audit.append(trx, sourceOf({ ...call, actor: { ...call.actor, accountId: null } }), {
          action: 'demonstration.reset',
          outcome: 'done',
        }),
      );
    }
    return ok(await countAll(store.db));
  }

  return {
    async loadIfEmpty(say = () => undefined) {
      const mark = await findMark(store.db);
      if (mark !== 'loaded') {
        // A reset that was cut off is finished whatever the configuration says: the store was a demonstration and stays one.
        if (mark === null && !config.demo) return null;
        if (!(await isEmptyStore(store.db))) return null;
        say('demonstration: 正在载入演示县，约需半分钟 / loading the demonstration county, about half a minute');
        const startedAtMs = performance.now();
        if (!(await load())) return null;
        log.info({ tookMs: Math.round(performance.now() - startedAtMs) }, 'the demonstration county was loaded');
      }
      demonstration.active = true;
      return { signIns };
    },
    reset,
    isDemo: () => demonstration.active,
    routes(host) {
      host.serve(demoRoutes.readDemo, () =>
        Promise.resolve(ok(demonstration.active ? { active: true, signIns: [...signIns] } : { active: false, signIns: [] })),
      );
      host.serve(systemRoutes.resetDemonstration, (_input, call) => reset(call));
    },
  };
}
