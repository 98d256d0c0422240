import type { ReactNode } from 'react';

interface BlankProps {
  readonly title: string;
  readonly hint?: string;
  /** Stands for a whole page, so its title is the page's heading. */
  readonly isPage?: boolean;
  readonly children?: ReactNode;
}

/** Nothing to show: what would appear here, and how to make it appear. */
export function Blank({ title, hint, isPage = false, children }: BlankProps) {
  return (
    <div className="blank" role="status">
      {isPage ? <h1>{title}</h1> : <p className="blank-title">{title}</p>}
      {hint === undefined ? null : <p className="quiet">{hint}</p>}
      {children}
    </div>
  );
}
