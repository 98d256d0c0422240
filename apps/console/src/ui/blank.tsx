import type { ReactNode } from 'react';

interface BlankProps {
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

/** Nothing to show: what would appear here, and how to make it appear. */
export function Blank({ title, hint, children }: BlankProps) {
  return (
    <div className="blank" role="status">
      <p className="blank-title">{title}</p>
      {hint === undefined ? null : <p className="quiet">{hint}</p>}
      {children}
    </div>
  );
}
