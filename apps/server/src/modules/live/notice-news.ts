import type { LiveDoors } from './live-doors.ts';
import { unitIdsOf, type Listeners } from './listeners.ts';

/** A notice bears the moment of what it is about and is written when the outbox comes to it. */
const LOOK_BACK_MS = 60_000;

/** Says that there are new notices; the reader asks for them. */
export function createNoticeNews(doors: Pick<LiveDoors, 'noticesSince'>, listeners: Listeners) {
  let seen: ReadonlySet<string> = new Set();
  return {
    reset(): void {
      seen = new Set();
    },
    async look(now: number): Promise<void> {
      const everybody = [...listeners];
      const to = {
        unitIds: [...new Set(everybody.flatMap(unitIdsOf))],
        accountIds: [...new Set(everybody.map(({ accountId }) => accountId))],
      };
      const notices = await doors.noticesSince(to, new Date(now - LOOK_BACK_MS));
      const before = seen;
      seen = new Set(notices.map(({ id }) => id));
      const fresh = notices.filter(({ id }) => !before.has(id));
      if (fresh.length === 0) return;
      const units = new Set(fresh.map(({ unitId }) => unitId));
      const accounts = new Set(fresh.map(({ accountId }) => accountId));
      for (const listener of everybody) {
        const isMine = accounts.has(listener.accountId) || unitIdsOf(listener).some((unitId) => units.has(unitId));
        if (isMine) listener.stream.send([{ kind: 'notices' }], now);
      }
    },
  };
}
