import { settle, type BulkItem, type BulkOutcome, type BulkWork } from './bulk-work.ts';

/** So many cases are under way at once: enough to hide the way to the server, few enough to leave it to others. */
const AT_ONCE = 4;

export interface BulkRun {
  /** Sends one case. It answers always: a failure is an outcome. */
  readonly send: (work: BulkWork, item: BulkItem) => Promise<BulkOutcome>;
  /** After every answer, with the work as it stands; the caller keeps it, so that a page that is closed loses nothing. */
  readonly onChange: (work: BulkWork) => void;
  readonly isStopped: () => boolean;
  readonly atOnce?: number;
}

/** Sends every waiting case exactly once. A refusal stops no other; stopping lets those under way come home. */
export async function runBulk(start: BulkWork, { send, onChange, isStopped, atOnce = AT_ONCE }: BulkRun): Promise<BulkWork> {
  let work = start;
  const queue = start.items.filter(({ state }) => state === 'waiting');
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      if (isStopped()) return;
      const outcome = await send(start, item);
      work = settle(work, item.caseId, outcome);
      onChange(work);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, queue.length) }, worker));
  return work;
}
