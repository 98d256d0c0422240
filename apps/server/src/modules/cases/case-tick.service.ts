import type { Platform } from '../../platform/deps.ts';
import type { PageKey } from './case-list.repository.ts';
import { findDue, takeReminders, type DueCase } from './case-read.repository.ts';
import { insertOutbox } from './case-write.repository.ts';
import type { CaseMover } from './case-verb.service.ts';

const BATCH = 200;

/**
 * One tick of all clocks. Each case is moved by the machine itself under its own version, so two processes ticking at once do the work
 * once: the second finds another version and leaves it. A case that cannot be moved holds up none of the others.
 */
export async function tickCases(
  platform: Platform,
  mover: CaseMover,
): Promise<{ readonly moved: number; readonly reminded: number }> {
  const { store, clock } = platform;
  let moved = 0;
  let after: PageKey | null = null;
  for (;;) {
    const due: DueCase[] = await findDue(store.db, new Date(clock.now()), after, BATCH);
    for (const one of due) if (await moveOne(one, platform, mover)) moved += 1;
    const last = due.at(-1);
    if (last === undefined || due.length < BATCH) return { moved, reminded: await remind(platform) };
    after = { at: last.dueAt, id: last.id };
  }
}

async function moveOne({ id, state, clockRanOut, rulingRanOut }: DueCase, { log }: Platform, mover: CaseMover): Promise<boolean> {
  const verb = state === 'deferred' ? 'resume' : rulingRanOut ? 'lapse_return' : clockRanOut ? 'breach' : null;
  if (verb === null) return false;
  try {
    const outcome = await mover.bySystem(id, verb);
    if (!outcome.ok) log.warn({ caseId: id, verb, problem: outcome.error.code }, 'a tick was refused');
    return outcome.ok;
  } catch (error) {
    log.error({ caseId: id, verb, err: error }, 'a tick failed');
    return false;
  }
}

async function remind(platform: Platform): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await remindSome(platform);
    total += count;
    if (count < BATCH) return total;
  }
}

async function remindSome({ store, clock, ids }: Platform): Promise<number> {
  return store.inTransaction(async (trx) => {
    const now = new Date(clock.now());
    const reminders = await takeReminders(trx, now, BATCH);
    for (const { id, ownerUnitId, dueAt } of reminders) {
      const payload = { ownerUnitId, dueAt: dueAt.toISOString() };
      await insertOutbox(trx, { id: ids.next(), topic: 'case.due_soon', payload }, id, now);
    }
    return reminders.length;
  });
}
