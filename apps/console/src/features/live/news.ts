import type { LiveEvent } from '@gridward/contract';
import { useSyncExternalStore } from 'react';

/** What is told of one case. */
export type Told = Extract<LiveEvent, { kind: 'case' | 'gone' }>;

/** Long enough to be read, short enough not to be in the way. */
const STAYS_MS = 7_000;

let news: ReadonlyMap<string, Told> = new Map();
const listeners = new Set<() => void>();

function put(next: ReadonlyMap<string, Told>): void {
  news = next;
  for (const listener of listeners) listener();
}

/** Keeps for some seconds what a colleague did with a case; only the latest counts. */
export function addNews(told: Told): void {
  put(new Map(news).set(told.caseId, told));
  setTimeout(() => {
    if (news.get(told.caseId) !== told) return;
    const rest = new Map(news);
    rest.delete(told.caseId);
    put(rest);
  }, STAYS_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What colleagues did in the last seconds, by case. */
export const useNews = (): ReadonlyMap<string, Told> => useSyncExternalStore(subscribe, () => news);
