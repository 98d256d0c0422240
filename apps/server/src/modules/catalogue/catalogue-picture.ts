import {
  formatLimit,
  groupBy,
  isValidOn,
  LIMITED_STEPS,
  modelVersionOf,
  searchCategories,
  type CategoryEntry,
  type CategoryKind,
  type CivilDate,
  type CompleteModel,
  type Limit,
  type LimitedStep,
  type OptionalStep,
  type QualificationData,
  type SearchableCategory,
  type StandardRowEntry,
  type TextLocale,
  type Uuid,
  type WorkCalendar,
} from '@gridward/core';
import type { CalendarRecord, CodeSystemRow, MappingRow, StepLimitRow } from './catalogue.repository.ts';

/** What the store and the model hold, whatever the day. */
export interface CatalogueRecords {
  readonly systems: readonly CodeSystemRow[];
  readonly categories: readonly CategoryEntry[];
  readonly rows: readonly StandardRowEntry[];
  readonly mappings: readonly MappingRow[];
  readonly calendar: CalendarRecord | undefined;
  readonly stepLimits: readonly StepLimitRow[];
  readonly qualifications: readonly QualificationData[];
  readonly model: CompleteModel;
}

export interface SearchFilter {
  readonly limit: number;
  readonly kind?: CategoryKind | undefined;
  readonly codeSystem?: string | undefined;
  /** Only what a case can be filed under. */
  readonly mattersOnly?: boolean | undefined;
}

/** The catalogue as it is on one civil day. What names a thing by id knows retired things too, for old cases still name them. */
export interface CataloguePicture {
  readonly on: CivilDate;
  readonly systems: readonly CodeSystemRow[];
  readonly qualifications: readonly QualificationData[];
  category(id: Uuid): CategoryEntry | undefined;
  /** From the class down to the matter itself; empty for an unknown id. */
  trail(id: Uuid): readonly CategoryEntry[];
  /** Valid on the day. */
  byCode(codeSystem: string, kind: CategoryKind, code: string): CategoryEntry | undefined;
  /** Valid on the day, by code; `null` for the classes at the top. */
  children(id: Uuid | null): readonly CategoryEntry[];
  /** Itself and all below, retired ones too. */
  subtreeIds(id: Uuid): readonly Uuid[];
  /** Valid categories that a case can be filed under. */
  readonly matters: readonly CategoryEntry[];
  row(id: Uuid): StandardRowEntry | undefined;
  /** Valid on the day. */
  rowsOf(categoryId: Uuid): readonly StandardRowEntry[];
  /** Every row that the category ever had. */
  rowHistory(categoryId: Uuid): readonly StandardRowEntry[];
  mappingsOf(categoryId: Uuid): readonly MappingRow[];
  search(text: string, filter: SearchFilter): readonly CategoryEntry[];
  limitText(limit: Limit, locale: TextLocale): string;
  /** One object as long as the data stays the same: what is computed from it is remembered. */
  readonly calendar: WorkCalendar;
  readonly stepLimits: Readonly<Record<LimitedStep, Limit>>;
  /** Steps as stored, with where the limit in force comes from. */
  readonly steps: readonly StepInForce[];
  /** Any step with a limit, also those outside the case machine such as `callback`. */
  stepLimit(step: string): Limit | undefined;
  readonly stepsOff: ReadonlySet<OptionalStep>;
  readonly model: CompleteModel;
  readonly modelVersion: string;
}

/** The work calendar or a step limit is not there: the catalogue was not loaded into this store. */
export class CatalogueNotLoaded extends Error {
  constructor(what: string) {
    super(`${what} is missing: load the catalogue into this store first`);
  }
}

export function pictureOn(records: CatalogueRecords, on: CivilDate): CataloguePicture {
  const steps = pictureSteps(records);
  return {
    on,
    systems: records.systems,
    qualifications: records.qualifications,
    ...pictureCategories(records, on),
    steps: steps.inForce,
    stepLimit: steps.stepLimit,
    get stepLimits() {
      return steps.all();
    },
    limitText: formatLimit,
    get calendar() {
      if (records.calendar === undefined) throw new CatalogueNotLoaded('the work calendar');
      return records.calendar.calendar;
    },
    stepsOff: new Set(records.model.stepsOff),
    model: records.model,
    modelVersion: modelVersionOf(records.model),
  };
}

