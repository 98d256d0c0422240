import type { ButtonHTMLAttributes } from 'react';
import '../styles/act-button.css';

interface ActButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  readonly tone?: 'default' | 'primary' | 'text' | 'link';
  readonly size?: 'small';
  /** It was pressed and the answer is still to come: pressing it again does nothing. */
  readonly loading?: boolean;
  /** Sends the form around it. */
  readonly submits?: boolean;
}

/**
 * A button as the library draws it, for places that are drawn anew with each case:
 * there the library's own costs a cheap machine more than everything else on the page.
 */
export function ActButton({
  tone = 'default',
  size,
  loading = false,
  submits = false,
  className,
  onClick,
  ...rest
}: ActButtonProps) {
  const names = ['act', `act-${tone}`, size === undefined ? null : `act-${size}`, className ?? null];
  return (
    <button
      {...rest}
      type={submits ? 'submit' : 'button'}
      className={names.filter((name) => name !== null).join(' ')}
      aria-busy={loading || undefined}
      onClick={(event) => {
        if (loading) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
