interface Entry {
  readonly caseId: string;
  readonly seq: number;
  readonly at: Date;
}

/**
 * Remembers what was read from a journal that is read by moments. A transaction may commit after a later one, so each look goes some
 * seconds back and this tells what is new.
 */
export function createSeenWindow() {
  const seen = new Map<string, number>();
  return {
    /** @returns what was not there before */
    fresh<E extends Entry>(entries: readonly E[]): E[] {
      const found = entries.filter(({ caseId, seq }) => !seen.has(`${caseId}.${seq}`));
      for (const { caseId, seq, at } of found) seen.set(`${caseId}.${seq}`, at.getTime());
      return found;
    },
    /** Forgets what no later look can find again. */
    forgetBefore(atMs: number): void {
      for (const [key, at] of seen) if (at < atMs) seen.delete(key);
    },
    get size(): number {
      return seen.size;
    },
  };
}
