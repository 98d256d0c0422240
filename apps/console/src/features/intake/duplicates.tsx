import type { CaseSummary, RouteAnswer, caseRoutes } from '@gridward/contract';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { CaseLine } from '../cases/case-picker.tsx';
import { CASES_KEY } from '../cases/keys.ts';
import { useMay } from '../session/me.tsx';
import type { NewCaseDraft } from './draft.ts';
import { duplicateQuestion } from './duplicate-question.ts';

type Candidate = RouteAnswer<(typeof caseRoutes)['findDuplicates']>['items'][number];

interface DuplicatesProps {
  readonly draft: NewCaseDraft;
  readonly areaId: string | undefined;
  readonly joining: boolean;
  readonly onJoin: (item: CaseSummary) => void;
}

/** Each has a key of its own, and beyond three nobody compares. */
const SHOWN = 3;
const MISSING = { words: 'new.duplicatesEmpty', place: 'new.duplicatesUnplaced' } as const;

/** Cases that may be the same, beside the form while it is being filled in. Alt and the number joins one. */
export function Duplicates({ draft, areaId, joining, onJoin }: DuplicatesProps) {
  const { t } = useLanguage();
  const question = duplicateQuestion(draft, areaId);
  const query = 'query' in question ? question.query : null;
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [...CASES_KEY, 'duplicates', query],
    queryFn: query === null ? skipToken : ({ signal }) => unwrap(api.findDuplicates({ query }, { signal })),
    placeholderData: keepPreviousData,
  });
  const shown = query === null ? [] : (data?.items.slice(0, SHOWN) ?? []);
  // What was found for other words or another place says nothing of these.
  const isNone = query !== null && !isPlaceholderData && data?.items.length === 0;
  useJoinKeys(shown, joining, onJoin);
  return (
    <section className="duplicates" aria-label={t('new.duplicates')} aria-live="polite">
      <h2>{t('new.duplicates')}</h2>
      {'missing' in question ? <p className="quiet">{t(MISSING[question.missing])}</p> : null}
      {error === null ? null : <ProblemNotice error={error} />}
      {isNone ? <p className="quiet">{t('new.duplicatesNone')}</p> : null}
      <ol className="plain-list">
        {shown.map((candidate, index) => (
          <li key={candidate.case.id}>
            <CandidateFacts candidate={candidate} />
            <JoinButtons item={candidate.case} place={index + 1} joining={joining} onJoin={onJoin} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function CandidateFacts({ candidate: { case: item, distanceM, reasons, photoIds } }: { readonly candidate: Candidate }) {
  const { t, format } = useLanguage();
  const facts = [
    ...reasons.map((reason) => t(`duplicate.${reason}`)),
    distanceM === null ? null : `${format.number(Math.round(distanceM))} m`,
    item.owner === null ? null : item.owner.unit.name,
  ].filter((fact) => fact !== null);
  return (
    <>
      <Link to="/cases/$caseId" params={{ caseId: item.id }} target="_blank">
        <CaseLine item={item} />
      </Link>
      <p className="quiet">{facts.join(' · ')}</p>
      {photoIds.length === 0 ? null : (
        <p className="duplicate-photos">
          {photoIds.map((id, index) => (
            <img key={id} src={`/api/v1/attachments/${id}/preview`} alt={t('photos.alt', { n: index + 1 })} height="56" />
          ))}
        </p>
      )}
    </>
  );
}

/** A case that has ended takes nothing in: its second report becomes a case of its own that points to it. */
function JoinButtons({
  item,
  place,
  joining,
  onJoin,
}: {
  readonly item: CaseSummary;
  readonly place: number;
  readonly joining: boolean;
  readonly onJoin: (item: CaseSummary) => void;
}) {
  const { t } = useLanguage();
  const may = useMay();
  const hasEnded = item.endedAt !== null;
  return (
    <div className="row">
      <Button size="small" loading={joining} aria-keyshortcuts={`Alt+${place}`} onClick={() => onJoin(item)}>
        {t(hasEnded ? 'desk.relate' : 'desk.join')} <kbd>Alt+{place}</kbd>
      </Button>
      {hasEnded ? <span className="quiet">{t('desk.relateHint')}</span> : null}
      {hasEnded && may('case.reopen') ? (
        <Link to="/cases/$caseId" params={{ caseId: item.id }}>
          {t('desk.reopen')}
        </Link>
      ) : null}
    </div>
  );
}

/** Also while somebody types: a held Alt is no letter. */
function useJoinKeys(shown: readonly Candidate[], joining: boolean, onJoin: (item: CaseSummary) => void): void {
  const current = useRef({ shown, joining, onJoin });
  useEffect(() => {
    current.current = { shown, joining, onJoin };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const now = current.current;
      const digit = /^Digit([1-9])$/u.exec(event.code)?.[1];
      const candidate = digit === undefined ? undefined : now.shown[Number(digit) - 1];
      if (candidate === undefined || now.joining) return;
      event.preventDefault();
      now.onJoin(candidate.case);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
