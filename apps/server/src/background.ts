import type { App } from './app.ts';

const OUTBOX_EVERY_MS = 1_000;

/** Everything that runs without being asked: scheduled jobs and the delivery of the outbox. */
export async function runBackground({ jobs, modules, platform }: App): Promise<{ stop(): Promise<void> }> {
  await jobs.start();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const deliver = async (): Promise<void> => {
    try {
      while (!stopped && (await modules.notify.outbox.deliver()) > 0);
    } catch (error) {
      platform.log.error({ err: error }, 'the outbox could not be delivered');
    }
    if (!stopped) timer = setTimeout(next, OUTBOX_EVERY_MS);
  };
  const next = (): void => {
    running = deliver();
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      await jobs.stop();
    },
  };
}
