import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSending } from './use-sending.ts';

function formOf() {
  const isBusy = vi.fn<(isBusy: boolean) => void>();
  const lookAgain = vi.fn<() => void>();
  const sending = createSending(isBusy);
  let answer: (isRefused: boolean) => void = () => undefined;
  const work = vi.fn<() => Promise<void>>(
    () =>
      new Promise((resolve, reject) => {
        answer = (isRefused) => (isRefused ? reject(new Error('refused')) : resolve());
      }),
  );
  return {
    sending,
    lookAgain,
    work,
    busyNow: () => isBusy.mock.lastCall?.[0],
    answer: (isRefused: boolean) => answer(isRefused),
  };
}

describe('a form that is sent', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes out once, however often it is pressed while it waits and until it is answered', async () => {
    const { sending, work, busyNow, answer } = formOf();
    expect([sending.start(), sending.start(), busyNow()]).toEqual([true, false, true]);
    sending.send(work);
    sending.send(work);
    expect([sending.start(), busyNow(), work.mock.calls.length]).toEqual([false, true, 1]);
    answer(true);
    await vi.runAllTimersAsync();
    // Refused, it can be sent again.
    expect([busyNow(), sending.start()]).toEqual([false, true]);
  });

  it('can be pressed again when something is missing', () => {
    const { sending, lookAgain, busyNow } = formOf();
    sending.start();
    sending.failed({ outOfDate: false }, lookAgain);
    vi.runAllTimers();
    expect([lookAgain.mock.calls.length, busyNow(), sending.start()]).toEqual([0, false, true]);
    sending.stop();
    expect([busyNow(), sending.start()]).toEqual([false, true]);
  });

  it('is looked at once more, and stays busy, where a photo arrived while it waited', () => {
    const { sending, lookAgain, busyNow } = formOf();
    sending.start();
    sending.failed({ outOfDate: true }, lookAgain);
    sending.failed({ outOfDate: true }, lookAgain);
    expect([busyNow(), sending.start()]).toEqual([true, false]);
    vi.runAllTimers();
    expect(lookAgain).toHaveBeenCalledTimes(1);
  });

  it('is not looked at once more when it was sent or closed meanwhile', () => {
    for (const leave of ['send', 'close'] as const) {
      const { sending, lookAgain, work } = formOf();
      sending.start();
      sending.failed({ outOfDate: true }, lookAgain);
      if (leave === 'send') sending.send(work);
      else sending.close();
      sending.failed({ outOfDate: true }, lookAgain);
      vi.runAllTimers();
      expect(lookAgain).not.toHaveBeenCalled();
    }
  });

  it('sends nothing once it was closed, also when its last answer comes after that', async () => {
    const { sending, work, answer } = formOf();
    sending.start();
    sending.close();
    sending.send(work);
    expect(work).not.toHaveBeenCalled();
    sending.open();
    sending.send(work);
    sending.close();
    answer(false);
    await vi.runAllTimersAsync();
    expect([sending.start(), work.mock.calls.length]).toEqual([false, 1]);
  });
});
