import type { Unit } from '@gridward/contract';
import { useMemo, useState } from 'react';
import { useT } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { SideSearch } from '../browsing/side-search.tsx';
import { TreeList, type TreeRow } from '../browsing/tree-list.tsx';

const FOUND_LIMIT = 100;

interface UnitTreeProps {
  readonly units: readonly Unit[];
  readonly chosenId: string | null;
  readonly onChoose: (unitId: string) => void;
}

/** The units as a tree, or what a search finds among them. */
export function UnitTree(props: UnitTreeProps) {
  const t = useT();
  return (
    <SideSearch label={t('setup.searchTree')}>
      {(q) =>
        props.units.length === 0 ? (
          <Blank title={t('org.empty')} hint={t('org.emptyHint')} />
        ) : q === '' ? (
          <Branches {...props} />
        ) : (
          <Found {...props} q={q} />
        )
      }
    </SideSearch>
  );
}

/** All units are here at once: only branches that stand open become rows. */
function Branches({ units, chosenId, onChoose }: UnitTreeProps) {
  const t = useT();
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const { childrenOf, parentOf } = useMemo(() => indexUnits(units), [units]);
  const above = useMemo(() => trailOf(chosenId, parentOf), [chosenId, parentOf]);
  const isOpen = (unit: Unit): boolean => opened.get(unit.id) ?? (unit.parentId === null || above.has(unit.id));
  const rowsOf = (list: readonly Unit[], depth: number): TreeRow[] =>
    list.flatMap((unit) => {
      const below = childrenOf.get(unit.id) ?? [];
      const row: TreeRow = { id: unit.id, name: unit.name, depth, isOpen: below.length === 0 ? undefined : isOpen(unit) };
      return [row, ...(row.isOpen === true ? rowsOf(below, depth + 1) : [])];
    });
  const rows = rowsOf(childrenOf.get(null) ?? [], 1);
  return (
    <TreeList
      label={t('org.tree')}
      rows={rows}
      chosenId={chosenId}
      onChoose={onChoose}
      onToggle={(id) => {
        const now = rows.find((row) => row.id === id)?.isOpen === true;
        setOpened((before) => new Map(before).set(id, !now));
      }}
    />
  );
}

function Found({ units, chosenId, onChoose, q }: UnitTreeProps & { readonly q: string }) {
  const t = useT();
  const found = units.filter((unit) => unitMatches(unit, q));
  const shown = found.slice(0, FOUND_LIMIT);
  return (
    <>
      <p className="quiet" role="status">
        {found.length === 0 ? t('setup.nothingFound') : t('setup.foundCount', { count: found.length, shown: shown.length })}
      </p>
      {shown.length === 0 ? null : (
        <TreeList
          label={t('org.tree')}
          rows={shown.map(({ id, name, code }) => ({ id, name, depth: 1, note: code ?? undefined }))}
          chosenId={chosenId}
          onChoose={onChoose}
          onToggle={() => undefined}
        />
      )}
    </>
  );
}

const unitMatches = ({ name, shortName, namesSeen, code }: Unit, q: string): boolean =>
  [name, shortName ?? '', code ?? '', ...namesSeen].some((text) => text.toLowerCase().includes(q.toLowerCase()));

function indexUnits(units: readonly Unit[]) {
  const known = new Set(units.map(({ id }) => id));
  const childrenOf = new Map<string | null, Unit[]>();
  for (const unit of units) {
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null;
    const list = childrenOf.get(parent);
    if (list === undefined) childrenOf.set(parent, [unit]);
    else list.push(unit);
  }
  return { childrenOf, parentOf: new Map(units.map(({ id, parentId }) => [id, parentId])) };
}

/** The units above one, without it. */
function trailOf(unitId: string | null, parentOf: ReadonlyMap<string, string | null>): ReadonlySet<string> {
  const above = new Set<string>();
  for (let at = unitId === null ? null : (parentOf.get(unitId) ?? null); at !== null; at = parentOf.get(at) ?? null)
    above.add(at);
  return above;
}
