import PgBoss from 'pg-boss';
import type { Clock } from '@gridward/core';
import { sqlState, type Store } from '@gridward/db';
import type { FastifyBaseLogger } from 'fastify';
import { nextRunAfter } from './cron.ts';
import { readRuns, recordRun, type RunRecord } from './job-board.repository.ts';

/** A piece of work that comes back by the clock. It must be harmless when two processes run it one after the other. */
export interface Job {
  readonly name: string;
  /** Five-field cron in UTC, in real time: `DANGEROUSLY_CLOCK` moves what a job sees, not when it runs. */
  readonly cron: string;
  /** @returns what a technician may want to read, such as `12 cases marked`. */
  run(): Promise<string>;
}

/**
 * A process that is killed leaves its job marked as running, and nobody takes the next one until that mark expires: so it is short, and a run
 * ends itself before.
 */
const RUN_EXPIRES_AFTER_S = 150;
/** How often marks are looked at. */
const SUPERVISE_EVERY_S = 20;

/** Scheduled work on the database's own queue: with several server processes each slot is worked on by one of them. */
export interface JobBoard {
  add(job: Job): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  states(): Promise<readonly JobState[]>;
}

/** How a job went last, and when it comes again. */
export interface JobState extends RunRecord {
  readonly nextDueAt: string | null;
}

interface BoardDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
}

export function createJobBoard({ store, clock, log }: BoardDeps): JobBoard {
  const jobs: Job[] = [];
  // The queue keeps its own schema and alters it by itself, so it acts as the owner; its SQL never touches our tables.
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.owner.query(text, values) },
    schema: `${store.schema}_jobs`,
    deleteAfterDays: 2,
    maintenanceIntervalSeconds: SUPERVISE_EVERY_S,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue reports an error'));

  async function work(job: Job): Promise<void> {
    const startedAt = new Date(clock.now());
    try {
      const detail = await job.run();
      await recordRun(store.db, { name: job.name, lastRunAt: startedAt.toISOString(), lastOutcome: 'done', detail });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      await recordRun(store.db, { name: job.name, lastRunAt: startedAt.toISOString(), lastOutcome: 'failed', detail });
      throw error;
    }
  }

  return {
    add(job) {
      jobs.push(job);
    },
    async start() {
      await boss.start();
      for (const job of jobs) {
        await createQueue(boss, job.name);
        await boss.schedule(job.name, job.cron);
        await boss.work(job.name, { pollingIntervalSeconds: 5 }, () => work(job));
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
    async states() {
      const runs = await readRuns(
        store.db,
        jobs.map(({ name }) => name),
      );
      const crons = new Map(jobs.map(({ name, cron }) => [name, cron]));
      return runs.map((run) => {
        const dueAt = nextRunAfter(crons.get(run.name) ?? '', clock.now());
        return { ...run, nextDueAt: dueAt === null ? null : new Date(dueAt).toISOString() };
      });
    },
  };
}

const DEADLOCK_DETECTED = '40P01';
const CREATION_TRIES = 5;

/** Servers that start at the same moment on a new database stand in one another's way: one of them tries again. */
async function createQueue(boss: PgBoss, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await boss.createQueue(name, { name, policy: 'stately', retryLimit: 0, expireInSeconds: RUN_EXPIRES_AFTER_S });
      return;
    } catch (error) {
      if (attempt === CREATION_TRIES || sqlState(error) !== DEADLOCK_DETECTED) throw error;
    }
  }
}
