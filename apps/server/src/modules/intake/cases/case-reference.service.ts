import {
  categoryCode,
  unitKey,
  type AreaTree,
  type CaseMapping,
  type LinePlace,
  type SurveyedName,
  type UnitKind,
  type UnitTree,
  type Uuid,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { IntakeDoors } from '../intake-doors.ts';
import { saveFileChannels } from '../channels/channel.repository.ts';
import type { CaseFilePlan } from './case-file-plan.ts';

/** What the lines of a file mean in this store, once everything that they name is there. */
export interface CaseReference {
  areaOf(place: LinePlace): Uuid | undefined;
  unitOf(key: string): Uuid | undefined;
  categoryOf(code: string): Uuid | undefined;
}

/** How much a file would bring into being. */
export interface Creates {
  readonly areas: number;
  readonly units: number;
  readonly categories: number;
  readonly channels: number;
}

/** Brings what a file names into being: areas, codes of areas, units, categories, channels. Safe to repeat. */
export async function ensureReference(
  trx: Transaction<Database>,
  doors: IntakeDoors,
  plan: CaseFilePlan,
  rootId: Uuid,
): Promise<void> {
  const { mapping, survey, resolution } = plan;
  await doors.areas.createAreas(
    trx,
    resolution.toCreate.map(({ level, code, name }) => ({
      parentId: rootId,
      level,
      name,
      ...(code === null ? {} : { code, codeSystem: mapping.codeSystem.id }),
    })),
  );
  await doors.areas.learnCodes(
    trx,
    resolution.toLearn.map((learned) => ({ ...learned, codeSystem: mapping.codeSystem.id })),
  );
  const [areas, units] = [await doors.areas.tree(trx), await doors.units.tree(trx)];
  const parentId = units.roots.find(({ areaId, kind }) => areaId === rootId && kind === 'government')?.id ?? null;
  const missing = missingUnits(plan, units);
  await doors.units.createUnits(
    trx,
    missing.map((unit) => ({ ...newUnit(unit, mapping, areas, rootId), parentId })),
  );
  await doors.catalogue.extend(trx, {
    system: mapping.codeSystem,
    kind: mapping.categoryKind,
    standardRow: mapping.standardRow,
    categories: survey.categories.map(({ keys, names, key }) => ({
      code: categoryCode(keys),
      parentCode: keys.length === 1 ? null : categoryCode(keys.slice(0, -1)),
      nameZh: names[0] ?? key,
      namesSeen: names.slice(1),
    })),
  });
  await saveFileChannels(trx, survey.channels, mapping);
}

/** Finds what {@link ensureReference} brought into being. */
export async function readReference(doors: IntakeDoors, plan: CaseFilePlan, rootId: Uuid): Promise<CaseReference> {
  const [areas, units, catalogue] = await Promise.all([doors.areas.tree(), doors.units.tree(), doors.catalogue.picture()]);
  const { codeSystem, categoryKind } = plan.mapping;
  const unitIds = new Map(
    plan.survey.units.map((unit) => [
      unitKey({ id: unit.id, name: unit.names[0] ?? null }),
      findUnit(unit, units, codeSystem.id)?.id,
    ]),
  );
  return {
    areaOf: ({ place }) => {
      if (place === 'root') return rootId;
      if ('area' in place) return place.area.id;
      const { level, code, name } = place.toCreate;
      return areas
        .subtree(rootId)
        .find((node) => node.level === level && (code === null ? node.name === name : node.code === code))?.id;
    },
    unitOf: (key) => unitIds.get(key),
    categoryOf: (code) => catalogue.byCode(codeSystem.id, categoryKind, code)?.id,
  };
}

/** What of the file is not there yet, for the preview. */
export async function countCreates(doors: IntakeDoors, plan: CaseFilePlan, knownChannels: ReadonlySet<string>): Promise<Creates> {
  const [units, catalogue] = await Promise.all([doors.units.tree(), doors.catalogue.picture()]);
  const { codeSystem, categoryKind } = plan.mapping;
  return {
    areas: plan.resolution.toCreate.length,
    units: missingUnits(plan, units).length,
    categories: plan.survey.categories.filter(
      ({ keys }) => catalogue.byCode(codeSystem.id, categoryKind, categoryCode(keys)) === undefined,
    ).length,
    channels: plan.survey.channels.filter((channel) => !knownChannels.has(channel)).length,
  };
}

const missingUnits = ({ survey, mapping }: CaseFilePlan, units: UnitTree): SurveyedName[] =>
  survey.units.filter((unit) => findUnit(unit, units, mapping.codeSystem.id) === undefined);

/** By the file's id; a unit that the file names without an id is one that has none in this system. */
function findUnit(unit: SurveyedName, units: UnitTree, system: string) {
  if (unit.id !== null) return units.byExternalId(system, unit.id);
  return units
    .within(units.roots.map(({ path }) => path))
    .find(({ name, externalIds }) => name === unit.names[0] && externalIds[system] === undefined);
}

function newUnit({ id, names, key }: SurveyedName, { codeSystem }: CaseMapping, areas: AreaTree, rootId: Uuid) {
  const name = names[0] ?? key;
  const namesake = areas.subtree(rootId).filter((area) => area.name === name);
  return {
    kind: kindOf(name),
    name,
    namesSeen: names.slice(1),
    externalIds: id === null ? {} : { [codeSystem.id]: id },
    areaId: namesake.length === 1 ? (namesake[0]?.id ?? null) : null,
  };
}

const KINDS: readonly (readonly [RegExp, UnitKind])[] = [
  [/公司$/, 'contractor'],
  [/(社区|村|居委会|村委会|工作站)$/, 'committee'],
  [/(街道|街道办|街道办事处|镇|乡|镇政府)$/, 'subdistrict'],
  [/(中心)$/, 'centre'],
  [/(局|委|办|部|队|大队|支队|院|校|厅|署|处|所|站)$/, 'department'],
];

/** Only a guess from the name, for lists and pictures; people correct it. */
const kindOf = (name: string): UnitKind =>
  KINDS.find(([pattern]) => pattern.test(name.replace(/[（(].*[)）]$/, '')))?.[1] ?? 'other';
