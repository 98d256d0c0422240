import { permissionsOn, type Permission, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Actor } from '../../http/actor.ts';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { insertLives } from './bulk/case-bulk.repository.ts';
import { beginLife } from './bulk/case-life.service.ts';
import { mayOn, targetOf } from './case-actor.policy.ts';
import type { CaseRow } from './case-row.ts';
import { takePictures, type CasePictures } from './case-context.service.ts';
import { insertNote, insertOrder } from './case-conversation.repository.ts';
import { createCaseConversation } from './case-conversation.service.ts';
import type { CaseDoors } from './case-doors.ts';
import type { OtherWaits } from './case-waits.ts';
import { createCaseFollow } from './case-follow.service.ts';
import { createCasePreview, type CasePreview } from './case-preview.service.ts';
import { createCaseReader, type CaseReader } from './case-read.service.ts';
import { createCaseReporter, type CaseReporter } from './case-report.service.ts';
import { tickCases } from './case-tick.service.ts';
import { createCaseMover, type CaseMover } from './case-verb.service.ts';
import type { CaseServices } from './case-services.ts';
import { serveCases } from './cases.routes.ts';
import { serveCaseLists } from './list/case-list.routes.ts';
import { createCaseWatch, type CaseWatch } from './watch/case-watch.service.ts';
import { serveCaseMap } from './map/case-map.routes.ts';
import { createCaseMap } from './map/case-map.service.ts';
import { createPastCases, type PastCases } from './history/past-case.service.ts';

export type { BulkOptions } from './bulk/case-bulk.repository.ts';
export type { Birth, CaseLife, LifeActor } from './bulk/case-life.service.ts';
export type { WrittenLife } from './bulk/written-life.ts';
export { SYSTEM_ACTOR, REPORTER_ACTOR } from './case-actor.policy.ts';
export type { CaseRow } from './case-row.ts';
export type { CasePictures } from './case-context.service.ts';
export type { CaseDoors } from './case-doors.ts';
export { NOTHING_WAITS, type OtherWaits, type Waiting } from './case-waits.ts';
export { withinReach, type ReachFilter } from './filter/case-filter.repository.ts';
export { isStuck } from './filter/rare-case.repository.ts';
export { targetOf } from './case-actor.policy.ts';
export { screened } from './case-text.policy.ts';
export { NOWHERE, reachFilter } from './filter/case-filter.policy.ts';
export { placeReach } from './filter/place-reach.policy.ts';
export { withinPlace, type PlaceReach } from './filter/place-reach.repository.ts';
export type { CasePreview, Foreseen, OpenedCase } from './case-preview.service.ts';
export type { CaseMover } from './case-verb.service.ts';
export type { CaseReporter, Reported, ReportInput, ReportOrigin } from './case-report.service.ts';
export type { CaseReader } from './case-read.service.ts';
export type { CaseWatch, WatchedMove } from './watch/case-watch.service.ts';
export type { PastCase, PastCases } from './history/past-case.service.ts';

/** The door of the cases module. */
export interface Cases {
  readonly reader: CaseReader;
  readonly reporter: CaseReporter;
  readonly mover: CaseMover;
  /** Orders of supervision on one case, for the module that follows them across cases. */
  readonly supervision: Pick<ReturnType<typeof createCaseConversation>, 'order' | 'findFor'>;
  /** What would follow from a command, without doing it. */
  readonly preview: CasePreview;
  /** The journal, for whoever tells others what happens. */
  readonly watch: CaseWatch;
  /** For the reporter's own routes, which the rights module serves. */
  readonly follow: ReturnType<typeof createCaseFollow>;
  /** Cases that were closed elsewhere, as an import brings them. */
  readonly past: PastCases;
  /** Whole lives, lived through in memory by the same machine and written many at once: for demonstration data. */
  readonly bulk: {
    pictures(trx: Transaction<Database>): Promise<CasePictures>;
    readonly beginLife: typeof beginLife;
    readonly insertLives: typeof insertLives;
    readonly insertNote: typeof insertNote;
    readonly insertOrder: typeof insertOrder;
  };
  /** Marks what ran out of time, wakes what was deferred, lapses rulings nobody made. Safe to run in several processes at once. */
  tick(): Promise<{ readonly moved: number; readonly reminded: number }>;
  /** The reference data that decisions and views need, taken once. */
  pictures(trx?: Transaction<Database>): Promise<CasePictures>;
  /** May the actor do this with this case? */
  readonly mayOn: (actor: Actor, permission: Permission, row: CaseRow, pictures: CasePictures) => boolean;
  /** For modules that serve parts of a case: what the actor may do with it; nothing for a case that they cannot see. */
  readonly permissionsOn: (actor: Actor, caseId: Uuid) => Promise<ReadonlySet<Permission>>;
  /** @param waits what waits for somebody besides cases, counted by other modules */
  routes(host: Host, waits: OtherWaits): void;
}

export function createCases(platform: Platform, doors: CaseDoors): Cases {
  const reader = createCaseReader(platform, doors);
  const reporter = createCaseReporter(platform, doors);
  const mover = createCaseMover(platform, doors);
  const conversation = createCaseConversation(platform, doors, reader);
  const pictures = (trx?: Transaction<Database>) => takePictures(doors, trx);
  const services: CaseServices = {
    reader,
    reporter,
    mover,
    conversation,
    doors,
    pictures,
    inTransaction: (work) => platform.store.inTransaction(work),
  };
  return {
    reader,
    reporter,
    mover,
    supervision: conversation,
    preview: createCasePreview(platform, doors, reader),
    watch: createCaseWatch(platform, doors),
    past: createPastCases(platform, doors),
    bulk: { pictures: (trx) => takePictures(doors, trx), beginLife, insertLives, insertNote, insertOrder },
    follow: createCaseFollow(platform, doors, mover),
    tick: () => tickCases(platform, mover),
    pictures,
    mayOn: (actor, permission, row, now) => mayOn(actor, permission, targetOf(row, now.units)),
    async permissionsOn(actor, caseId) {
      const now = await pictures();
      const found = await reader.find(caseId, actor, now);
      return found.ok ? permissionsOn(actor.grants, targetOf(found.value.row, now.units)) : new Set();
    },
    routes(host, waits) {
      serveCases(host, services, waits);
      serveCaseMap(host, createCaseMap(platform, doors));
      serveCaseLists(host, platform, doors, reader);
    },
  };
}
