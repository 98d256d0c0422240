import type { CaseSummary } from '@gridward/contract';
import { useT } from '../../platform/language.tsx';

interface StateTagProps {
  readonly item: Pick<CaseSummary, 'state' | 'openRequest'>;
  /** Where there is little room: what is asked for, and the state only where nothing is. */
  readonly isShort?: boolean;
}

/** The state in words; an open request is part of it. Plain: colour belongs to the clock. */
export function StateTag({ item: { state, openRequest }, isShort = false }: StateTagProps) {
  const t = useT();
  const request = openRequest === null ? [] : [t(`request.${openRequest}`)];
  return (
    <span className="state-tag">
      {(isShort && openRequest !== null ? request : [t(`state.${state}`), ...request]).join(' · ')}
    </span>
  );
}
