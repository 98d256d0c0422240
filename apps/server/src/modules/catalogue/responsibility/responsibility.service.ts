import { problem, type Problem } from '@gridward/contract';
import {
  addDays,
  checkResponsibilities,
  civilDateAt,
  err,
  isValidAt,
  isValidOn,
  ok,
  type CivilDate,
  type Instant,
  type ResponsibilityFinding,
  type ResponsibilityRow,
  type Result,
  type Uuid,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { NO_SUCH_AREA, OUTSIDE_ROW, PAST_IS_KEPT } from '../../../http/field-words.ts';
import type { Call } from '../../../http/host.ts';
import { invalid, logChange, type CatalogueDeps } from '../catalogue-deps.ts';
import { endResponsibility, insertResponsibilities } from './responsibility.repository.ts';

export type ResponsibilityInput = Pick<
  ResponsibilityRow,
  'categoryId' | 'areaId' | 'componentOwnerId' | 'leadUnitId' | 'supportingUnitIds' | 'legalBasis'
>;

type Outcome = Promise<Result<ResponsibilityRow, Problem>>;

/** A new row of the list, from today unless told. */
export async function createRow(
  input: ResponsibilityInput & { validFrom?: CivilDate | undefined },
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const checked = await checkInput(input, trx, deps);
  if (!checked.ok) return checked;
  const row = { ...newRow(input, deps), validFrom: input.validFrom ?? (await deps.catalogue.today(trx)) };
  await insertResponsibilities(trx, [row]);
  await deps.responsibilities.touch(trx);
  await logChange(deps, trx, call, { kind: 'responsibility', verb: 'create', id: row.id, detail: { ...row } });
  return ok(row);
}

/** From a day on, another row; the old one ends, for past cases were dispatched by it. */
export async function replaceRow(
  id: Uuid,
  input: ResponsibilityInput & { version: number; validFrom?: CivilDate | undefined },
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const today = await deps.catalogue.today(trx);
  const old = (await deps.responsibilities.list(trx)).byId(id);
  const from = input.validFrom ?? today;
  if (old === undefined || (old.validTo !== null && old.validTo <= today)) return err(problem('not_found'));
  if (from < today) return invalid('/validFrom', PAST_IS_KEPT);
  if (from < old.validFrom || (old.validTo !== null && from >= old.validTo)) return invalid('/validFrom', OUTSIDE_ROW);
  const checked = await checkInput(input, trx, deps);
  if (!checked.ok) return checked;
  if (!(await endResponsibility(trx, id, input.version, from))) return err(problem('version_conflict', { current: old }));
  const row = {
    ...newRow(input, deps),
    origin: old.origin,
    precedentCaseId: old.precedentCaseId,
    validFrom: from,
    validTo: old.validTo,
  };
  await insertResponsibilities(trx, [row]);
  await deps.responsibilities.touch(trx);
  await logChange(deps, trx, call, { kind: 'responsibility', verb: 'replace', id: row.id, detail: { ...row, replaces: id } });
  return ok(row);
}

/** The last day of a row. */
export async function endRow(
  id: Uuid,
  input: { version: number; lastOn: CivilDate },
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const old = (await deps.responsibilities.list(trx)).byId(id);
  if (old === undefined) return err(problem('not_found'));
  const validTo = addDays(input.lastOn, 1);
  if (validTo < (await deps.catalogue.today(trx))) return invalid('/lastOn', PAST_IS_KEPT);
  if (!(await endResponsibility(trx, id, input.version, validTo))) return err(problem('version_conflict', { current: old }));
  await deps.responsibilities.touch(trx);
  await logChange(deps, trx, call, { kind: 'responsibility', verb: 'end', id, detail: { lastOn: input.lastOn } });
  return ok({ ...old, validTo, version: input.version + 1 });
}

/** A ruling on who leads a matter. */
export interface Ruling {
  readonly caseId: Uuid;
  readonly categoryId: Uuid;
  readonly areaId: Uuid | null;
  readonly componentOwnerId?: Uuid | null | undefined;
  readonly leadUnitId: Uuid;
  readonly supportingUnitIds: readonly Uuid[];
  readonly legalBasis: string | null;
  readonly at: Instant;
}

/**
 * Keeps a ruling as a precedent, from its day on; an earlier ruling on the same matter, area and owner ends. A ruling that only repeats the
 * precedent leaves it as it is. Logging belongs to the case. Gives the id of the row in force.
 */
export async function keepRuling(ruling: Ruling, trx: Transaction<Database>, deps: CatalogueDeps): Promise<Uuid> {
  const { catalogue, responsibilities } = deps;
  const { calendar } = await catalogue.picture(trx);
  const day = civilDateAt(calendar.timeZone, ruling.at);
  const owner = ruling.componentOwnerId ?? null;
  const earlier = (await responsibilities.list(trx))
    .rowsOf(ruling.categoryId)
    .filter(
      (row) => row.origin === 'ruling' && row.areaId === ruling.areaId && row.componentOwnerId === owner && isValidOn(row, day),
    );
  const same = earlier.find(
    (row) => row.leadUnitId === ruling.leadUnitId && sameUnits(row.supportingUnitIds, ruling.supportingUnitIds),
  );
  if (same !== undefined && earlier.length === 1) return same.id;
  for (const row of earlier) await endResponsibility(trx, row.id, row.version, day);
  const row: ResponsibilityRow = {
    ...newRow({ ...ruling, componentOwnerId: owner }, deps),
    origin: 'ruling',
    precedentCaseId: ruling.caseId,
    validFrom: day,
  };
  await insertResponsibilities(trx, [row]);
  await responsibilities.touch(trx);
  return row.id;
}

const sameUnits = (a: readonly Uuid[], b: readonly Uuid[]): boolean => a.length === b.length && a.every((id) => b.includes(id));

const newRow = (input: ResponsibilityInput, { platform }: CatalogueDeps): ResponsibilityRow => ({
  id: platform.ids.next(),
  categoryId: input.categoryId,
  areaId: input.areaId,
  componentOwnerId: input.componentOwnerId,
  leadUnitId: input.leadUnitId,
  supportingUnitIds: input.supportingUnitIds.filter((id) => id !== input.leadUnitId),
  legalBasis: input.legalBasis,
  origin: 'list',
  precedentCaseId: null,
  validFrom: '',
  validTo: null,
  version: 1,
});

async function checkInput(
  input: ResponsibilityInput,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Promise<Result<null, Problem>> {
  const { clock } = deps.platform;
  const [picture, areas, units] = [await deps.catalogue.picture(trx), await deps.areas.tree(trx), await deps.units.tree(trx)];
  const category = picture.category(input.categoryId);
  if (category === undefined || !isValidOn(category, picture.on)) return err(problem('category_unknown'));
  if (input.areaId !== null && areas.byId(input.areaId) === undefined) return invalid('/areaId', NO_SUCH_AREA);
  const named = [
    input.leadUnitId,
    ...input.supportingUnitIds,
    ...(input.componentOwnerId === null ? [] : [input.componentOwnerId]),
  ];
  const isThere = (id: Uuid): boolean => {
    const unit = units.byId(id);
    return unit !== undefined && isValidAt(unit, clock.now());
  };
  if (!named.every(isThere)) return err(problem('unit_unknown'));
  return category.assistOnly && units.byId(input.leadUnitId)?.kind === 'committee' ? err(problem('assist_only')) : ok(null);
}

/** What is wrong with the list now. */
export async function findConflicts(
  deps: CatalogueDeps,
): Promise<{ readonly findings: readonly ResponsibilityFinding[]; readonly matters: number }> {
  const [picture, list, units] = [await deps.catalogue.picture(), await deps.responsibilities.list(), await deps.units.tree()];
  const at = deps.platform.clock.now();
  const matters = picture.matters.map(({ id }) => ({ id, trailIds: picture.trail(id).map((above) => above.id) }));
  const findings = checkResponsibilities(list.rows, matters, picture.on, (unitId) => {
    const unit = units.byId(unitId);
    return unit !== undefined && isValidAt(unit, at);
  });
  return { findings, matters: matters.length };
}
