import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ActButton } from './act-button.tsx';

export interface MenuItem {
  readonly key: string;
  readonly label: ReactNode;
  readonly onSelect: () => void;
}

interface MenuButtonProps {
  readonly label: ReactNode;
  readonly items: readonly MenuItem[];
  readonly type?: 'default' | 'text';
  /** Where the page opens it by a key. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

const STEP: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** A button with a list of commands: arrows move, Escape closes and goes back to the button. */
export function MenuButton({ label, items, type = 'default', open: openFromPage, onOpenChange }: MenuButtonProps) {
  const id = useId();
  const [openHere, setOpenHere] = useState(false);
  const open = openFromPage ?? openHere;
  const setOpen = onOpenChange ?? setOpenHere;
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const entries = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const close = (): void => {
    setOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    const menu = list.current;
    if (!open || menu === null) return;
    // A button near the right edge: the list grows to the left, and nothing of it is cut off.
    menu.classList.toggle('is-from-right', menu.getBoundingClientRect().right > document.documentElement.clientWidth);
    menu.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === 'Escape') close();
    const step = STEP[event.key];
    if (step !== undefined) {
      const all = entries();
      const at = all.findIndex((entry) => entry === document.activeElement);
      all[(at + step + all.length) % all.length]?.focus();
    }
    if (step !== undefined || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <div
      ref={box}
      className="menu-box"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (open && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <ActButton
        tone={type}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </ActButton>
      {open ? (
        <ul ref={list} id={id} role="menu" className="menu">
          {items.map((item) => (
            <li key={item.key} role="none">
              <button
                type="button"
                role="menuitem"
                onClick={() => {
                  close();
                  item.onSelect();
                }}
              >
                {item.label}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
