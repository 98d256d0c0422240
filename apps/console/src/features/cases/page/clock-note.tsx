import type { CaseDetail, CaseSummary } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../../platform/language.tsx';
import { journalQuery } from '../keys.ts';
import { dueBeforeExtension, pauseIn } from './clock-story.ts';

interface ClockNoteProps {
  readonly clock: NonNullable<CaseSummary['clock']>;
  readonly detail: CaseDetail;
}

/** Why the clock stands, or from where it was moved: one line, out of the journal that the page reads anyhow. */
export function ClockNote({ clock, detail }: ClockNoteProps) {
  if (clock.lamp === 'grey') return <PausedBecause caseId={detail.id} />;
  if (clock.kind === 'handling' && detail.counts.extensions > 0) return <ExtendedFrom caseId={detail.id} dueAt={clock.dueAt} />;
  return null;
}

function PausedBecause({ caseId }: { readonly caseId: string }) {
  const { t } = useLanguage();
  const { data } = useQuery(journalQuery(caseId));
  const pause = data === undefined ? null : pauseIn(data.items);
  if (pause === null) return null;
  const { reason, exitCondition } = pause;
  const exit = t.pair(t('field.exitCondition'), exitCondition);
  return (
    <p className="clock-note clock-note-long" title={`${reason}\n${exit}`}>
      {reason} <span className="quiet">{exit}</span>
    </p>
  );
}

function ExtendedFrom({ caseId, dueAt }: { readonly caseId: string; readonly dueAt: string }) {
  const { t, format } = useLanguage();
  const { data } = useQuery(journalQuery(caseId));
  const before = data === undefined ? null : dueBeforeExtension(data.items);
  if (before === null) return null;
  const [from, to] = [format.dateTime(Date.parse(before)), format.dateTime(Date.parse(dueAt))];
  return <p className="clock-note figures">{t('case.extendedFrom', { from, to })}</p>;
}
