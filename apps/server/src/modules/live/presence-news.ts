import { covers, type Uuid } from '@gridward/core';
import type { CaseWatch } from '../cases/index.ts';
import { grantsOf, type Listeners } from './listeners.ts';
import type { Presence } from './presence.service.ts';

type Row = Awaited<ReturnType<Presence['all']>>[number];

const signatureOf = (rows: readonly Row[]): string =>
  rows.map(({ accountId, doing, verb }) => `${accountId} ${doing} ${verb ?? ''}`).join('\n');

function groupByCase(rows: readonly Row[]): ReadonlyMap<Uuid, readonly Row[]> {
  const groups = new Map<Uuid, Row[]>();
  for (const row of rows) groups.set(row.caseId, [...(groups.get(row.caseId) ?? []), row]);
  return groups;
}

/** Tells people on one case of one another, when somebody comes, leaves or begins to write. */
export function createPresenceNews(presence: Pick<Presence, 'all'>, watch: Pick<CaseWatch, 'targetsOf'>, listeners: Listeners) {
  let known: ReadonlyMap<Uuid, string> = new Map();
  return {
    reset(): void {
      known = new Map();
    },
    async look(position: number): Promise<void> {
      const byCase = groupByCase(await presence.all());
      const before = known;
      known = new Map([...byCase].map(([caseId, rows]) => [caseId, signatureOf(rows)]));
      const changed = new Map([...byCase].filter(([caseId, rows]) => before.get(caseId) !== signatureOf(rows)));
      if (changed.size === 0) return;
      const targets = await watch.targetsOf([...changed.keys()]);
      for (const listener of listeners) {
        const grants = grantsOf(listener);
        for (const [caseId, rows] of changed) {
          const target = targets.get(caseId);
          const isThere = rows.some(({ accountId }) => accountId === listener.accountId);
          // A case may have left somebody's reach while it is still on their screen.
          if (!isThere || target === undefined || !grants.some((grant) => covers(grant, target))) continue;
          const others = rows.filter(({ accountId }) => accountId !== listener.accountId);
          listener.stream.send([{ kind: 'presence', caseId, people: others.map(({ present }) => present) }], position);
        }
      }
    },
  };
}
