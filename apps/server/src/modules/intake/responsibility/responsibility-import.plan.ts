import type { ResponsibilityImportOptions } from '@gridward/contract';
import {
  isValidAt,
  isValidOn,
  type AreaTree,
  type CivilDate,
  type Instant,
  type ResponsibilityRow,
  type Uuid,
} from '@gridward/core';
import { columnsOf, finding, type ImportFindingDraft, type PlanOutcome } from '../../areas/index.ts';
import type { CataloguePicture, ResponsibilityList } from '../../catalogue/index.ts';
import type { UnitPicture } from '../../organisation/index.ts';
import type { TableFile } from '../file/table-file.ts';

type Field = keyof Required<ResponsibilityImportOptions['mapping']>;

/** How counties head these columns; compared without case, spaces and underscores. */
const USUAL: Readonly<Record<Field, readonly string[]>> = {
  category: [
    'category',
    'categorycode',
    '类别',
    '类别编码',
    '类别代码',
    '事项',
    '事项名称',
    '事项编码',
    '小类',
    '小类名称',
    '小类代码',
    '问题类别',
  ],
  codeSystem: ['codesystem', '编码体系', '目录'],
  area: ['area', 'areacode', '区域', '区域编码', '所在区域', '街道', '适用区域', '范围'],
  leadUnit: ['leadunit', 'lead', 'unit', '主责单位', '牵头单位', '责任单位', '承办单位', '主办单位', '责任部门', '处置单位'],
  supportingUnits: ['supportingunits', '协同单位', '配合单位', '协办单位', '配合部门'],
  componentOwner: ['componentowner', '权属单位', '产权单位'],
  legalBasis: ['legalbasis', '法律依据', '依据', '责任依据', '文件依据'],
};

export type ResponsibilityInput = Pick<
  ResponsibilityRow,
  'categoryId' | 'areaId' | 'componentOwnerId' | 'leadUnitId' | 'supportingUnitIds' | 'legalBasis'
>;

export interface PlannedRow {
  readonly line: number;
  readonly input: ResponsibilityInput;
  /** A row of the list that says something else of the same matter and area: it ends. */
  readonly replaces: ResponsibilityRow | undefined;
  readonly action: 'new' | 'changed' | 'known';
}

export interface ResponsibilityPlan extends PlanOutcome {
  readonly lines: readonly PlannedRow[];
  readonly validFrom: CivilDate;
}

export interface ResponsibilityPictures {
  readonly catalogue: CataloguePicture;
  readonly list: ResponsibilityList;
  readonly units: UnitPicture;
  readonly areas: AreaTree;
  readonly now: Instant;
}

/** A remark that keeps a line out. */
interface Refusal {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly value: string;
}

const refusal = (code: string, zh: string, en: string, value: string): Refusal => ({ code, zh, en, value });

/** What a table of responsibilities would do to the list. Lines that cannot be understood are left out and named. */
export function planResponsibilities(
  table: TableFile,
  options: ResponsibilityImportOptions,
  pictures: ResponsibilityPictures,
): ResponsibilityPlan {
  const validFrom = options.validFrom ?? pictures.catalogue.on;
  const columns = columnsOf<Field>(USUAL, options.mapping, table.header);
  const findings: ImportFindingDraft[] = columns.missing.map((column) =>
    finding('error', 0, 'column_missing', `文件中没有列“${column}”`, `The file has no column "${column}"`, { column }),
  );
  const names = namesOf(pictures.catalogue);
  const lines: PlannedRow[] = [];
  const seen = new Map<string, number>();
  for (const record of table.records) {
    const read =
      'broken' in record
        ? refusal('line_broken', '此行无法读出', 'The line cannot be read', '')
        : readLine((field) => valueOf(record.fields, table.header, columns.of[field]), pictures, names);
    const outcome = 'code' in read ? read : settle(read, record.line, { pictures, validFrom, seen });
    if ('code' in outcome)
      findings.push(finding('error', record.line, outcome.code, outcome.zh, outcome.en, { value: outcome.value }));
    else lines.push(outcome);
  }
  for (const { line, replaces } of lines)
    if (replaces !== undefined)
      findings.push(
        finding('note', line, 'row_replaced', '清单中原有条目将在生效日终止', 'The row of the list so far ends on that day', {
          value: pictures.units.byId(replaces.leadUnitId)?.name ?? '',
        }),
      );
  const count = (action: PlannedRow['action']): number => lines.filter((line) => line.action === action).length;
  return {
    lines,
    validFrom,
    findings: findings.toSorted((a, b) => a.line - b.line),
    counts: {
      lines: table.records.length,
      created: count('new'),
      changed: count('changed'),
      known: count('known'),
      failed: table.records.length - lines.length,
    },
  };
}

const valueOf = (fields: readonly string[], header: readonly string[], column: string | undefined): string =>
  column === undefined ? '' : (fields[header.indexOf(column)] ?? '').trim();

type Names = ReadonlyMap<string, readonly Uuid[]>;

