import type { caseRoutes, FactName, Problem, RouteReply } from '@gridward/contract';
import { ok, type CaseCore, type Result, type Uuid } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import { mayOn, targetOf } from '../case-actor.policy.ts';
import { takePictures, type CasePictures } from '../case-context.service.ts';
import type { CaseDoors } from '../case-doors.ts';
import { loadCases, readJournal, type StoredEntry } from '../case-read.repository.ts';
import type { JournalFacts, LoadedCase } from '../case-row.ts';
import { namedUnit } from '../case-view.mapper.ts';
import { hashOf, JOURNAL_ROOT } from '../journal.mapper.ts';
import { idsOfFacts } from './fact-ids.mapper.ts';

type Journal = RouteReply<(typeof caseRoutes)['getJournal']>;
type Names = ReadonlyMap<Uuid, string>;
type Find = (caseId: Uuid, actor: Actor, pictures: CasePictures) => Promise<Result<LoadedCase, Problem>>;

/** Reads what happened to a case, with the names of everything that its facts speak of. */
export function createCaseJournal({ store }: Platform, doors: CaseDoors, find: Find) {
  /** Numbers of the cases that the reader may see; the others are not spoken of. */
  async function visibleCases(caseIds: readonly Uuid[], actor: Actor, { units }: CasePictures): Promise<FactName[]> {
    const rows = await loadCases(store.db, caseIds);
    return rows
      .filter((row) => mayOn(actor, 'case.read', targetOf(row, units)))
      .map(({ id, number }) => ({ id, kind: 'case', name: { zh: number, en: null } }));
  }

  return async function journal(caseId: Uuid, actor: Actor): Promise<Result<Journal, Problem>> {
    const pictures = await takePictures(doors);
    const found = await find(caseId, actor, pictures);
    if (!found.ok) return found;
    const entries = await readJournal(store.db, caseId);
    const ids = idsOfFacts(entries.map(({ facts }) => toldOf(facts)));
    const actors = entries.flatMap(({ accountId }) => accountId ?? []);
    const [people, cases] = await Promise.all([
      doors.units.namesOf([...new Set([...actors, ...ids('person')])]),
      visibleCases(ids('case'), actor, pictures),
    ]);
    const persons = ids('person').flatMap((id) => plainName('person', id, people.get(id)));
    return ok({
      items: entries.map((entry) => entryView(entry, people, pictures)),
      names: [...picturedNames(ids, pictures), ...persons, ...cases],
      intact: isIntact(caseId, entries, found.value.journalHash),
    });
  };
}

function entryView(entry: StoredEntry, people: Names, pictures: CasePictures): Journal['items'][number] {
  return {
    seq: entry.seq,
    at: entry.at.toISOString(),
    verb: entry.verb,
    rule: entry.facts.rule,
    from: entry.from as CaseCore['state'] | null,
    to: entry.to as CaseCore['state'],
    person: entry.accountId === null ? null : { id: entry.accountId, name: people.get(entry.accountId) ?? '' },
    unit: entry.unitId === null ? null : namedUnit(pictures, entry.unitId),
    facts: toldOf(entry.facts),
    step:
      entry.step === null || entry.ownerUnitId === null || entry.stepDueAt === null
        ? null
        : {
            kind: entry.step,
            unit: namedUnit(pictures, entry.ownerUnitId),
            dueAt: entry.stepDueAt.toISOString(),
            onTime: entry.stepOnTime === true,
          },
    clock: clockOf(entry.facts),
  };
}

/** What was said with the step; a moved pin may have moved the case into another area, which nobody typed. */
function toldOf({ told, changed }: JournalFacts): Readonly<Record<string, unknown>> {
  const areaId = changed?.['area_id'];
  return areaId === undefined ? told : { ...told, areaId };
}

function clockOf({ set }: JournalFacts): Journal['items'][number]['clock'] {
  const clock = (set as Partial<CaseCore>).clock ?? null;
  return clock === null ? null : { kind: clock.kind, dueAt: new Date(clock.dueAt).toISOString() };
}

const plainName = (kind: FactName['kind'], id: Uuid, name: string | undefined): FactName[] =>
  name === undefined ? [] : [{ id, kind, name: { zh: name, en: null } }];

/** Names that the pictures hold already: no question to the database. */
function picturedNames(ids: ReturnType<typeof idsOfFacts>, { units, areas, catalogue }: CasePictures): FactName[] {
  return [
    ...ids('unit').flatMap((id) => plainName('unit', id, units.byId(id)?.name)),
    ...ids('area').flatMap((id) => plainName('area', id, areas.byId(id)?.name)),
    ...ids('category').flatMap((id): FactName[] => {
      const category = catalogue.category(id);
      return category === undefined ? [] : [{ id, kind: 'category', name: { zh: category.nameZh, en: category.nameEn } }];
    }),
    ...ids('standard_row').flatMap((id): FactName[] => {
      const row = catalogue.row(id);
      return row === undefined ? [] : [{ id, kind: 'standard_row', name: { zh: row.filingZh, en: row.filingEn } }];
    }),
  ];
}

/** Every link of the chain holds and its end is what the case remembers: nothing was changed, dropped or added. */
function isIntact(caseId: Uuid, entries: readonly StoredEntry[], end: string): boolean {
  let previousHash = JOURNAL_ROOT;
  for (const { hash, ...entry } of entries) {
    if (entry.previousHash !== previousHash || hashOf({ caseId, ...entry }) !== hash) return false;
    previousHash = hash;
  }
  return previousHash === end;
}
