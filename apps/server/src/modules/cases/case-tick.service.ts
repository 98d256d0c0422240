import type { Platform } from '../../platform/deps.ts';
import { findDue, takeReminders } from './case-read.repository.ts';
import type { CaseMover } from './case-verb.service.ts';
import { insertOutbox } from './case-write.repository.ts';

const BATCH = 200;

/**
 * One tick of all clocks. Each case is moved by the machine itself under its own version, so two processes ticking at once do the work
 * once: the second finds another version and leaves it.
 */
export async function tickCases(platform: Platform, mover: CaseMover): Promise<{ readonly moved: number; readonly reminded: number }> {
  const { store, clock, log } = platform;
  let moved = 0;
  for (;;) {
    const due = await findDue(store.db, new Date(clock.now()), BATCH);
    let progressed = 0;
    for (const { id, state, clockRanOut, rulingRanOut } of due) {
      const verb = state === 'deferred' ? 'resume' : rulingRanOut ? 'lapse_return' : clockRanOut ? 'breach' : null;
      const outcome = verb === null ? null : await mover.bySystem(id, verb);
      if (outcome?.ok === true) progressed += 1;
      else if (outcome !== null) log.warn({ caseId: id, verb, problem: outcome.error.code }, 'a tick was refused');
    }
    moved += progressed;
    if (due.length < BATCH || progressed === 0) return { moved, reminded: await remind(platform) };
  }
}

async function remind({ store, clock, ids }: Platform): Promise<number> {
  return store.inTransaction(async (trx) => {
    const now = new Date(clock.now());
    const reminders = await takeReminders(trx, now, BATCH);
    for (const { id, ownerUnitId, dueAt } of reminders) {
      await insertOutbox(trx, { id: ids.next(), topic: 'case.due_soon', payload: { ownerUnitId, dueAt: dueAt.toISOString() } }, id, now);
    }
    return reminders.length;
  });
}
