import { problem, type Problem, type RouteAnswer, type RulingBrief, type caseRoutes } from '@gridward/contract';
import {
  civilDateAt,
  err,
  ok,
  ownerRowsFor,
  rowsFor,
  type CaseCommand,
  type CaseCore,
  type Result,
  type Uuid,
} from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import { NOWHERE, reachFilter, type Foreseen, type OpenedCase } from '../../cases/index.ts';
import type { DispatchDoors } from '../dispatch-doors.ts';
import { listPrecedents, numbersOf } from './precedent.repository.ts';
import type { UnitLoads } from '../loads/unit-load.service.ts';

type Kind = RulingBrief['kind'];
type Entry = RouteAnswer<(typeof caseRoutes)['getJournal']>['items'][number];

const ASKING = {
  return: 'request_return',
  extension: 'request_extension',
  deferral: 'request_deferral',
  exemption: 'ask_exemption',
} as const;
const RULING = {
  return: 'rule_return',
  extension: 'rule_extension',
  deferral: 'rule_deferral',
  exemption: 'rule_exemption',
} as const;
const PRECEDENTS = 3;
const LEARNED = 3;
const ROWS_AT_MOST = 8;
/** The machine wants a reason before it says what follows. */
const SOME_REASON = '—';

const kindOf = (core: CaseCore): Kind | null => core.request?.kind ?? (core.appeal === 'asked' ? 'exemption' : null);

/** Everything that a person who rules needs before them, in one answer. */
export function createRulingBriefs({ store, clock }: Platform, doors: DispatchDoors, loads: UnitLoads) {
  async function brief(caseId: Uuid, actor: Actor): Promise<Result<RulingBrief, Problem>> {
    const opened = await doors.cases.preview(caseId, actor);
    if (!opened.ok) return opened;
    const { row, core } = opened.value.loaded;
    if (!doors.cases.mayOn(actor, 'case.rule', row, opened.value.pictures)) return err(problem('not_found'));
    const kind = kindOf(core);
    if (kind === null) return err(problem('no_such_request'));
    const journal = await doors.cases.reader.journal(caseId, actor);
    if (!journal.ok) return journal;
    const asked = askedFrom(kind, core, journal.value.items, opened.value);
    const counterUnitId = core.request?.kind === 'return' ? core.request.counterUnitId : null;
    const question = { categoryId: row.category_id, areaId: row.area_id, at: clock.now(), limit: LEARNED };
    const [rows, learned, unitLoads, precedents] = await Promise.all([
      kind === 'return' ? rowsOn(opened.value, actor) : [],
      kind === 'return' ? doors.catalogue.learnedUnits(question) : [],
      loads.loadsOf([asked.unit.id, ...(counterUnitId === null ? [] : [counterUnitId])]),
      precedentsOf(kind, opened.value, actor),
    ]);
    const named = namer(opened.value);
    return ok({
      kind,
      version: core.version,
      asked,
      rows,
      learned: learned.flatMap(({ unitId, share }) => (share === null ? [] : [{ unit: named(unitId), share }])),
      loads: unitLoads,
      precedents,
      granted: toOutcome(opened.value.foresee(rulingOf(kind, true, core)), named),
      refused: toOutcome(opened.value.foresee(rulingOf(kind, false, core)), named),
    });
  }

  /** Rows of the list that apply here, in the order of precedence, then those that would if the component had their owner. */
  async function rowsOn({ loaded: { row }, pictures }: OpenedCase, actor: Actor): Promise<RulingBrief['rows']> {
    const [list, areas, units, catalogue] = await Promise.all([
      doors.catalogue.responsibilities(),
      doors.areas.tree(),
      doors.units.tree(),
      doors.catalogue.picture(),
    ]);
    const question = {
      categoryIds: catalogue
        .trail(row.category_id)
        .map(({ id }) => id)
        .toReversed(),
      areaIds: areas.ancestors(row.area_id).map(({ id }) => id),
      componentOwnerId: null,
      day: civilDateAt(catalogue.calendar.timeZone, clock.now()),
      rowsOf: (id: Uuid) => list.rowsOf(id),
    };
    const found = [...rowsFor(question), ...ownerRowsFor(question)].slice(0, ROWS_AT_MOST);
    const reach = reachFilter(actor, pictures);
    const precedentIds = found.flatMap(({ precedentCaseId }) => precedentCaseId ?? []);
    const numbers = reach === NOWHERE ? new Map<Uuid, string>() : await numbersOf(store.db, precedentIds, reach);
    const named = (id: Uuid) => ({ id, name: units.byId(id)?.name ?? '' });
    return found.map((entry) => {
      const category = pictures.catalogue.category(entry.categoryId);
      const number = entry.precedentCaseId === null ? undefined : numbers.get(entry.precedentCaseId);
      return {
        id: entry.id,
        origin: entry.origin,
        category: { zh: category?.nameZh ?? '', en: category?.nameEn ?? null },
        area: entry.areaId === null ? null : { id: entry.areaId, name: areas.byId(entry.areaId)?.name ?? '' },
        componentOwner: entry.componentOwnerId === null ? null : named(entry.componentOwnerId),
        leadUnit: named(entry.leadUnitId),
        supportingUnits: entry.supportingUnitIds.map(named),
        legalBasis: entry.legalBasis,
        precedent: entry.precedentCaseId === null || number === undefined ? null : { id: entry.precedentCaseId, number },
      };
    });
  }

  async function precedentsOf(
    kind: Kind,
    { loaded: { row }, pictures }: OpenedCase,
    actor: Actor,
  ): Promise<RulingBrief['precedents']> {
    const reach = reachFilter(actor, pictures);
    if (reach === NOWHERE) return [];
    const found = await listPrecedents(store.db, {
      verb: RULING[kind],
      exceptCaseId: row.id,
      categoryId: row.category_id,
      classPath: pictures.catalogue.trail(row.category_id)[0]?.path ?? row.category_path,
      areaPath: row.area_path,
      reach,
      limit: PRECEDENTS,
    });
    const people = await doors.units.namesOf(found.flatMap(({ accountId }) => accountId ?? []));
    const unit = (id: Uuid | null) => (id === null ? null : { id, name: pictures.units.byId(id)?.name ?? '' });
    return found.map((entry) => ({
      caseId: entry.caseId,
      number: entry.number,
      description: entry.description,
      area: { id: entry.areaId, name: pictures.areas.byId(entry.areaId)?.name ?? '' },
      at: entry.at.toISOString(),
      granted: entry.granted,
      reason: entry.reason,
      unit: unit(entry.unitId),
      ruledUnit: entry.granted ? unit(entry.ruledUnitId) : null,
      person: entry.accountId === null ? null : { id: entry.accountId, name: people.get(entry.accountId) ?? '' },
      sameMatter: entry.categoryId === row.category_id,
    }));
  }

  return { brief };
}

