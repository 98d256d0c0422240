import './overtaken.css';
import type { ReactNode } from 'react';

interface OvertakenProps {
  /** Something else was asked for, and its answer is still to come. */
  readonly isOvertaken: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Stays in sight until the answer comes, so that nothing jumps, but is no door any more: it belongs to another question. */
export function Overtaken({ isOvertaken, className = '', children }: OvertakenProps) {
  return (
    <div className={`overtaken ${className}`} aria-busy={isOvertaken} inert={isOvertaken}>
      {children}
    </div>
  );
}
