import { indexTerms, toIso, unborn, type CaseCore, type Instant, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../../platform/deps.ts';
import { takePictures, type CasePictures } from '../case-context.service.ts';
import type { CaseDoors } from '../case-doors.ts';
import { numberPrefix } from '../case-report.service.ts';
import { screened } from '../case-text.policy.ts';
import { hashOf, JOURNAL_ROOT } from '../journal.mapper.ts';
import { insertPastCases, knownExternalIds, type PastCaseRow } from './past-case.repository.ts';

/** A case that was closed elsewhere: kept with its outcome, counted, never given a clock. */
export interface PastCase {
  readonly externalSource: string;
  readonly externalId: string;
  readonly importId: Uuid;
  readonly receivedAt: Instant;
  readonly areaId: Uuid;
  readonly categoryId: Uuid;
  readonly leadUnitId: Uuid | null;
  readonly requestKind: string | null;
  readonly channel: string;
  /** `null` when the source does not say. */
  readonly closedOnTime: boolean | null;
  readonly description: string;
  readonly place: string;
  /** What the source says of places that our tree says otherwise, by level; statistics keep to the source. */
  readonly origin: Readonly<Record<string, string>> | null;
}

export interface PastCases {
  /** @returns the external ids of those written; the others are there already. */
  insert(trx: Transaction<Database>, cases: readonly PastCase[]): Promise<readonly string[]>;
  known(trx: Transaction<Database>, source: string, externalIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The verb of the one journal entry of a past case. No verb of the machine: nobody may use it. */
const VERB = 'import_historical';
const RULE = 'CT00';

export function createPastCases({ ids, clock }: Platform, doors: CaseDoors): PastCases {
  return {
    known: knownExternalIds,
    async insert(trx, cases) {
      const pictures = await takePictures(doors, trx);
      const changedAt = toIso(clock.now());
      const made = cases.map((past) => ({ id: ids.next(), past }));
      const rows = made.map(({ id, past }) => toRow(past, id, pictures, changedAt));
      const written = await insertPastCases(trx, rows);
      const isNew = new Set(written);
      for (const { id, past } of made) {
        // What had to be masked is kept where the reporter's words are kept, and nowhere else (P-09).
        if (!isNew.has(past.externalId) || !screened(past.description).masked) continue;
        const reporter = { replyChannel: 'none' as const, confidential: true };
        await doors.rights.sealReporter(trx, { caseId: id, reporter, originalText: past.description, at: past.receivedAt });
      }
      return written;
    },
  };
}

/** The machine's part of a case that ended before it came to us; folding its one journal entry gives the same. */
export function pastCore(
  id: Uuid,
  { receivedAt, leadUnitId, closedOnTime }: Pick<PastCase, 'receivedAt' | 'leadUnitId' | 'closedOnTime'>,
): CaseCore {
  return {
    ...unborn(id),
    state: 'closed',
    leadUnitId,
    handledUnitIds: leadUnitId === null ? [] : [leadUnitId],
    closedOnTime,
    overdueAt: closedOnTime === false ? receivedAt : null,
    endedAt: receivedAt,
    version: 1,
  };
}

function toRow(past: PastCase, id: Uuid, pictures: CasePictures, changedAt: string): PastCaseRow {
  const area = pictures.areas.byId(past.areaId);
  const category = pictures.catalogue.category(past.categoryId);
  if (area === undefined || category === undefined)
    throw new Error(`past case ${past.externalId} names an area or category that is not there`);
  const core = pastCore(id, past);
  const { id: _id, version: _version, ...set } = core;
  const { externalId, channel, requestKind, origin } = past;
  const [description, place] = [screened(past.description).text, screened(past.place).text];
  const facts = { rule: RULE, set, told: { externalId, channel, requestKind, description, place, origin } };
  const at = new Date(past.receivedAt);
  const hash = hashOf({
    caseId: id,
    seq: 1,
    at,
    verb: VERB,
    from: null,
    to: core.state,
    accountId: null,
    postId: null,
    unitId: null,
    ownerUnitId: null,
    step: null,
    stepDueAt: null,
    stepOnTime: null,
    commandId: null,
    facts,
    previousHash: JOURNAL_ROOT,
  });
  return {
    id,
    prefix: numberPrefix(area, pictures, past.receivedAt),
    kind: category.kind,
    request_kind: past.requestKind,
    description,
    place,
    area_id: area.id,
    area_path: area.path,
    category_id: category.id,
    category_path: category.path,
    source_channel: channel,
    external_source: past.externalSource,
    external_id: externalId,
    import_id: past.importId,
    at: at.toISOString(),
    lead_unit_id: past.leadUnitId,
    lead_unit_path: past.leadUnitId === null ? null : (pictures.units.byId(past.leadUnitId)?.path ?? null),
    overdue_at: past.closedOnTime === false ? at.toISOString() : null,
    closed_on_time: past.closedOnTime,
    body: { core, journalHash: hash, ...(origin === null ? {} : { origin }) },
    model_version: pictures.catalogue.modelVersion,
    facts,
    hash,
    terms: indexTerms(`${description} ${place} ${category.nameZh} ${area.name}`),
    changed_at: changedAt,
  };
}
