import type { Present, StaffVerb } from '@gridward/contract';
import { useT } from '../../platform/language.tsx';
import { usePresence } from './use-presence.ts';
import '../../styles/live.css';

interface ColleaguesProps {
  readonly caseId: string;
  /** The step whose form I have open. */
  readonly verb: StaffVerb | null;
}

/** Who else has this case open, and what they are filling in. Said quietly, and read aloud when there is time. */
export function Colleagues({ caseId, verb }: ColleaguesProps) {
  const t = useT();
  const others = usePresence(caseId, verb);
  const words = ({ person, doing, verb: theirs }: Present): string => {
    if (doing === 'reading') return t('live.reading', { person: person.name });
    if (theirs === null) return t('live.writingSome', { person: person.name });
    return t('live.writing', { person: person.name, verb: t(`verb.${theirs}`) });
  };
  return (
    <p className="colleagues quiet" aria-live="polite">
      {others.map((present) => (
        <span key={present.person.id}>{words(present)}</span>
      ))}
    </p>
  );
}
