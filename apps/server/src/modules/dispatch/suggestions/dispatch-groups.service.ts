import type { CaseSummary, dispatchRoutes, RouteReply } from '@gridward/contract';
import { covers, type UnitSuggestion, type Uuid } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import type { DispatchDoors } from '../dispatch-doors.ts';

type Reply = RouteReply<(typeof dispatchRoutes)['listDispatchGroups']>;
type Group = Reply['groups'][number];

/** So many filed cases are looked at, those first that run out first. */
const LOOKED = 200;
const GROUPED_LEVEL = 'township';

export function createDispatchGroups({ clock }: Platform, doors: DispatchDoors) {
  /** Filed cases that nobody has taken, of the same matter, in the same street and with the same suggested lead. */
  return async function groups(actor: Actor, areaId: Uuid | undefined): Promise<Reply> {
    const page = await doors.cases.reader.list({ state: ['filed'], areaId, order: 'due', limit: LOOKED }, actor);
    if (!page.ok) return { groups: [], looked: 0, more: false };
    const [areas, units] = await Promise.all([doors.areas.tree(), doors.units.tree()]);
    const grants = actor.grants.filter(({ permission }) => permission === 'case.dispatch');
    const mine = page.value.items.filter(({ area, owner }) => {
      const target = {
        areaPath: areas.byId(area.id)?.path ?? null,
        unitPaths: [units.byId(owner?.unit.id ?? '')?.path ?? ''].filter((path) => path !== ''),
      };
      const free = owner?.person === null || owner?.person.id === actor.accountId;
      return free && grants.some((grant) => covers(grant, target));
    });
    const suggestions = await suggestAll(mine);
    const byKey = new Map<string, Group>();
    for (const item of mine) {
      const suggestion = suggestions.get(questionOf(item));
      if (suggestion === undefined) continue;
      const trail = areas.trail(item.area.id);
      const street = trail.find(({ level }) => level === GROUPED_LEVEL) ?? areas.byId(item.area.id);
      const { unitId: leadId, reason, componentOwnerId, supportingUnitIds } = suggestion;
      const key = [item.category.id, street?.id ?? '', leadId, componentOwnerId ?? '', ...supportingUnitIds].join(' ');
      const named = (unitId: string) => ({ id: unitId, name: units.byId(unitId)?.name ?? '' });
      const group = byKey.get(key) ?? {
        key,
        category: item.category.name,
        area: street === undefined ? item.area : { id: street.id, name: street.name },
        lead: named(leadId),
        reason,
        componentOwner: componentOwnerId === null ? null : named(componentOwnerId),
        supportingUnits: supportingUnitIds.map(named),
        cases: [],
      };
      byKey.set(key, { ...group, cases: [...group.cases, item] });
    }
    const groups = [...byKey.values()].toSorted((a, b) => b.cases.length - a.cases.length || (a.key < b.key ? -1 : 1));
    return { groups, looked: mine.length, more: page.value.nextCursor !== null };
  };

  /** One question for each matter and area; where a row of the list answers, it is answered from memory. */
  async function suggestAll(items: readonly CaseSummary[]): Promise<ReadonlyMap<string, UnitSuggestion>> {
    const answers = new Map<string, UnitSuggestion>();
    for (const item of items) {
      const key = questionOf(item);
      if (answers.has(key)) continue;
      const question = { categoryId: item.category.id, areaId: item.area.id, at: clock.now() };
      const first = await doors.catalogue.suggestFirst(question);
      if (first !== undefined) answers.set(key, first);
    }
    return answers;
  }
}

const questionOf = ({ category, area }: CaseSummary): string => `${category.id} ${area.id}`;
