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

export const toPost = (post: PostRow, book: NameBook, at: Instant) => ({
  id: post.id,
  person: { id: post.personId, name: post.personName, workPhone: post.workPhone },
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
});

/** A post for somebody who only reads: the phone as their grants allow it. */
export function toReadPost(post: PostRow, book: NameBook, at: Instant, grants: readonly Grant[]) {
  const shown = toPost(post, book, at);
  const place = {
    unitPath: post.unitId === null ? null : (book.units.byId(post.unitId)?.path ?? null),
    areaPath: post.areaId === null ? null : (book.areas.byId(post.areaId)?.path ?? null),
  };
  return { ...shown, person: { ...shown.person, workPhone: workPhoneFor(grants, place, post.workPhone) } };
}

export const toGap = (gap: Gap, book: NameBook) => ({
  kind: gap.kind,
  area: 'areaId' in gap ? namedArea(gap.areaId, book) : null,
  unit: 'unitId' in gap ? namedUnit(gap.unitId, book) : null,
  duty: 'duty' in gap ? gap.duty : null,
  endsAt: 'endsAt' in gap ? toIso(gap.endsAt) : null,
});
