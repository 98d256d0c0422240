import { elapsed, isEnd, STAGE_OF, type CaseClock, type CaseCore, type Instant, type Uuid } from '@gridward/core';
import type { CaseMoved, CaseSummary } from '@gridward/contract';
import type { CasePictures } from './case-context.service.ts';
import type { LoadedCase } from './case-row.ts';
import { openRequestOf } from './case.mapper.ts';

const iso = (at: Instant): string => new Date(at).toISOString();
export const isoOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

/** A name that has gone from the tree is still shown, as its id. */
export const namedUnit = (pictures: CasePictures, unitId: Uuid) => ({
  id: unitId,
  name: pictures.units.byId(unitId)?.name ?? unitId,
});

export function clockView(clock: CaseClock, pictures: CasePictures, now: Instant): NonNullable<CaseSummary['clock']> {
  const { calendar } = pictures.catalogue;
  const { limit } = clock;
  const ran = limit === null ? null : elapsed(calendar, limit.unit, clock.startedAt, now);
  const usedMs = clock.usedMs + (ran?.ok === true ? ran.value : 0);
  return {
    kind: clock.kind,
    startedAt: iso(clock.startedAt),
    dueAt: iso(clock.dueAt),
    unit: limit?.unit ?? null,
    limitMs: limit?.ms ?? null,
    usedMs,
    remainingMs: limit === null ? null : limit.ms - usedMs,
    lamp: lampOf(clock, usedMs, now),
  };
}

/** Green to 80 % of the limit, amber to 100 %, red beyond; grey while paused (standards.md §3.4). */
function lampOf(clock: CaseClock, usedMs: number, now: Instant): 'green' | 'amber' | 'red' | 'grey' {
  if (clock.kind === 'deferral') return 'grey';
  if (now > clock.dueAt) return 'red';
  return clock.limit !== null && usedMs > 0.8 * clock.limit.ms ? 'amber' : 'green';
}

export function ownerView(core: CaseCore, pictures: CasePictures, names: ReadonlyMap<Uuid, string>): CaseSummary['owner'] {
  const { owner } = core;
  if (owner === null) return null;
  const person = owner.accountId === null ? null : { id: owner.accountId, name: names.get(owner.accountId) ?? '' };
  return { duty: owner.duty, unit: namedUnit(pictures, owner.unitId), person };
}

export function movedView(
  id: Uuid,
  number: string,
  core: CaseCore,
  allowedVerbs: readonly string[],
  pictures: CasePictures,
  names: ReadonlyMap<Uuid, string>,
  now: Instant,
): CaseMoved {
  return {
    id,
    number,
    state: core.state,
    stage: STAGE_OF[core.state],
    version: core.version,
    owner: ownerView(core, pictures, names),
    clock: core.clock === null ? null : clockView(core.clock, pictures, now),
    closureKind: core.closureKind,
    allowedVerbs: [...allowedVerbs],
  };
}

/** Words that somebody waits for: an answer of the reporter, a reply to an order. */
interface CaseWaits {
  readonly awaitsSince: Date | null;
  readonly supervisedUntil: Date | null;
}

export function summaryView(
  { row, core }: LoadedCase,
  pictures: CasePictures,
  names: ReadonlyMap<Uuid, string>,
  now: Instant,
  { awaitsSince, supervisedUntil }: CaseWaits,
): CaseSummary {
  const category = pictures.catalogue.category(row.category_id);
  const area = pictures.areas.byId(row.area_id);
  return {
    id: row.id,
    number: row.number,
    state: core.state,
    stage: STAGE_OF[core.state],
    category: {
      id: row.category_id,
      code: category?.code ?? '',
      name: { zh: category?.nameZh ?? '', en: category?.nameEn ?? null },
    },
    description: row.description,
    place: row.place,
    area: { id: row.area_id, name: area?.name ?? '' },
    position: row.position === null ? null : { lng: row.position.x, lat: row.position.y },
    owner: ownerView(core, pictures, names),
    clock: core.clock === null ? null : clockView(core.clock, pictures, now),
    leadUnit: core.leadUnitId === null ? null : namedUnit(pictures, core.leadUnitId),
    urgency: row.urgency,
    hazard: core.hazard,
    madeSafe: core.madeSafeAt !== null,
    openRequest: openRequestOf(core),
    channel: row.source_channel,
    reportedAt: row.reported_at.toISOString(),
    overdueAt: overdueAt({ row, core }, now),
    endedAt: isoOrNull(row.ended_at),
    closureKind: core.closureKind,
    verifiedSolved: core.verifiedSolved,
    historical: row.historical,
    awaitsReporterSince: isoOrNull(awaitsSince),
    supervisedUntil: isoOrNull(supervisedUntil),
    counts: {
      handovers: core.handovers,
      reworks: core.reworks,
      returns: core.returnedBy.length,
      extensions: core.extensions,
      deferrals: core.deferrals,
      reopens: core.reopens,
    },
    version: core.version,
  };
}

/** When the handling limit passed, also between the moment itself and the tick that records it. */
function overdueAt({ row, core }: Pick<LoadedCase, 'row' | 'core'>, now: Instant): string | null {
  if (row.overdue_at !== null) return row.overdue_at.toISOString();
  const running = !isEnd(core.state) && core.clock?.kind === 'handling' && now > core.clock.dueAt;
  return running && core.clock !== null ? iso(core.clock.dueAt) : null;
}
