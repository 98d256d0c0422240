import type { FactName } from '@gridward/contract';
import type { Uuid } from '@gridward/core';

export type FactKind = FactName['kind'];

/** Facts of a journal that are ids, and of what. */
const KINDS: Readonly<Record<string, FactKind>> = {
  leadUnitId: 'unit',
  counterUnitId: 'unit',
  supportingUnitIds: 'unit',
  accountId: 'person',
  standardRowId: 'standard_row',
  categoryId: 'category',
  areaId: 'area',
  intoCaseId: 'case',
};

const idsIn = (value: unknown): readonly Uuid[] => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
};

/** Every id that a journal speaks of, once, by what it stands for. */
export function idsOfFacts(facts: readonly Readonly<Record<string, unknown>>[]): (kind: FactKind) => readonly Uuid[] {
  const found = new Map<FactKind, Set<Uuid>>();
  for (const [name, value] of facts.flatMap((one) => Object.entries(one))) {
    const kind = KINDS[name];
    if (kind === undefined) continue;
    const known = found.get(kind) ?? new Set<Uuid>();
    for (const id of idsIn(value)) known.add(id);
    found.set(kind, known);
  }
  return (kind) => [...(found.get(kind) ?? [])];
}
