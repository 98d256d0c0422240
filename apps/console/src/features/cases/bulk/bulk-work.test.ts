import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runBulk } from './bulk-runner.ts';
import { dropWork, keepWork, keptWorks, type BulkStorage } from './bulk-store.ts';
import { countsOf, isUnfinished, retryWork, startWork, type BulkOutcome, type BulkWork } from './bulk-work.ts';

function counter(): () => string {
  let last = 0;
  return () => `key-${(last += 1)}`;
}

const casesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `case-${at}`, number: `No ${at}`, version: 3 }));
const workOf = (count: number, newId = counter()): BulkWork =>
  startWork({ verb: 'urge', payload: { text: '请抓紧' }, cases: casesOf(count) }, newId);

function memory(): BulkStorage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** A server that does a command once, whatever is sent twice, and loses some answers on their way back. */
function server(plan: readonly ('done' | 'refused' | 'lost_before' | 'lost_after')[]) {
  const done = new Map<string, string[]>();
  const keys = new Set<string>();
  let calls = 0;
  const send = async (_work: BulkWork, { caseId, commandId }: BulkWork['items'][number]): Promise<BulkOutcome> => {
    const fate = plan[calls % plan.length] ?? 'done';
    calls += 1;
    await Promise.resolve();
    if (fate === 'lost_before') return { state: 'unsent' };
    if (fate === 'refused' && !keys.has(commandId)) return { state: 'refused', code: 'version_conflict' };
    if (!keys.has(commandId)) done.set(caseId, [...(done.get(caseId) ?? []), commandId]);
    keys.add(commandId);
    return fate === 'lost_after' ? { state: 'unsent' } : { state: 'done' };
  };
  return { send, done };
}

const fates = fc.array(fc.constantFrom('done', 'refused', 'lost_before', 'lost_after'), { minLength: 1, maxLength: 12 });

