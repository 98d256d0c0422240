import { addDays, civilDateAt, createIds, DAY_MS, type Ids, type Instant } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import type { DrawnPhoto } from '../files/index.ts';
import { CALENDAR_AHEAD_DAYS, presumedYears } from './calendar.policy.ts';
import { buildCases } from './cases/cases.service.ts';
import { MATTERS } from './cases/matters.ts';
import type { PictureKey } from './cases/pictures.ts';
import { bytesOf, createChance } from './chance.ts';
import { buildCounty, REDIVIDED_BEFORE_MS } from './county/county.service.ts';
import { COUNTY } from './county/names.ts';
import { drawPlaces, PLACES_SOURCE } from './county/places.ts';
import type { DemoDoors } from './demo-doors.ts';
import { presumeCalendar, publishedUntil, saveMark } from './demo.repository.ts';
import { buildOrganisation } from './organisation/organisation.service.ts';
import { listResponsibilities } from './responsibility/responsibility-list.ts';

/** Change it when the county should be another one; then every choice is another. */
const SEED = 'wangchao 1';
/** The county is older than its oldest case. */
const AGE_MS = 3 * 365 * DAY_MS;
const TIME_ZONE = 'Asia/Shanghai';

/** What is made before the transaction, because it is slow or lies outside the database. */
export interface Prepared {
  readonly passwordHash: string;
  readonly photos: ReadonlyMap<PictureKey, DrawnPhoto>;
}

/** Writes the whole county in the caller's transaction: everything of it is there, or nothing. */
export async function loadCounty(
  trx: Transaction<Database>,
  platform: Platform,
  doors: DemoDoors,
  { passwordHash, photos }: Prepared,
): Promise<void> {
  const now = platform.clock.now();
  const chance = createChance(SEED);
  const since = startOfDay(now - AGE_MS);
  const ids: Ids = createIds({ now: () => since }, bytesOf(chance.branch('ids')));
  const { areas, organisation, access, catalogue } = doors;
  const today = civilDateAt(TIME_ZONE, now);
  await reachAhead(trx, today);
  await nameJurisdiction(trx, doors);
  const county = await buildCounty(trx, areas, {
    chance: chance.branch('county'),
    ids,
    since,
    redividedAt: startOfDay(now - REDIVIDED_BEFORE_MS),
    countedOn: `${today.slice(0, 4)}-01-01`,
  });
  const places = drawPlaces(county, chance.branch('places'));
  await areas.createLandmarks(trx, places, { source: PLACES_SOURCE, validFrom: since, demo: true });
  const staff = await buildOrganisation(trx, { organisation, access }, { county, ids, since, now, passwordHash });
  const picture = await catalogue.picture(trx);
  const validFrom = civilDateAt(TIME_ZONE, since);
  const matters = MATTERS.map(({ matter }) => matter);
  await catalogue.addResponsibilities(
    trx,
    listResponsibilities({ picture, county, units: staff.units, ids, validFrom, matters }),
  );
  await buildCases(trx, doors, {
    chance: chance.branch('cases'),
    county,
    organisation: staff,
    catalogue: picture,
    ids,
    now,
    photos,
  });
  await saveMark(trx, 'loaded', new Date(now));
}

async function nameJurisdiction(trx: Transaction<Database>, { catalogue }: DemoDoors): Promise<void> {
  const named = await catalogue.setDeployment(
    trx,
    { modelId: 'default', regionCode: COUNTY.code, name: { zh: COUNTY.zh, en: COUNTY.en }, timeZone: TIME_ZONE },
    null,
  );
  if (!named.ok) throw new Error(`the county's name: ${named.error.code}`);
}

async function reachAhead(trx: Transaction<Database>, today: string): Promise<void> {
  const until = await publishedUntil(trx);
  const presumed = until === undefined ? null : presumedYears(until, addDays(today, CALENDAR_AHEAD_DAYS));
  if (presumed !== null) await presumeCalendar(trx, presumed.until, presumed.holidays);
}

/** Midnight UTC is eight in the morning there: a moment of a day and not of an hour. */
const startOfDay = (at: Instant): Instant => Math.floor(at / DAY_MS) * DAY_MS;
