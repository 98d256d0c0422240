import {
  civilDateAt,
  decide,
  indexTerms,
  unborn,
  type CaseActor,
  type CaseCommand,
  type CaseCore,
  type Instant,
  type Uuid,
} from '@gridward/core';
import { ANONYMOUS } from '../../../http/actor.ts';
import { columnSources, contextAt, type CasePictures } from '../case-context.service.ts';
import type { AreaNode, CategoryNode } from '../case-doors.ts';
import type { JournalRow, NewCaseRow } from '../case-row.ts';
import { screened } from '../case-text.policy.ts';
import { NO_MILESTONES, toColumns, type CoreColumns } from '../case.mapper.ts';
import { JOURNAL_ROOT, toEntry } from '../journal.mapper.ts';
import type { LastMove, WrittenLife } from './written-life.ts';

/** An actor with the post in which they act, as the journal keeps it. */
export interface LifeActor extends CaseActor {
  readonly postId: Uuid | null;
  readonly unitId: Uuid | null;
}

/** What is known of a case when it is reported. */
export interface Birth {
  readonly id: Uuid;
  readonly at: Instant;
  readonly areaId: Uuid;
  readonly categoryId: Uuid;
  readonly description: string;
  readonly place: string;
  readonly position: { readonly lng: number; readonly lat: number } | null;
  readonly channel: string;
  readonly urgency: 'normal' | 'urgent' | 'critical';
  readonly requestKind: string | null;
  readonly sealedReporter: boolean;
  readonly repeatOf: Uuid | null;
  readonly demo: boolean;
}

/** A case that is lived through in memory, by the same machine and the same mappers as any other. */
export interface CaseLife {
  readonly core: CaseCore;
  /** The report as the case holds it: screened. */
  readonly description: string;
  readonly place: string;
  /** @throws when the machine refuses: the plan of the life is at fault */
  move(command: CaseCommand, actor: LifeActor, at: Instant): void;
  written(): WrittenLife;
}

/** Begins a life with its report. Needs nothing of the store. */
export function beginLife(
  pictures: CasePictures,
  birth: Birth,
  report: Extract<CaseCommand, { verb: 'report' | 'report_handled' }>,
  reporter: LifeActor,
): CaseLife {
  const area = found(pictures.areas.byId(birth.areaId), 'area');
  const category = found(pictures.catalogue.category(birth.categoryId), 'category');
  const sources = columnSources(pictures);
  const description = screened(birth.description).text;
  const place = screened(birth.place).text;
  const entries: JournalRow[] = [];
  const links: WrittenLife['links'][number][] =
    birth.repeatOf === null ? [] : [{ otherId: birth.repeatOf, kind: 'related', at: birth.at, accountId: reporter.accountId }];
  const learned: WrittenLife['learned'][number][] = [];
  let core = unborn(birth.id);
  let columns: CoreColumns | undefined;
  let lastMove: LastMove = { at: birth.at, payload: {} };

  const move: CaseLife['move'] = (command, actor, at) => {
    const context = contextAt(pictures, area.path, command.verb === 'file' ? { standardRowId: command.standardRowId } : core, at);
    const decision = decide(core, command, actor, context);
    if (!decision.ok)
      throw new Error(`a life was refused ${command.verb} in ${core.state}: ${decision.error.problem} (${decision.error.rule})`);
    const { next, event } = decision.value;
    const entry = toEntry({
      caseId: birth.id,
      event,
      seq: next.version,
      previousHash: entries.at(-1)?.hash ?? JOURNAL_ROOT,
      told: core.version === 0 ? toldOf(command) : withoutVerb(command),
      ownerUnitId: core.owner?.unitId ?? null,
      call: callOf(actor),
    });
    entries.push(entry);
    columns = toColumns(next, columns ?? NO_MILESTONES, entry.hash, at, sources);
    lastMove = {
      at,
      payload: {
        verb: command.verb,
        seq: next.version,
        from: event.from,
        to: event.to,
        ownerUnitId: next.owner?.unitId ?? null,
        leadUnitId: next.leadUnitId,
        dispatchDeskId: context.desks.dispatch,
      },
    };
    if (command.verb === 'merge') links.push({ otherId: command.intoCaseId, kind: 'duplicate', at, accountId: actor.accountId });
    if (command.verb === 'close' && next.leadUnitId !== null) learned.push({ unitId: next.leadUnitId, at });
    core = next;
  };
  const toldOf = (command: CaseCommand) => ({
    description,
    place,
    channel: birth.channel,
    areaId: area.id,
    categoryId: category.id,
    ...(command.verb === 'report_handled' ? { result: command.result } : {}),
  });

  move(report, reporter, birth.at);
  return {
    get core() {
      return core;
    },
    description,
    place,
    move,
    written: () => ({
      row: rowOf({
        birth,
        area,
        category,
        description,
        place,
        columns: found(columns, 'columns'),
        reporter,
        modelVersion: pictures.catalogue.modelVersion,
        changedAt: lastMove.at,
      }),
      numberPrefix: numberPrefix(area, pictures, birth.at),
      entries,
      terms: indexTerms(`${description} ${place} ${category.nameZh} ${area.name}`),
      links,
      learned,
      lastMove,
    }),
  };
}

function withoutVerb(command: CaseCommand): Readonly<Record<string, unknown>> {
  const { verb: _verb, ...told } = command;
  return told;
}

/** The journal takes the post from a call; a life has no call, only somebody who acts. */
function callOf({ party, accountId, postId, unitId }: LifeActor) {
  if (party !== 'staff') return null;
  const posts = postId === null ? [] : [{ id: postId, roleId: '', unitId, areaId: null }];
  return { actor: { ...ANONYMOUS, accountId, posts }, commandId: null };
}

interface RowInput {
  readonly birth: Birth;
  readonly area: AreaNode;
  readonly category: CategoryNode;
  readonly description: string;
  readonly place: string;
  readonly columns: CoreColumns;
  readonly reporter: LifeActor;
  readonly modelVersion: string;
  readonly changedAt: Instant;
}

const rowOf = ({
  birth,
  area,
  category,
  description,
  place,
  columns,
  reporter,
  modelVersion,
  changedAt,
}: RowInput): Omit<NewCaseRow, 'number'> => ({
  ...columns,
  supporting_unit_ids: [...columns.supporting_unit_ids],
  id: birth.id,
  kind: category.kind,
  urgency: birth.urgency,
  request_kind: birth.requestKind,
  description,
  place,
  position: birth.position === null ? null : `(${birth.position.lng},${birth.position.lat})`,
  area_id: area.id,
  area_path: area.path,
  category_id: category.id,
  category_path: category.path,
  component_code: null,
  source_channel: birth.channel,
  external_source: null,
  external_id: null,
  import_id: null,
  reported_at: new Date(birth.at),
  reported_by: reporter.accountId,
  sealed_reporter: birth.sealedReporter,
  repeat_of: birth.repeatOf,
  model_version: modelVersion,
  demo: birth.demo,
  changed_at: new Date(changedAt),
});

function numberPrefix(area: AreaNode, { areas, catalogue }: CasePictures, at: Instant): string {
  const region = areas.trail(area.id).findLast(({ level, code }) => level === 'county' && code !== null)?.code ?? '000000';
  return `${region}${civilDateAt(catalogue.calendar.timeZone, at).replaceAll('-', '')}`;
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`a life without ${what}`);
  return value;
}
