import type { LiveEvent } from '@gridward/contract';
import type { Grant, Uuid } from '@gridward/core';
import type { Actor } from '../../http/actor.ts';
import type { EventStream } from './event-stream.ts';
import { readingGrants } from './tell.policy.ts';

/** Somebody who listens, by one stream. */
export interface Listener {
  readonly accountId: Uuid;
  /** What the cookie holds: the session is looked at again and again. */
  readonly token: string;
  readonly stream: EventStream;
  actor: Actor;
}

export const grantsOf = ({ actor }: Listener): readonly Grant[] => readingGrants(actor.grants);

/** Own units only, as for notices. */
export const unitIdsOf = ({ actor }: Listener): Uuid[] => actor.posts.flatMap(({ unitId }) => unitId ?? []);

/** Everybody who listens to this process. */
export function createListeners() {
  const all = new Set<Listener>();
  return {
    add: (listener: Listener): void => void all.add(listener),
    remove: (listener: Listener): boolean => all.delete(listener),
    countOf: (accountId: Uuid): number => [...all].filter((listener) => listener.accountId === accountId).length,
    get size(): number {
      return all.size;
    },
    [Symbol.iterator]: () => [...all].values(),
    tellAll(event: LiveEvent, position: number): void {
      for (const { stream } of all) stream.send([event], position);
    },
  };
}

export type Listeners = ReturnType<typeof createListeners>;
