import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { SideSearch } from '../browsing/side-search.tsx';
import { TreeList, type TreeRow } from '../browsing/tree-list.tsx';
import { childrenQuery, foundAreasQuery, type AreaRow } from './area-queries.ts';

interface AreaTreeProps {
  readonly chosenId: string | null;
  /** The areas above the chosen one, which stand open. */
  readonly trail: readonly string[];
  readonly onChoose: (areaId: string) => void;
}

/** The areas, read branch by branch; or what a search finds. */
export function AreaTree({ chosenId, trail, onChoose }: AreaTreeProps) {
  const t = useT();
  return (
    <SideSearch label={t('setup.searchTree')}>
      {(q) =>
        q === '' ? (
          <Branches chosenId={chosenId} trail={trail} onChoose={onChoose} />
        ) : (
          <Found q={q} chosenId={chosenId} onChoose={onChoose} />
        )
      }
    </SideSearch>
  );
}

const isKeyOf = (map: ReadonlyMap<string, boolean>, id: string, otherwise: boolean): boolean => map.get(id) ?? otherwise;

function Branches({ chosenId, trail, onChoose }: AreaTreeProps) {
  const t = useT();
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const top = useQuery(childrenQuery(null));
  const isOpen = (id: string): boolean =>
    isKeyOf(
      opened,
      id,
      (trail.includes(id) && id !== chosenId) || (top.data?.items.length === 1 && top.data.items[0]?.id === id),
    );
  const open = [...new Set([...(top.data?.items.map(({ id }) => id) ?? []), ...opened.keys(), ...trail])].filter(isOpen);
  const children = useQueries({ queries: open.map((id) => childrenQuery(id)) });
  const below = new Map(open.map((id, index) => [id, children[index]?.data?.items ?? []]));
  if (top.isPending) return <Waiting rows={10} />;
  if (top.error !== null) return <PageProblem error={top.error} onRetry={() => void top.refetch()} />;
  const rowsOf = (areas: readonly AreaRow[], depth: number): TreeRow[] =>
    areas.flatMap((area) => {
      const hasOpen = isOpen(area.id);
      const row: TreeRow = {
        id: area.id,
        name: area.name,
        depth,
        note: area.gridCount === 0 ? undefined : t('areas.grids', { count: area.gridCount }),
        isOpen: area.childCount === 0 ? undefined : hasOpen,
      };
      return [row, ...(hasOpen ? rowsOf(below.get(area.id) ?? [], depth + 1) : [])];
    });
  return (
    <TreeList
      label={t('areas.tree')}
      rows={rowsOf(top.data.items, 1)}
      chosenId={chosenId}
      onChoose={onChoose}
      onToggle={(id) => setOpened((before) => new Map(before).set(id, !isOpen(id)))}
    />
  );
}

function Found({ q, chosenId, onChoose }: { readonly q: string } & Pick<AreaTreeProps, 'chosenId' | 'onChoose'>) {
  const t = useT();
  const found = useQuery(foundAreasQuery(q));
  if (found.isPending) return <Waiting rows={6} />;
  if (found.error !== null) return <PageProblem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data.items.length === 0) return <Blank title={t('setup.nothingFound')} />;
  return (
    <>
      <p className="quiet">{t('setup.foundCount', { count: found.data.total, shown: found.data.items.length })}</p>
      <TreeList
        label={t('areas.tree')}
        rows={found.data.items.map((area) => ({
          id: area.id,
          name: area.name,
          depth: 1,
          note: area.code ?? t(`areaLevel.${area.level}`),
        }))}
        chosenId={chosenId}
        onChoose={onChoose}
        onToggle={() => undefined}
      />
    </>
  );
}