const namer =
  ({ pictures }: OpenedCase) =>
  (id: Uuid) => ({ id, name: pictures.units.byId(id)?.name ?? '' });
const iso = (at: number): string => new Date(at).toISOString();
const textIn = (facts: Entry['facts'], name: string): string | null =>
  typeof facts[name] === 'string' && facts[name] !== '' ? facts[name] : null;

/** The case knows what is asked; the journal knows why. */
function askedFrom(kind: Kind, core: CaseCore, entries: readonly Entry[], opened: OpenedCase): RulingBrief['asked'] {
  const entry = entries.findLast(({ verb }) => verb === ASKING[kind]);
  const facts = entry?.facts ?? {};
  const named = namer(opened);
  const { request } = core;
  const photoIds = Array.isArray(facts['photoIds']) ? facts['photoIds'].filter((id) => typeof id === 'string') : [];
  return {
    at: entry?.at ?? iso(request?.at ?? 0),
    dueAt: request === null ? null : iso(request.dueAt),
    unit: named(request?.unitId ?? core.leadUnitId ?? ''),
    person: entry?.person ?? null,
    reason: textIn(facts, 'reason') ?? '',
    evidence: textIn(facts, 'evidence'),
    exitCondition: textIn(facts, 'exitCondition'),
    untilAt: request?.kind === 'deferral' ? iso(request.untilAt) : null,
    counterUnit: request?.kind === 'return' ? named(request.counterUnitId) : null,
    photoIds,
  };
}

function rulingOf(kind: Kind, granted: boolean, core: CaseCore): CaseCommand {
  if (kind !== 'return') return { verb: RULING[kind], granted, reason: SOME_REASON };
  const leadUnitId = core.request?.kind === 'return' ? core.request.counterUnitId : '';
  return { verb: 'rule_return', granted, leadUnitId, reason: SOME_REASON };
}

const toOutcome = (foreseen: Foreseen, named: ReturnType<typeof namer>): RulingBrief['granted'] => ({
  refusal: foreseen.refusal,
  state: foreseen.state,
  owner: foreseen.ownerUnitId === null ? null : named(foreseen.ownerUnitId),
  dueAt: foreseen.dueAt === null ? null : iso(foreseen.dueAt),
  mayNot: [...foreseen.mayNot],
});
