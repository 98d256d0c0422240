import type { Instant, Uuid } from '@gridward/core';
import type { JournalRow, NewCaseRow } from '../case-row.ts';

/** What the outbox is told of the last step. */
export interface LastMove {
  readonly at: Instant;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A life ready to be written. */
export interface WrittenLife {
  readonly row: Omit<NewCaseRow, 'number'>;
  readonly numberPrefix: string;
  readonly entries: readonly JournalRow[];
  readonly terms: readonly string[];
  readonly links: readonly {
    readonly otherId: Uuid;
    readonly kind: 'duplicate' | 'related';
    readonly at: Instant;
    readonly accountId: Uuid | null;
  }[];
  /** Matter, area and unit of each closing: what suggestions learn from. */
  readonly learned: readonly { readonly unitId: Uuid; readonly at: Instant }[];
  readonly lastMove: LastMove;
}
