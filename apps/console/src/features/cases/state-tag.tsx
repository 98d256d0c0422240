import type { CaseSummary } from '@gridward/contract';
import { useT } from '../../platform/language.tsx';

/** The state in words; an open request is part of it. Plain: colour belongs to the clock. */
export function StateTag({ item }: { readonly item: Pick<CaseSummary, 'state' | 'openRequest'> }) {
  const t = useT();
  return (
    <span className="state-tag">
      {t(`state.${item.state}`)}
      {item.openRequest === null ? null : ` · ${t(`request.${item.openRequest}`)}`}
    </span>
  );
}
