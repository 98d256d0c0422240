import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

/** A row of a tree as it is shown: the tree flattened, closed branches left out. */
export interface TreeRow {
  readonly id: string;
  readonly name: string;
  /** How deep; the roots stand at 1. */
  readonly depth: number;
  readonly note?: string | undefined;
  /** `undefined` for a leaf. */
  readonly isOpen?: boolean | undefined;
}

interface TreeListProps {
  readonly label: string;
  readonly rows: readonly TreeRow[];
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
  readonly onToggle: (id: string) => void;
}

/** A tree for mouse and keys: arrows move, open and close, Enter chooses. Rows out of sight cost the browser nothing. */
export function TreeList({ label, rows, chosenId, onChoose, onToggle }: TreeListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [focusId, setFocusId] = useState<string | null>(null);
  const reachable = [focusId, chosenId].find((id) => rows.some((row) => row.id === id)) ?? rows[0]?.id;
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  const focus = (index: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row === undefined) return;
    setFocusId(row.id);
    list.current?.querySelector<HTMLElement>(`[data-row="${row.id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>, index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    const parent = (): number => rows.slice(0, index).findLastIndex(({ depth }) => depth < row.depth);
    const moves: Record<string, () => void> = {
      ArrowDown: () => focus(index + 1),
      ArrowUp: () => focus(index - 1),
      Home: () => focus(0),
      End: () => focus(rows.length - 1),
      ArrowRight: () => (row.isOpen === false ? onToggle(row.id) : focus(index + 1)),
      ArrowLeft: () => (row.isOpen === true ? onToggle(row.id) : focus(parent())),
      Enter: () => onChoose(row.id),
      ' ': () => onChoose(row.id),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };
  return (
    <ul ref={list} className="tree-list" role="tree" aria-label={label}>
      {rows.map((row, index) => (
        <li
          key={row.id}
          role="treeitem"
          data-row={row.id}
          aria-level={row.depth}
          aria-expanded={row.isOpen}
          aria-selected={row.id === chosenId}
          tabIndex={row.id === reachable ? 0 : -1}
          style={{ paddingLeft: (row.depth - 1) * 16 + 4 }}
          onKeyDown={(event) => onKeyDown(event, index)}
          onFocus={() => setFocusId(row.id)}
          onClick={() => onChoose(row.id)}
        >
          <span
            className="tree-caret"
            aria-hidden
            onClick={(event) => {
              if (row.isOpen === undefined) return;
              event.stopPropagation();
              onToggle(row.id);
            }}
          >
            {row.isOpen === undefined ? '' : row.isOpen ? '▾' : '▸'}
          </span>
          <span className="tree-name">{row.name}</span>
          {row.note === undefined ? null : <span className="quiet tree-note">{row.note}</span>}
        </li>
      ))}
    </ul>
  );
}
