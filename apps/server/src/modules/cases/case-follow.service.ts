import { allowedVerbs, isEnd, ok, STAGE_OF, type CaseVerb, type Result, type Uuid } from '@gridward/core';
import type { Problem } from '@gridward/contract';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import { REPORTER_ACTOR } from './case-actor.policy.ts';
import { contextAt, takePictures } from './case-context.service.ts';
import type { CaseDoors } from './case-doors.ts';
import { findIdByNumber, readJournal } from './case-read.repository.ts';
import { insertOutbox, loadCase } from './case-write.repository.ts';
import { toLoaded } from './case.mapper.ts';
import type { CaseMover } from './case-verb.service.ts';

const REPORTER_VERBS = ['reopen', 'withdraw'] as const satisfies readonly CaseVerb[];
type ReporterVerb = (typeof REPORTER_VERBS)[number];

/** What whoever reported may know and do, by number and follow code. Nothing of persons is in it (ZS-31). */
export function createCaseFollow(platform: Platform, doors: CaseDoors, mover: CaseMover) {
  const { store, clock, ids } = platform;

  async function publicCase(caseId: Uuid) {
    const [row, journal, pictures] = await Promise.all([
      loadCase(store.db, caseId),
      readJournal(store.db, caseId),
      takePictures(doors),
    ]);
    if (row === undefined) throw new Error(`The vault knows a case ${caseId} that is not there`);
    const { core } = toLoaded(row);
    const category = pictures.catalogue.category(row.category_id);
    const unitId = core.owner?.unitId ?? core.leadUnitId;
    const context = contextAt(pictures, row.area_path, core, clock.now());
    const closing = journal.findLast(({ to }) => isEnd(to as typeof core.state));
    const explanation = closing?.facts.told['explanation'];
    return {
      number: row.number,
      state: core.state,
      stage: STAGE_OF[core.state],
      category: { zh: category?.nameZh ?? '', en: category?.nameEn ?? null },
      place: row.place,
      area: pictures.areas.byId(row.area_id)?.name ?? '',
      unit: unitId === null ? null : (pictures.units.byId(unitId)?.name ?? null),
      reportedAt: row.reported_at.getTime(),
      dueAt: core.clock?.dueAt ?? null,
      overdue: core.clock !== null && context.at > core.clock.dueAt,
      journal: journal.map(({ verb, at, to, facts: { told } }) => ({
        verb: verb as CaseVerb,
        at: at.getTime(),
        to: to as typeof core.state,
        granted: typeof told['granted'] === 'boolean' ? told['granted'] : undefined,
      })),
      closure:
        core.closureKind === null || core.endedAt === null
          ? null
          : {
              kind: core.closureKind,
              explanation: typeof explanation === 'string' ? explanation : null,
              solved: core.verifiedSolved,
              at: core.endedAt,
            },
      allowedVerbs: allowedVerbs(core, REPORTER_ACTOR, context).filter((verb): verb is ReporterVerb =>
        (REPORTER_VERBS as readonly CaseVerb[]).includes(verb),
      ),
    };
  }

  async function act(
    trx: Transaction<Database>,
    wish: { caseId: Uuid; verb: ReporterVerb; reason: string },
  ): Promise<Result<null, Problem>> {
    const moved = await mover.byReporter(trx, wish.caseId, { verb: wish.verb, reason: wish.reason });
    return moved.ok ? ok(null) : moved;
  }

  /** Whoever owns the case is told; on a closed one the reply is not lost either: the dispatch desk hears of it (P-27). */
  async function reporterWrote(trx: Transaction<Database>, told: { caseId: Uuid; messageId: Uuid }): Promise<void> {
    const row = await loadCase(trx, told.caseId);
    if (row === undefined) return;
    const pictures = await takePictures(doors, trx);
    const at = clock.now();
    const ownerUnitId = row.owner_unit_id ?? pictures.units.desksFor(row.area_path, at).dispatch;
    await insertOutbox(
      trx,
      { id: ids.next(), topic: 'case.reporter_wrote', payload: { ownerUnitId, messageId: told.messageId } },
      told.caseId,
      new Date(at),
    );
  }

  const idOfNumber = async (db: Kysely<Database>, number: string): Promise<Uuid | null> =>
    (await findIdByNumber(db, number)) ?? null;

  return { idOfNumber, publicCase, act, reporterWrote };
}
