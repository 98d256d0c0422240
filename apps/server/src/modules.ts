import type { Uuid } from '@gridward/core';
import { expireCommands } from './http/command.repository.ts';
import type { Host } from './http/host.ts';
import { createAccess, type Access } from './modules/access/index.ts';
import { createAppraisal } from './modules/appraisal/index.ts';
import { createAreas, type Areas } from './modules/areas/index.ts';
import { createBaseMap, type BaseMaps } from './modules/base-map/index.ts';
import { createCases, type Cases } from './modules/cases/index.ts';
import { createCatalogue, type Catalogue } from './modules/catalogue/index.ts';
import { createCommand, type Command } from './modules/command/index.ts';
import { createDemo, type Demo } from './modules/demo/index.ts';
import { createDispatch, type Dispatch } from './modules/dispatch/index.ts';
import { createFiles, type Files } from './modules/files/index.ts';
import { createIntake, type Intake } from './modules/intake/index.ts';
import { createLive, type Live } from './modules/live/index.ts';
import { createNotify, type Notify } from './modules/notify/index.ts';
import { createOrganisation, type Organisation } from './modules/organisation/index.ts';
import { createSecondCheckModule, type SecondChecks } from './modules/second-checks/index.ts';
import { createStatistics, type Statistics } from './modules/statistics/index.ts';
import { createSystem } from './modules/system/index.ts';
import { createRights, DELIVERED_TOPICS, type Rights } from './modules/rights/index.ts';
import { createCaseViews } from './modules/views/index.ts';
import { systemClock } from './platform/clock.ts';
import type { Platform } from './platform/deps.ts';
import { expireImportFiles } from './platform/import-files.ts';
import type { JobBoard } from './platform/job-board.ts';
import type { Sealer } from './platform/sealing.ts';

const SCREEN_BATCH = 10;
/** A photo takes seconds, and a run must end before the job board believes that its process died. */
const SCREEN_RUN_MS = 90_000;
/** A client that was offline for longer than this reads the fresh state before it sends anything again. */
const KEEP_COMMANDS_MS = 90 * 86_400_000;
/** Long enough to sleep over a preview, and to come back from a short holiday. */
const KEEP_IMPORT_FILES_MS = 7 * 86_400_000;

/** Every module of the server, wired to one another by their doors. */
export interface Modules {
  readonly access: Access;
  readonly areas: Areas;
  readonly baseMap: BaseMaps;
  readonly catalogue: Catalogue;
  readonly organisation: Organisation;
  readonly rights: Rights;
  readonly files: Files;
  readonly live: Live;
  readonly notify: Notify;
  readonly cases: Cases;
  readonly dispatch: Dispatch;
  readonly command: Command;
  readonly demo: Demo;
  readonly intake: Intake;
  readonly secondChecks: SecondChecks;
  readonly statistics: Statistics;
  /** Loads what every deployment needs: roles, catalogue. Safe to repeat at every start. */
  prepare(): Promise<void>;
  routes(host: Host): void;
  close(): Promise<void>;
}

