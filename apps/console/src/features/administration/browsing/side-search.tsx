import { Input } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';

interface SideSearchProps {
  readonly label: string;
  /** Buttons between the words and what they find. */
  readonly tools?: ReactNode;
  /** What is found by the words; all of it without any. */
  readonly children: (q: string) => ReactNode;
}

/** The left side of a page of two halves: words to look for, and what there is to choose from. */
export function SideSearch({ label, tools, children }: SideSearchProps) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  return (
    <div className="admin-side">
      <Input allowClear value={typed} aria-label={label} placeholder={label} onChange={(event) => setTyped(event.target.value)} />
      {tools}
      <div className="admin-side-list">{children(q)}</div>
    </div>
  );
}
