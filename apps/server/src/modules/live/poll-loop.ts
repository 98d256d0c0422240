/** Work that is done again and again while it is wanted, never twice at once. */
export interface PollLoop {
  start(): void;
  stop(): void;
  /** Does it at once: there is a reason to expect something. */
  nudge(): void;
}

export interface PollLoopOptions {
  readonly everyMs: number;
  /** Writes come in bursts: a nudge waits this long for the next. */
  readonly nudgeMs: number;
  readonly work: () => Promise<void>;
  /** The first of several failures in a row. */
  readonly onFailure: (error: unknown) => void;
}

export function createPollLoop({ everyMs, nudgeMs, work, onFailure }: PollLoopOptions): PollLoop {
  let timer: NodeJS.Timeout | undefined;
  let isWanted = false;
  let isWorking = false;
  let isNudged = false;
  let isFailing = false;

  const plan = (delayMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void turn(), delayMs);
  };
  async function turn(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    isNudged = false;
    try {
      await work();
      isFailing = false;
    } catch (error) {
      if (!isFailing) onFailure(error);
      isFailing = true;
    }
    isWorking = false;
    if (isWanted) plan(isNudged ? nudgeMs : everyMs);
  }
  return {
    start() {
      if (isWanted) return;
      isWanted = true;
      plan(0);
    },
    stop() {
      isWanted = false;
      clearTimeout(timer);
    },
    nudge() {
      if (!isWanted || isNudged) return;
      isNudged = true;
      if (!isWorking) plan(nudgeMs);
    },
  };
}
