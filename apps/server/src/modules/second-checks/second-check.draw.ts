import {
  addDays,
  civilDateAt,
  DAY_MS,
  deadline,
  drawByChance,
  instantOfLocal,
  secondCheckCount,
  zoneOf,
  type Instant,
  type Uuid,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import { readSetting, writeSetting } from '../../platform/setting.repository.ts';
import { z } from 'zod';
import type { SecondCheckDoors } from './second-check-doors.ts';
import { closedBetween, insertDrawn, type ClosedCase } from './second-check.repository.ts';
import { readShare } from './second-check.share.ts';

const DRAWN = 'second_check.drawn';
const drawnSchema = z.object({ until: z.iso.date() });
/** A server that stood still catches up for a week and no further: what was closed long ago looks different now anyway. */
const CATCH_UP_DAYS = 7;
const CHECK_WITHIN = { value: 3, unit: 'WD' } as const;
/** Where the working calendar does not reach. */
const CHECK_WITHIN_MS = 5 * DAY_MS;

/** Draws from the days that ended since the last drawing. Repeated for the same day, it draws nothing more. */
export function createDraw(platform: Platform, doors: SecondCheckDoors) {
  const { clock, ids, randomBytes } = platform;
  const random = (): number => randomBytes(4).readUInt32BE() / 2 ** 32;

  /** @returns how many cases were drawn */
  return async function draw(trx: Transaction<Database>): Promise<number> {
    const [pictures, stored, { share }] = await Promise.all([doors.pictures(trx), readSetting(trx, DRAWN), readShare(trx)]);
    const { calendar } = pictures.catalogue;
    const now = clock.now();
    const yesterday = addDays(civilDateAt(calendar.timeZone, now), -1);
    const drawnUntil = drawnSchema.safeParse(stored?.value).data?.until ?? addDays(yesterday, -CATCH_UP_DAYS);
    if (drawnUntil >= yesterday) return 0;
    const mine = await writeSetting(trx, DRAWN, {
      value: { until: yesterday },
      version: stored?.version ?? 0,
      at: new Date(now),
      accountId: null,
    });
    // Another process draws at this moment.
    if (!mine) return 0;
    const due = deadline(calendar, now, CHECK_WITHIN);
    const dueAt = due.ok ? due.value : now + CHECK_WITHIN_MS;
    const first = [addDays(drawnUntil, 1), addDays(yesterday, 1 - CATCH_UP_DAYS)].sort().at(-1) ?? yesterday;
    let count = 0;
    for (let day = first; day <= yesterday; day = addDays(day, 1)) {
      const closed = await closedBetween(trx, startOf(day, calendar.timeZone), startOf(addDays(day, 1), calendar.timeZone));
      const drawn = [...byDesk(closed, pictures, now)].flatMap(([deskUnitId, cases]) =>
        drawByChance(cases, secondCheckCount(cases.length, share), random).map(({ id }) => ({
          id: ids.next(),
          caseId: id,
          drawnFor: day,
          drawnAt: new Date(now),
          deskUnitId,
          dueAt: new Date(dueAt),
        })),
      );
      await insertDrawn(trx, drawn);
      count += drawn.length;
    }
    return count;
  };
}

const startOf = (day: string, timeZone: string): Date =>
  new Date(instantOfLocal(zoneOf(timeZone), Date.parse(`${day}T00:00:00Z`)));

type Pictures = Awaited<ReturnType<SecondCheckDoors['pictures']>>;

/** Each desk answers for its own share, so that no quiet corner of the county is never drawn. */
function byDesk(closed: readonly ClosedCase[], { units }: Pictures, now: Instant): ReadonlyMap<Uuid, ClosedCase[]> {
  const desks = new Map<Uuid, ClosedCase[]>();
  for (const one of closed) {
    const { verification } = units.desksFor(one.areaPath, now);
    desks.set(verification, [...(desks.get(verification) ?? []), one]);
  }
  return desks;
}
