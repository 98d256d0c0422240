import { unitImportOptions, type Problem, type UnitImportOptions } from '@gridward/contract';
import { err, ok, UNIT_KINDS, type AreaTree, type Result, type UnitKind, type UnitNode, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import {
  columnsOf,
  finding,
  readSource,
  unreadable,
  type Areas,
  type ImportFindingDraft,
  type ImportKind,
  type PlanOutcome,
} from '../areas/index.ts';
import type { OrganisationStore } from './organisation.store.ts';
import type { UnitPicture } from './unit-picture.ts';
import { updateUnit } from './units.repository.ts';

type UnitField = keyof Required<UnitImportOptions['mapping']>;

const USUAL: Readonly<Record<UnitField, readonly string[]>> = {
  code: ['code', 'unitcode', '编码', '代码', '机构编码', '单位编码', '统一社会信用代码'],
  name: ['name', 'unitname', '名称', '机构名称', '单位名称', '部门名称'],
  parent: ['parent', 'parentcode', '上级编码', '上级代码', '上级机构编码'],
  kind: ['kind', '类型', '机构类型', '单位类型'],
  shortName: ['shortname', '简称'],
  area: ['area', 'areacode', '区域编码', '所在区域编码'],
  externalId: ['externalid', '外部编号'],
};

const KIND_WORDS: Readonly<Record<string, UnitKind>> = {
  政府: 'government',
  中心: 'centre',
  部门: 'department',
  街道: 'subdistrict',
  镇: 'subdistrict',
  站所: 'station',
  工作站: 'station',
  居委会: 'committee',
  村委会: 'committee',
  养护单位: 'contractor',
  承包单位: 'contractor',
  物业: 'property',
  社会组织: 'organisation',
  其他: 'other',
};
const kindOf = (word: string): UnitKind | undefined => UNIT_KINDS.find((kind) => kind === word.toLowerCase()) ?? KIND_WORDS[word];

interface PlannedUnit {
  readonly line: number;
  readonly existing: UnitNode | undefined;
  readonly parent: UnitNode | PlannedUnit | null;
  readonly fields: {
    readonly kind: UnitKind;
    readonly code: string | null;
    readonly name: string;
    readonly shortName: string | null;
    readonly areaId: Uuid | null;
    readonly externalIds: Readonly<Record<string, string>>;
    readonly namesSeen: readonly string[];
  };
  readonly action: 'new' | 'changed' | 'known';
}

export interface UnitPlan extends PlanOutcome {
  readonly lines: readonly PlannedUnit[];
}

/** Plans and carries out imports of units: the same for the API, the command line and models. */
export function createUnitImport(
  platform: Platform,
  areas: Areas,
  store: OrganisationStore,
  pictures: (trx?: Transaction<Database>) => Promise<UnitPicture>,
) {
  const plan = async (
    file: Uint8Array,
    given: Partial<UnitImportOptions>,
    trx?: Transaction<Database>,
  ): Promise<Result<UnitPlan, Problem>> => {
    const source = readSource(file);
    if (!source.ok) return err(unreadable(source.error));
    return ok(
      planUnits({
        rows: source.value.rows,
        columns: source.value.columns,
        options: unitImportOptions.parse(given),
        units: await pictures(trx),
        areas: await areas.tree(trx),
      }),
    );
  };
  const apply = async (trx: Transaction<Database>, { lines }: UnitPlan): Promise<Result<null, Problem>> => {
    const ids = new Map(lines.map((line) => [line, line.existing?.id ?? platform.ids.next()]));
    const idOf = (parent: PlannedUnit['parent']): Uuid | null =>
      parent === null ? null : 'id' in parent ? parent.id : (ids.get(parent) ?? null);
    const fresh = lines.filter(({ action }) => action === 'new');
    await store.createUnits(
      trx,
      fresh.map((line) => ({ ...line.fields, id: idOf(line) ?? platform.ids.next(), parentId: idOf(line.parent) })),
    );
    const changed = lines.filter(({ action }) => action === 'changed');
    for (const { existing, fields } of changed)
      if (existing !== undefined) await updateUnit(trx, existing.id, existing.version, fields);
    if (changed.length > 0) await store.touch(trx);
    return ok(null);
  };
  const kind: ImportKind<UnitImportOptions, UnitPlan> = {
    kind: 'units',
    options: unitImportOptions,
    mode: () => 'import',
    plan: ({ file }, options, trx) => plan(file, options, trx),
    apply: (trx, made) => apply(trx, made),
  };
  return { plan, apply, kind };
}

interface PlanInput {
  readonly rows: readonly {
    readonly line: number;
    readonly values: Readonly<Record<string, string>>;
    readonly broken?: string;
  }[];
  readonly columns: readonly string[];
  readonly options: UnitImportOptions;
  readonly units: UnitPicture;
  readonly areas: AreaTree;
}

function planUnits({ rows, columns, options, units, areas }: PlanInput): UnitPlan {
  const findings: ImportFindingDraft[] = [];
  const found = columnsOf<UnitField>(USUAL, options.mapping, columns);
  for (const column of found.missing)
    findings.push(
      finding('error', 0, 'column_missing', `文件中没有列“${column}”`, `The file has no column "${column}"`, { column }),
    );
  const planned = new Map<string, PlannedUnit>();
  const lines: PlannedUnit[] = [];
  let waiting = rows.map((row) => ({ row, value: (field: UnitField) => (row.values[found.of[field] ?? ''] ?? '').trim() }));
  const refuse = (line: number, code: string, zh: string, en: string, value: string): void => {
    findings.push(finding('error', line, code, zh, en, { value }));
  };
  // A parent may stand below its children: lines wait until theirs has been read.
  for (let progress = true; progress;) {
    const later: typeof waiting = [];
    for (const item of waiting) {
      const { row, value } = item;
      if (row.broken !== undefined)
        refuse(row.line, 'columns_wrong', '列数与表头不符', 'The line has more or fewer columns than the header', '');
      else if (value('name') === '') refuse(row.line, 'name_missing', '缺少名称', 'The name is missing', '');
      else if (planned.has(keyOf(value)))
        refuse(
          row.line,
          'duplicate',
          `与第 ${planned.get(keyOf(value))?.line} 行重复`,
          `The same unit as line ${planned.get(keyOf(value))?.line}`,
          keyOf(value),
        );
      else {
        const parentCode =
          value('parent') === '' ? (options.parentCode === value('code') ? '' : (options.parentCode ?? '')) : value('parent');
        const parent = parentCode === '' ? null : (planned.get(parentCode) ?? units.byCode(parentCode));
        const kind = value('kind') === '' ? options.kind : kindOf(value('kind'));
        const area = value('area') === '' ? undefined : areas.byCode(value('area'));
        if (parent === undefined) later.push(item);
        else if (kind === undefined)
          refuse(row.line, 'kind_unknown', '机构类型无法识别', 'The kind of unit is unknown', value('kind'));
        else if (value('area') !== '' && area === undefined)
          refuse(row.line, 'area_unknown', '没有此区域编码', 'There is no area with this code', value('area'));
        else {
          const line = toLine(row.line, value, { parent, kind, areaId: area?.id, options, units });
          if (
            line.existing !== undefined &&
            line.existing.parentId !== (parent === null ? null : 'id' in parent ? parent.id : parent.existing?.id)
          ) {
            refuse(
              row.line,
              'place_differs',
              '系统中同一机构的上级不同',
              'The store has this unit under another parent',
              value('code'),
            );
          } else {
            lines.push(line);
            planned.set(keyOf(value), line);
          }
        }
      }
    }
    progress = later.length < waiting.length && later.length > 0;
    waiting = later;
  }
  for (const { row, value } of waiting)
    refuse(
      row.line,
      'parent_unknown',
      '找不到上级机构',
      'The unit above is neither in the file nor in the store',
      value('parent'),
    );
  const count = (action: PlannedUnit['action']): number => lines.filter((line) => line.action === action).length;
  return {
    lines,
    findings: findings.toSorted((a, b) => a.line - b.line),
    counts: {
      lines: rows.length,
      created: count('new'),
      changed: count('changed'),
      known: count('known'),
      failed: rows.length - lines.length,
    },
  };
}

const keyOf = (value: (field: UnitField) => string): string => value('code') || value('externalId') || value('name');

function toLine(
  line: number,
  value: (field: UnitField) => string,
  {
    parent,
    kind,
    areaId,
    options,
    units,
  }: { parent: PlannedUnit['parent']; kind: UnitKind; areaId: Uuid | undefined; options: UnitImportOptions; units: UnitPicture },
): PlannedUnit {
  const [code, name, externalId] = [value('code'), value('name'), value('externalId')];
  const system = options.externalSystem ?? 'external';
  const existing =
    (code === '' ? undefined : units.byCode(code)) ??
    (externalId === '' ? undefined : units.byExternalId(system, externalId)) ??
    (code === '' && externalId === '' ? units.byName(name) : undefined);
  const seen = existing === undefined || existing.name === name ? [] : [existing.name];
  const fields = {
    kind: value('kind') === '' ? (existing?.kind ?? kind) : kind,
    code: code === '' ? (existing?.code ?? null) : code,
    name,
    shortName: value('shortName') === '' ? (existing?.shortName ?? null) : value('shortName'),
    areaId: areaId ?? existing?.areaId ?? null,
    externalIds: { ...existing?.externalIds, ...(externalId === '' ? {} : { [system]: externalId }) },
    namesSeen: [...new Set([...(existing?.namesSeen ?? []), ...seen])],
  };
  const isSame =
    existing !== undefined &&
    (Object.keys(fields) as (keyof typeof fields)[]).every(
      (key) => JSON.stringify(fields[key]) === JSON.stringify(existing[key]),
    );
  return { line, existing, parent, fields, action: existing === undefined ? 'new' : isSame ? 'known' : 'changed' };
}
