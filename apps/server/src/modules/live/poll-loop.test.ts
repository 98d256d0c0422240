import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPollLoop } from './poll-loop.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counted(work: () => Promise<void> = () => Promise.resolve()) {
  const done = { times: 0, failures: 0 };
  const loop = createPollLoop({
    everyMs: 600,
    nudgeMs: 30,
    work() {
      done.times += 1;
      return work();
    },
    onFailure: () => void (done.failures += 1),
  });
  return { loop, done };
}

describe('a loop', () => {
  it('works at once and then at its pace, and not at all when nobody wants it', async () => {
    const { loop, done } = counted();
    loop.nudge();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(done.times).toBe(0);
    loop.start();
    loop.start();
    await vi.advanceTimersByTimeAsync(1_300);
    expect(done.times).toBe(3);
    loop.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(done.times).toBe(3);
  });

  it('takes many nudges as one, and one during the work as a reason to look again', async () => {
    let finish: () => void = () => undefined;
    const { loop, done } = counted(() => new Promise((resolve) => (finish = resolve)));
    loop.start();
    await vi.advanceTimersByTimeAsync(0);
    for (let i = 0; i < 20; i += 1) loop.nudge();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done.times).toBe(1);
    finish();
    await vi.advanceTimersByTimeAsync(40);
    expect(done.times).toBe(2);
    loop.stop();
  });

  it('goes on after a failure and reports the first of several', async () => {
    const { loop, done } = counted(() => Promise.reject(new Error('away')));
    loop.start();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(done.times).toBe(6);
    expect(done.failures).toBe(1);
    loop.stop();
  });
});