describe('work on many cases', () => {
  it('holds every case once, with a key of its own', () => {
    const newId = counter();
    const work = startWork({ verb: 'urge', payload: {}, cases: [...casesOf(3), ...casesOf(3)] }, newId);
    expect(work.items.map(({ caseId }) => caseId)).toEqual(['case-0', 'case-1', 'case-2']);
    expect(new Set(work.items.map(({ commandId }) => commandId)).size).toBe(3);
  });

  it('does every case exactly once, whatever is refused, lost, stopped, reloaded and tried again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 25 }),
        fates,
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.nat(8), { maxLength: 5 }),
        async (count, plan, atOnce, stops) => {
          const newId = counter();
          const { send, done } = server(plan);
          const storage = memory();
          let work = workOf(count, newId);
          const onChange = (changed: BulkWork): void => {
            keepWork(storage, 'me', changed);
            work = changed;
          };
          keepWork(storage, 'me', work);
          // Stopped after so many answers, and taken up from what the browser kept.
          for (const answers of stops) {
            let left = answers;
            await runBulk(work, { send, onChange, atOnce, isStopped: () => (left -= 1) < 0 });
            work = keptWorks(storage, 'me')[0] ?? work;
          }
          await runBulk(work, { send, onChange, atOnce, isStopped: () => false });
          for (let round = 0; round < 40 && countsOf(work).failed > 0; round += 1) {
            const fresh = new Map(
              work.items.map(({ caseId }) => [caseId, { version: 9, allowedVerbs: ['urge'], maySupervise: false }]),
            );
            await runBulk(retryWork(work, fresh, newId), { send, onChange, atOnce, isStopped: () => false });
          }
          for (const commands of done.values()) expect(commands).toHaveLength(1);
          const saidDone = work.items.filter(({ state }) => state === 'done').map(({ caseId }) => caseId);
          expect(saidDone.filter((caseId) => !done.has(caseId))).toEqual([]);
          expect(work.items).toHaveLength(count);
          if (plan.every((fate) => fate === 'done')) expect(saidDone).toHaveLength(count);
        },
      ),
    );
  });

  it('goes on after a refusal, and says which case was refused and why', async () => {
    const send = async (_work: BulkWork, { caseId }: { caseId: string }): Promise<BulkOutcome> =>
      caseId === 'case-1' ? { state: 'refused', code: 'not_owner' } : { state: 'done' };
    const work = await runBulk(workOf(4), { send, onChange: () => undefined, isStopped: () => false, atOnce: 1 });
    expect(work.items.map(({ state }) => state)).toEqual(['done', 'refused', 'done', 'done']);
    expect(work.items[1]?.code).toBe('not_owner');
    expect(countsOf(work)).toEqual({ total: 4, done: 3, waiting: 0, failed: 1 });
  });

  it('never has more cases under way than it was told', async () => {
    let under = 0;
    let most = 0;
    const send = async (): Promise<BulkOutcome> => {
      most = Math.max(most, (under += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      under -= 1;
      return { state: 'done' };
    };
    await runBulk(workOf(20), { send, onChange: () => undefined, isStopped: () => false, atOnce: 3 });
    expect(most).toBe(3);
  });

  it('repeats what did not arrive under its old key, and what was refused as a new command on the case as it is now', () => {
    const work = workOf(3);
    const failed: BulkWork = {
      ...work,
      items: work.items.map((item, at) =>
        at === 0 ? { ...item, state: 'unsent' } : { ...item, state: 'refused', code: 'version_conflict' },
      ),
    };
    const fresh = new Map([
      ['case-1', { version: 7, allowedVerbs: ['urge'], maySupervise: false }],
      ['case-2', { version: 8, allowedVerbs: ['take'], maySupervise: false }],
    ]);
    const [lost, again, over] = retryWork(failed, fresh, () => 'new').items;
    expect(lost).toEqual({ ...work.items[0], state: 'waiting' });
    expect(again).toEqual({ ...work.items[1], state: 'waiting', version: 7, commandId: 'new' });
    expect(over).toMatchObject({ state: 'refused', code: 'wrong_state', version: 3 });
  });

  it('orders supervision again only where it may still be ordered', () => {
    const work = startWork({ verb: 'supervise', payload: { text: '请说明进展' }, cases: casesOf(2) }, counter());
    const refused: BulkWork = {
      ...work,
      items: work.items.map((item) => ({ ...item, state: 'refused', code: 'not_permitted' })),
    };
    const fresh = new Map([
      ['case-0', { version: 4, allowedVerbs: [], maySupervise: true }],
      ['case-1', { version: 4, allowedVerbs: ['urge'], maySupervise: false }],
    ]);
    expect(retryWork(refused, fresh, () => 'new').items.map(({ state, commandId }) => [state, commandId])).toEqual([
      ['waiting', 'new'],
      ['refused', work.items[1]?.commandId],
    ]);
  });
});

describe('what the browser keeps of it', () => {
  it('is there for its own person until nothing is left to do', () => {
    const storage = memory();
    const work = workOf(2);
    keepWork(storage, 'me', work);
    expect(keptWorks(storage, 'me')).toEqual([work]);
    expect(keptWorks(storage, 'somebody')).toEqual([]);
    const finished: BulkWork = { ...work, items: work.items.map((item) => ({ ...item, state: 'done' })) };
    expect(isUnfinished(finished)).toBe(false);
    keepWork(storage, 'me', finished);
    expect(storage.length).toBe(0);
  });

  it('is only what is left on screen where the computer keeps nothing: the work goes on', () => {
    const full: BulkStorage = {
      ...memory(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(() => keepWork(full, 'me', workOf(2))).not.toThrow();
  });

  it('is given up when a person says so, and nothing breaks on what cannot be read', () => {
    const storage = memory();
    const work = workOf(1);
    keepWork(storage, 'me', work);
    storage.setItem('gridward.bulk.me.zzz', '{"id":');
    expect(keptWorks(storage, 'me')).toEqual([work]);
    dropWork(storage, 'me', work.id);
    expect(keptWorks(storage, 'me')).toEqual([]);
  });
});
