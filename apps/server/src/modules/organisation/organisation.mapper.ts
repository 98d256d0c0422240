import type { Unit } from '@gridward/contract';
import {
  isValidAt,
  toIso,
  type AreaTree,
  type Gap,
  type Grant,
  type Instant,
  type UnitNode,
  type UnitTree,
  type Uuid,
} from '@gridward/core';
import { workPhoneFor } from './appointments/work-phone.policy.ts';
import type { PostRow } from './posts.repository.ts';
import { areaPathOf } from './unit-scope.ts';

/** What names are looked up in. */
export interface NameBook {
  readonly units: UnitTree;
  readonly areas: AreaTree;
}

const namedOf = (row: { readonly id: Uuid; readonly name: string } | undefined) =>
  row === undefined ? null : { id: row.id, name: row.name };
export const namedArea = (id: Uuid | null, { areas }: NameBook) => (id === null ? null : namedOf(areas.byId(id)));
export const namedUnit = (id: Uuid | null, { units }: NameBook) => (id === null ? null : namedOf(units.byId(id)));

export const toUnit = (unit: UnitNode, book: NameBook): Unit => ({
  id: unit.id,
  parentId: unit.parentId,
  kind: unit.kind,
  code: unit.code,
  name: unit.name,
  shortName: unit.shortName,
  area: namedArea(unit.areaId, book),
  externalIds: { ...unit.externalIds },
  namesSeen: [...unit.namesSeen],
  capacityOpen: unit.capacityOpen,
  childCount: book.units.children(unit.id).length,
  validFrom: toIso(unit.validFrom),
  validTo: unit.validTo === null ? null : toIso(unit.validTo),
  version: unit.version,
});

/** A post as somebody sees it: the phone as their grants allow it. */
export function toPost(post: PostRow, book: NameBook, at: Instant, grants: readonly Grant[]) {
  const unit = post.unitId === null ? undefined : book.units.byId(post.unitId);
  const areaPath = post.areaId === null ? null : (book.areas.byId(post.areaId)?.path ?? null);
  const standsIn = areaPath ?? (unit === undefined ? null : areaPathOf(unit, book.units, book.areas));
  const place = { unitPath: unit?.path ?? null, areaPath, standsIn };
  return {
    id: post.id,
    person: { id: post.personId, name: post.personName, workPhone: workPhoneFor(grants, place, post.workPhone) },
    roleId: post.roleId,
    unit: namedUnit(post.unitId, book),
    area: namedArea(post.areaId, book),
    teamRole: post.teamRole,
    title: post.title,
    substituteFor: post.substituteFor,
    validFrom: toIso(post.validFrom),
    validTo: post.validTo === null ? null : toIso(post.validTo),
    validNow: isValidAt(post, at),
    version: post.version,
  };
}

export const toGap = (gap: Gap, book: NameBook) => ({
  kind: gap.kind,
  area: 'areaId' in gap ? namedArea(gap.areaId, book) : null,
  unit: 'unitId' in gap ? namedUnit(gap.unitId, book) : null,
  duty: 'duty' in gap ? gap.duty : null,
  endsAt: 'endsAt' in gap ? toIso(gap.endsAt) : null,
});
