import type { RouteAnswer, caseRoutes } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { journalQuery } from '../keys.ts';
import { Section } from './fact-list.tsx';
import { useTeller, type Told } from './told-facts.ts';
import { ToldValue } from './told-value.tsx';

type Entry = RouteAnswer<(typeof caseRoutes)['getJournal']>['items'][number];

/** Steps that nobody of the staff took are the reporter's or the platform's own. */
const BY_REPORTER: ReadonlySet<string> = new Set(['report', 'withdraw', 'reopen', 'urge']);

/** Everything that happened, in words, newest first. */
export function Journal({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const { data, error, refetch } = useQuery(journalQuery(caseId));
  const tell = useTeller(data?.names);
  if (error !== null && data === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Waiting rows={4} />;
  return (
    <Section
      title={t('case.journal')}
      extra={
        data.intact ? (
          <span className="quiet">{t('case.journalIntact')}</span>
        ) : (
          <strong className="hazard-mark">{t('case.journalBroken')}</strong>
        )
      }
    >
      <ol className="journal" reversed>
        {data.items.toReversed().map((entry) => (
          <JournalLine key={entry.seq} entry={entry} told={tell(entry)} />
        ))}
      </ol>
    </Section>
  );
}

function JournalLine({ entry, told }: { readonly entry: Entry; readonly told: readonly Told[] }) {
  const t = useT();
  const nobody = BY_REPORTER.has(entry.verb) ? t('case.reporter') : t('case.platform');
  const who = [entry.person?.name ?? nobody, entry.unit?.name].filter((part) => part !== undefined).join(' · ');
  return (
    <li>
      <Moment at={entry.at} />
      <div>
        <p>
          <strong>{t.word('verb', entry.verb)}</strong> <span>{who}</span>
          {entry.from !== null && entry.from !== entry.to ? (
            <span className="quiet">
              {' '}
              {t(`state.${entry.from}`)} → {t(`state.${entry.to}`)}
            </span>
          ) : null}
          {entry.step === null ? null : (
            <span className={entry.step.onTime ? 'quiet' : 'clock-red'}>
              {' · '}
              {t(entry.step.onTime ? 'case.stepInTime' : 'case.stepLate', { step: t.word('clock', entry.step.kind) })}
            </span>
          )}
        </p>
        {told.map((one) => (
          <p key={one.name} className="told">
            <span className="quiet">{t.pair(one.label, '')}</span>
            <ToldValue told={one} />
          </p>
        ))}
      </div>
    </li>
  );
}