/** Categories of today by code and by name, each also within its code system. */
function namesOf(catalogue: CataloguePicture): Names {
  const found = new Map<string, Uuid[]>();
  const add = (key: string, id: Uuid): void => void found.set(key, [...(found.get(key) ?? []), id]);
  const walk = (parentId: Uuid | null): void => {
    for (const entry of catalogue.children(parentId)) {
      for (const key of new Set([entry.code, entry.nameZh])) {
        add(key, entry.id);
        add(`${entry.codeSystem}\n${key}`, entry.id);
      }
      walk(entry.id);
    }
  };
  walk(null);
  return found;
}

function readLine(
  value: (field: Field) => string,
  pictures: ResponsibilityPictures,
  names: Names,
): ResponsibilityInput | Refusal {
  const { catalogue, areas } = pictures;
  const wanted = value('category');
  if (wanted === '') return refusal('category_missing', '缺少事项', 'The matter is missing', '');
  const found = names.get(value('codeSystem') === '' ? wanted : `${value('codeSystem')}\n${wanted}`) ?? [];
  const [categoryId] = found;
  if (categoryId === undefined) return refusal('category_unknown', '目录中没有此事项', 'No such matter in the catalogue', wanted);
  if (found.length > 1)
    return refusal(
      'category_ambiguous',
      '有几个同名或同编码的事项，请写编码体系',
      'Several matters have this name or code: name the code system',
      wanted,
    );
  const place = value('area');
  const area = place === '' ? null : areaOf(areas, place);
  if (area === undefined) return refusal('area_unknown', '没有此区域，或有重名', 'No such area, or several of this name', place);
  const lead = unitOf(pictures, value('leadUnit'));
  if (lead === undefined)
    return refusal('unit_unknown', '没有此单位，或已撤销', 'No such unit, or it was dissolved', value('leadUnit'));
  if (catalogue.category(categoryId)?.assistOnly === true && lead.kind === 'committee')
    return refusal('assist_only', '村（居）委会只能协助此事项，不能主责', 'A committee only assists in this matter', lead.name);
  const supporting = value('supportingUnits')
    .split(/[、,，;；/]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const supportingUnits = supporting.map((name) => ({ name, unit: unitOf(pictures, name) }));
  const strange = supportingUnits.find(({ unit }) => unit === undefined);
  if (strange !== undefined) return refusal('unit_unknown', '没有此协同单位', 'No such supporting unit', strange.name);
  const owner = value('componentOwner') === '' ? null : unitOf(pictures, value('componentOwner'));
  if (owner === undefined) return refusal('unit_unknown', '没有此权属单位', 'No such owner', value('componentOwner'));
  return {
    categoryId,
    areaId: area?.id ?? null,
    componentOwnerId: owner?.id ?? null,
    leadUnitId: lead.id,
    supportingUnitIds: supportingUnits.flatMap(({ unit }) => (unit === undefined || unit.id === lead.id ? [] : [unit.id])),
    legalBasis: value('legalBasis') === '' ? null : value('legalBasis').slice(0, 1000),
  };
}

const areaOf = (areas: AreaTree, text: string) => {
  const byCode = areas.byCode(text);
  if (byCode !== undefined) return byCode;
  const named = areas.roots.flatMap(({ id }) => areas.subtree(id)).filter(({ name }) => name === text);
  return named.length === 1 ? named[0] : undefined;
};

function unitOf({ units, now }: ResponsibilityPictures, text: string) {
  const unit = units.byCode(text) ?? units.byName(text);
  return unit !== undefined && isValidAt(unit, now) ? unit : undefined;
}

interface Standing {
  readonly pictures: ResponsibilityPictures;
  readonly validFrom: CivilDate;
  readonly seen: Map<string, number>;
}

/** New, known, or in the place of a row that the list has. */
function settle(input: ResponsibilityInput, line: number, { pictures, validFrom, seen }: Standing): PlannedRow | Refusal {
  const key = keyOf(input);
  const earlier = seen.get(key);
  if (earlier !== undefined)
    return refusal(
      'duplicate',
      `与第 ${earlier} 行是同一事项和区域`,
      `The same matter and area as line ${earlier}`,
      String(earlier),
    );
  seen.set(key, line);
  const standing = pictures.list
    .rowsOf(input.categoryId)
    .filter((row) => row.origin === 'list' && keyOf(row) === key && isValidOn(row, validFrom));
  if (standing.some((row) => says(row) === says(input))) return { line, input, replaces: undefined, action: 'known' };
  const [replaces] = standing;
  if (standing.length > 1)
    return refusal(
      'two_rows',
      '清单中同一事项和区域已有几条，请先在冲突检查中处理',
      'The list has several rows for this matter and area: mend them first',
      '',
    );
  return { line, input, replaces, action: replaces === undefined ? 'new' : 'changed' };
}

const keyOf = ({ categoryId, areaId, componentOwnerId }: ResponsibilityInput): string =>
  [categoryId, areaId, componentOwnerId].join('\n');
const says = ({ leadUnitId, supportingUnitIds, legalBasis }: ResponsibilityInput): string =>
  JSON.stringify([leadUnitId, supportingUnitIds.toSorted(), legalBasis]);
