import type { CategorySummary } from '@gridward/contract';
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { TreeList, type TreeRow } from '../browsing/tree-list.tsx';

interface CatalogueTreeProps {
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
}

const FOUND_LIMIT = 50;
/** The classes at the top. */
const TOP = '';

/** The code systems that categories come from, with their names. */
export const codeSystemsQuery = queryOptions({
  queryKey: ['code-systems'],
  queryFn: ({ signal }) => unwrap(api.listCodeSystems({}, { signal })),
  staleTime: Infinity,
});

const levelQuery = (parentId: string, codeSystem: string | undefined) => ({
  queryKey: ['categories', 'level', parentId, codeSystem],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    unwrap(
      api.listCategories(
        { query: { ...(parentId === TOP ? {} : { parentId }), ...(codeSystem === undefined ? {} : { codeSystem }) } },
        { signal },
      ),
    ),
});

/** The classes, opened branch by branch; or what a search finds, by name, pinyin initials or code. */
export function CatalogueTree({ chosenId, onChoose }: CatalogueTreeProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const [codeSystem, setCodeSystem] = useState<string>();
  const systems = useQuery(codeSystemsQuery);
  return (
    <nav className="admin-side" aria-label={t('catalogue.tree')}>
      <Select
        aria-label={t('catalogue.system')}
        allowClear
        placeholder={t('catalogue.anySystem')}
        value={codeSystem}
        onChange={setCodeSystem}
        options={systems.data?.items.map(({ id, name }) => ({ value: id, label: t.pick(name) }))}
      />
      <Input.Search
        aria-label={t('catalogue.search')}
        placeholder={t('catalogue.searchHint')}
        allowClear
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="admin-side-list">
        {q === '' ? (
          <Branches systems={systems.data?.items ?? []} codeSystem={codeSystem} chosenId={chosenId} onChoose={onChoose} />
        ) : (
          <Found q={q} codeSystem={codeSystem} chosenId={chosenId} onChoose={onChoose} />
        )}
      </div>
    </nav>
  );
}

interface FoundProps extends CatalogueTreeProps {
  readonly codeSystem: string | undefined;
}

interface BranchesProps extends FoundProps {
  readonly systems: readonly { readonly id: string; readonly name: CategorySummary['name'] }[];
}

function Branches({ systems, codeSystem, chosenId, onChoose }: BranchesProps) {
  const t = useT();
  const [open, setOpen] = useState<readonly string[]>([]);
  const levels = useQueries({ queries: [TOP, ...open].map((id) => levelQuery(id, codeSystem)) });
  const [top] = levels;
  if (top?.error instanceof Error) return <ProblemNotice error={top.error} onRetry={() => void top.refetch()} />;
  if (top?.data === undefined) return <Waiting rows={10} />;
  const below = new Map([TOP, ...open].map((id, i) => [id, levels[i]?.data?.items ?? []]));
  // Lists name their classes alike: while all of them are shown, a class says whose it is.
  const nameOf = ({ name, codeSystem: id }: CategorySummary, depth: number): string => {
    const system = depth === 1 && codeSystem === undefined ? systems.find((one) => one.id === id) : undefined;
    return system === undefined ? t.pick(name) : `${t.pick(name)} · ${t.pick(system.name)}`;
  };
  const rowsOf = (parentId: string, depth: number): TreeRow[] =>
    (below.get(parentId) ?? []).flatMap((category) => {
      const isOpen = category.hasChildren ? open.includes(category.id) : undefined;
      const row: TreeRow = { id: category.id, name: nameOf(category, depth), depth, note: category.code, isOpen };
      return [row, ...(isOpen === true ? rowsOf(category.id, depth + 1) : [])];
    });
  const toggle = (id: string): void =>
    setOpen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const chooseAndOpen = (id: string): void => {
    if (!open.includes(id)) toggle(id);
    onChoose(id);
  };
  return (
    <TreeList label={t('catalogue.tree')} rows={rowsOf(TOP, 1)} chosenId={chosenId} onChoose={chooseAndOpen} onToggle={toggle} />
  );
}

function Found({ q, codeSystem, chosenId, onChoose }: FoundProps & { readonly q: string }) {
  const t = useT();
  const found = useQuery({
    queryKey: ['categories', 'find', q, codeSystem],
    queryFn: ({ signal }) =>
      unwrap(
        api.searchCategories(
          { query: { q, limit: FOUND_LIMIT, ...(codeSystem === undefined ? {} : { codeSystem }) } },
          { signal },
        ),
      ),
    placeholderData: (before) => before,
  });
  if (found.error !== null) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Waiting rows={6} />;
  if (found.data.items.length === 0) return <p role="status">{t('setup.nothingFound')}</p>;
  return (
    <ul className="pick-list" aria-label={t('catalogue.found')}>
      {found.data.items.map(({ category, trail }) => (
        <li key={category.id}>
          <button type="button" aria-current={category.id === chosenId} onClick={() => onChoose(category.id)}>
            {t.pick(category.name)} <span className="quiet">{category.code}</span>
            <br />
            <span className="quiet">
              {aboveOf(category, trail)
                .map((name) => t.pick(name))
                .join(' / ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const aboveOf = (category: CategorySummary, trail: readonly { id: string; name: CategorySummary['name'] }[]) =>
  trail.filter(({ id }) => id !== category.id).map(({ name }) => name);
