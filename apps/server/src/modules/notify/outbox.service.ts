import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import { markDelivered, markFailed, postpone, takeWaiting, type OutboxItem } from './outbox.repository.ts';

/** Work in the database: goes through `trx` and commits with the delivery mark. */
export type OutboxHandler = (item: OutboxItem, trx: Transaction<Database>) => Promise<void>;

/** Work in the world, outside any transaction. After a crash it may be asked for twice, so it goes by the item's id. Throws to be tried again. */
export type OutboxSender = (item: OutboxItem) => Promise<void>;

const BATCH = 100;
const MAX_ATTEMPTS = 12;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;
/** How long a sender may take before another process believes it died. */
const LEASE_MS = 120_000;

export interface Outbox {
  /** Several handlers may listen to a topic; an item is delivered when all have done their part. */
  on(topic: string, handler: OutboxHandler): void;
  /** One sender a topic; such a topic has no handlers. */
  sendBy(topic: string, sender: OutboxSender): void;
  /** Delivers what waits. @returns how many items were delivered. */
  deliver(): Promise<number>;
}

type Step =
  | { readonly kind: 'empty' }
  | { readonly kind: 'delivered' }
  | { readonly kind: 'leased' | 'failed'; readonly item: OutboxItem; readonly error?: string };

export function createOutbox({ store, clock, log }: Pick<Platform, 'store' | 'clock' | 'log'>): Outbox {
  const handlers = new Map<string, OutboxHandler[]>();
  const senders = new Map<string, OutboxSender>();

  /** Each item has a transaction of its own, so that one failure undoes nothing of its neighbours. */
  async function takeNext(): Promise<Step> {
    let current: OutboxItem | undefined;
    try {
      return await store.inTransaction(async (trx): Promise<Step> => {
        const now = clock.now();
        const [item] = await takeWaiting(trx, new Date(now), 1);
        if (item === undefined) return { kind: 'empty' };
        current = item;
        if (senders.has(item.topic)) {
          await postpone(trx, item.id, new Date(now + LEASE_MS));
          return { kind: 'leased', item };
        }
        for (const handler of handlers.get(item.topic) ?? []) await handler(item, trx);
        await markDelivered(trx, [item.id], new Date(now));
        return { kind: 'delivered' };
      });
    } catch (error) {
      if (current === undefined) throw error;
      return { kind: 'failed', item: current, error: wordsOf(error) };
    }
  }

  async function deliverNext(): Promise<'delivered' | 'failed' | 'empty'> {
    const step = await takeNext();
    if (step.kind === 'empty' || step.kind === 'delivered') return step.kind;
    const error = step.kind === 'failed' ? (step.error ?? '') : await send(step.item);
    if (error !== null) {
      log.warn(
        { outboxId: step.item.id, topic: step.item.topic, attempts: step.item.attempts + 1, error },
        'an outbox item failed',
      );
      await recordFailure(step.item, error);
      return 'failed';
    }
    await store.inTransaction((trx) => markDelivered(trx, [step.item.id], new Date(clock.now())));
    return 'delivered';
  }

  async function send(item: OutboxItem): Promise<string | null> {
    try {
      await senders.get(item.topic)?.(item);
      return null;
    } catch (error) {
      return wordsOf(error);
    }
  }

  async function recordFailure(item: OutboxItem, error: string): Promise<void> {
    const at = clock.now();
    const waitMs = Math.min(FIRST_RETRY_MS * 2 ** item.attempts, LONGEST_RETRY_MS);
    const nextAt = item.attempts + 1 >= MAX_ATTEMPTS ? null : new Date(at + waitMs);
    await store.inTransaction((trx) => markFailed(trx, item.id, { error, nextAt, at: new Date(at) }));
  }

  return {
    on(topic, handler) {
      handlers.set(topic, [...(handlers.get(topic) ?? []), handler]);
    },
    sendBy(topic, sender) {
      senders.set(topic, sender);
    },
    async deliver() {
      let delivered = 0;
      for (let i = 0; i < BATCH; i += 1) {
        const outcome = await deliverNext();
        if (outcome === 'empty') break;
        if (outcome === 'delivered') delivered += 1;
      }
      return delivered;
    },
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