function pictureCategories(records: CatalogueRecords, on: CivilDate) {
  const byId = new Map(records.categories.map((entry) => [entry.id, entry]));
  const rows = new Map(records.rows.map((row) => [row.id, row]));
  const allRowsOf = groupBy(records.rows, ({ categoryId }) => categoryId);
  const rowsOf = groupBy(
    records.rows.filter((row) => isValidOn(row, on)),
    ({ categoryId }) => categoryId,
  );
  const valid = records.categories.filter((entry) => isValidOn(entry, on));
  const codes = new Map(valid.map((entry) => [keyOf(entry.codeSystem, entry.kind, entry.code), entry]));
  const childrenOf = groupBy(valid, ({ parentId }) => parentId);
  const everyChildOf = groupBy(records.categories, ({ parentId }) => parentId);
  const subtreeIds = (id: Uuid): Uuid[] => [id, ...(everyChildOf.get(id) ?? []).flatMap((child) => subtreeIds(child.id))];
  const searchable = valid.map((entry): Searchable => ({
    ...entry,
    entry,
    filings: (rowsOf.get(entry.id) ?? []).map(({ filingZh }) => filingZh),
  }));
  const mappingsOf = groupBy(
    records.mappings.flatMap((mapping) => [mapping.fromId, mapping.toId].map((id) => ({ id, mapping }))),
    ({ id }) => id,
  );
  return {
    category: (id: Uuid) => byId.get(id),
    trail: (id: Uuid) => trailOf(byId, id),
    byCode: (codeSystem: string, kind: CategoryKind, code: string) => codes.get(keyOf(codeSystem, kind, code)),
    children: (id: Uuid | null) => childrenOf.get(id) ?? [],
    subtreeIds,
    matters: valid.filter(({ id }) => rowsOf.has(id)),
    row: (id: Uuid) => rows.get(id),
    rowsOf: (categoryId: Uuid) => rowsOf.get(categoryId) ?? [],
    rowHistory: (categoryId: Uuid) => allRowsOf.get(categoryId) ?? [],
    mappingsOf: (categoryId: Uuid) => (mappingsOf.get(categoryId) ?? []).map(({ mapping }) => mapping),
    search: (text: string, { limit, kind, codeSystem, mattersOnly }: SearchFilter) => {
      const wanted = searchable.filter(
        (entry) =>
          (kind === undefined || entry.kind === kind) &&
          (codeSystem === undefined || entry.codeSystem === codeSystem) &&
          (mattersOnly !== true || entry.filings.length > 0),
      );
      return searchCategories(wanted, text, limit).map(({ entry }) => entry);
    },
  };
}

type Searchable = SearchableCategory & Pick<CategoryEntry, 'kind' | 'codeSystem'> & { readonly entry: CategoryEntry };

const keyOf = (codeSystem: string, kind: CategoryKind, code: string): string => `${codeSystem}\n${kind}\n${code}`;

function trailOf(byId: ReadonlyMap<Uuid, CategoryEntry>, id: Uuid): CategoryEntry[] {
  const line: CategoryEntry[] = [];
  for (let entry = byId.get(id); entry !== undefined; entry = entry.parentId === null ? undefined : byId.get(entry.parentId))
    line.unshift(entry);
  return line;
}

/** A limit in force. One that was edited here comes before the model's, and the model's before the one that was delivered. */
export interface StepInForce extends Pick<StepLimitRow, 'step' | 'source' | 'version'> {
  readonly limit: Limit;
  readonly from: 'edited' | 'model' | 'delivered';
}

function pictureSteps({ stepLimits, model }: CatalogueRecords) {
  const inForce = stepLimits.map(({ step, value, unit, source, version }): StepInForce => {
    const name = LIMITED_STEPS.find((known) => known === step);
    const ofModel = name === undefined ? undefined : model.stepLimits[name];
    if (version > 1 || ofModel === undefined)
      return { step, source, version, limit: { value, unit }, from: version > 1 ? 'edited' : 'delivered' };
    return { step, source: model.source, version, limit: ofModel, from: 'model' };
  });
  const byStep = new Map(inForce.map((row) => [row.step, row]));
  const stepLimit = (step: string): Limit | undefined => byStep.get(step)?.limit;
  const need = (step: LimitedStep): Limit => {
    const limit = stepLimit(step);
    if (limit === undefined) throw new CatalogueNotLoaded(`the limit of step ${step}`);
    return limit;
  };
  let all: Readonly<Record<LimitedStep, Limit>> | undefined;
  return {
    inForce,
    stepLimit,
    all: () =>
      (all ??= {
        intake: need('intake'),
        pre_check: need('pre_check'),
        registering: need('registering'),
        dispatch: need('dispatch'),
        feedback: need('feedback'),
        check: need('check'),
        closing: need('closing'),
        ruling: need('ruling'),
      }),
  };
}
