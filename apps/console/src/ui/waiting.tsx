import { useEffect, useState } from 'react';
import { useT } from '../platform/language.tsx';

const SHOW_AFTER_MS = 300;

/** A skeleton that appears only when waiting becomes noticeable. */
export function Waiting({ rows = 6 }: { readonly rows?: number }) {
  const t = useT();
  const [visible, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={t('app.loading')} className="waiting">
      {visible ? Array.from({ length: rows }, (_, row) => <div key={row} className="skeleton" />) : null}
    </div>
  );
}