export function composeModules(platform: Platform, sealer: Sealer, jobs: JobBoard): Modules {
  const access = createAccess({ ...platform, sealer }, { queuesOf: (actor) => cases.reader.piles(actor) });
  const { audit } = access;
  const areas = createAreas(platform, { audit });
  const organisation = createOrganisation(platform, {
    areas,
    access,
    holdsOpenCases: (unitId, trx) => cases.reader.holdsOpen(unitId, trx),
  });
  const catalogue = createCatalogue(platform, {
    areas,
    units: organisation,
    audit,
    countOpenCases: (categoryIds) => cases.reader.countOpen(categoryIds),
  });
  const rights = createRights(platform, {
    sealer,
    audit,
    postLabels: organisation.postLabels,
    unitNames: async (unitIds) => {
      const units = await organisation.tree();
      return new Map(unitIds.map((unitId) => [unitId, units.byId(unitId)?.name ?? '']));
    },
  });
  const files = createFiles(platform, { sealer });
  const notify = createNotify(platform, {
    async above(trx) {
      const units = await organisation.tree(trx);
      return (unitId: Uuid) => units.byId(unitId)?.parentId ?? null;
    },
    casesByIds: (caseIds, actor) => cases.reader.byIds(caseIds, actor),
    audit,
  });
  const cases = createCases(platform, {
    areas: { ...areas, leaderOf: organisation.leaderOf },
    units: organisation,
    catalogue,
    rights,
    files,
    audit,
  });
  const intake = createIntake(platform, { files, areas, units: organisation, catalogue, cases, audit }, notify.outbox);
  const secondChecks = createSecondCheckModule(platform, {
    reader: cases.reader,
    pictures: (trx) => cases.pictures(trx),
    mayOn: cases.mayOn,
    namesOf: (accountIds) => organisation.namesOf(accountIds),
    claimPhotos: files.claim,
    audit,
    tell: (trx, notice) => notify.tell(trx, notice),
  });
  const statistics = createStatistics(platform, { areas, units: organisation, catalogue, audit });
  const command = createCommand(platform, {
    areas,
    units: organisation,
    catalogue,
    cases,
    tell: (trx, notice) => notify.tell(trx, notice),
    audit,
  });
  const appraisal = createAppraisal(platform, { areas, units: organisation, catalogue, cases: cases.reader, audit });
  const views = createCaseViews(platform, { areas, units: organisation });
  const dispatch = createDispatch(platform, { areas, units: organisation, catalogue, cases });
  const live = createLive(platform, {
    watch: cases.watch,
    permissionsOn: cases.permissionsOn,
    namesOf: (accountIds) => organisation.namesOf(accountIds),
    peekSession: (token) => access.peekSession(token),
    noticesSince: (...asked) => notify.noticesSince(...asked),
  });
  const baseMap = createBaseMap(platform, { audit });
  const system = createSystem(platform, { audit, notify, jobs });
  const modules = {
    access,
    areas,
    baseMap,
    catalogue,
    organisation,
    rights,
    files,
    notify,
    cases,
    command,
    dispatch,
    intake,
    live,
    secondChecks,
    statistics,
  };
  for (const topic of DELIVERED_TOPICS) {
    notify.outbox.sendBy(topic, async (item) => {
      const delivered = await rights.deliverMessage(item);
      if (!delivered.ok) throw new Error(delivered.error);
    });
  }
  schedule(jobs, platform, modules);
  jobs.add({
    name: 'dispatch.judge',
    cron: '* * * * *',
    run: async () => `judged ${await dispatch.judgeSuggestions()}`,
  });
  const prepare = (): Promise<void> =>
    platform.store.inTransaction(async (trx) => {
      await access.seedRoles(trx);
      await catalogue.seed(trx);
    });
  const demo = createDemo(platform, { ...modules, prepare });
  return {
    ...modules,
    demo,
    prepare,
    routes(host) {
      access.routes(host);
      areas.routes(host);
      baseMap.routes(host);
      organisation.routes(host);
      catalogue.routes(host);
      system.routes(host);
      cases.routes(host, {
        secondChecks: secondChecks.waiting,
        deferralReviews: dispatch.dueReviews,
        orders: command.waitingOrders,
        owedParts: dispatch.owedParts,
      });
      dispatch.routes(host);
      views.routes(host);
      intake.routes(host);
      secondChecks.routes(host);
      command.routes(host);
      statistics.routes(host);
      appraisal.routes(host);
      files.routes(host, cases.permissionsOn);
      rights.routes(host, cases.follow);
      notify.routes(host, jobs);
      live.routes(host);
      demo.routes(host);
    },
    async close() {
      live.close();
      await intake.close();
      await files.close();
    },
  };
}

type Composed = Pick<
  Modules,
  'access' | 'rights' | 'files' | 'notify' | 'cases' | 'command' | 'intake' | 'live' | 'secondChecks'
>;

/** What comes back by the clock. Each is harmless when two processes run it one after the other. */
function schedule(
  jobs: JobBoard,
  platform: Platform,
  { access, rights, files, notify, cases, command, intake, live, secondChecks }: Composed,
): void {
  for (const job of access.jobs) {
    jobs.add({
      ...job,
      async run() {
        await job.run();
        return '';
      },
    });
  }
  jobs.add({
    name: 'cases.tick',
    cron: '* * * * *',
    async run() {
      const { moved, reminded } = await cases.tick();
      return `moved ${moved}, reminded ${reminded}`;
    },
  });
  jobs.add({
    name: 'command.orders',
    cron: '* * * * *',
    async run() {
      const { reminded, escalated } = await command.tick();
      return `reminded ${reminded}, escalated ${escalated}`;
    },
  });
  jobs.add({
    name: 'cases.second-checks',
    cron: '7 * * * *',
    run: async () => `drawn ${await platform.store.inTransaction((trx) => secondChecks.draw(trx))}`,
  });
  jobs.add({
    name: 'live.presence',
    cron: '* * * * *',
    run: async () => `forgotten ${await live.expire()}`,
  });
  jobs.add({
    name: 'intake.channels',
    cron: '* * * * *',
    async run() {
      const { accepted, failed } = await intake.fetchChannels();
      return `accepted ${accepted}, failed ${failed}`;
    },
  });
  jobs.add({
    name: 'files.screen',
    cron: '* * * * *',
    run: async () => `screened ${await screenAll(files)}`,
  });
  jobs.add({
    name: 'expire',
    // By universal time: 03:17 in China, when nobody waits for anything.
    cron: '17 19 * * *',
    async run() {
      const { reporters } = await rights.expire(platform.clock.now());
      await files.expire(platform.clock.now());
      await notify.expire();
      await expireCommands(platform.store.db, new Date(platform.clock.now() - KEEP_COMMANDS_MS));
      await expireImportFiles(platform.config.dataDir, systemClock.now() - KEEP_IMPORT_FILES_MS);
      return `reporters ${reporters}`;
    },
  });
}

async function screenAll(files: Pick<Files, 'screenWaiting'>): Promise<number> {
  const endMs = performance.now() + SCREEN_RUN_MS;
  let total = 0;
  for (;;) {
    const count = await files.screenWaiting(SCREEN_BATCH);
    total += count;
    if (count < SCREEN_BATCH || performance.now() >= endMs) return total;
  }
}
