import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttled } from './throttled.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('works at once, then once a while however often it is asked, and never forgets the last asking', () => {
  let times = 0;
  const asked = throttled(() => void (times += 1), 1_000);
  asked.ask();
  expect(times).toBe(1);
  for (let i = 0; i < 50; i += 1) {
    asked.ask();
    vi.advanceTimersByTime(100);
  }
  expect(times).toBe(6);
  vi.advanceTimersByTime(5_000);
  expect(times).toBe(6);
  asked.ask();
  asked.ask();
  asked.cancel();
  vi.advanceTimersByTime(5_000);
  expect(times).toBe(7);
});
