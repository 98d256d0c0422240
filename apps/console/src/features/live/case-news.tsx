import type { CaseDetail } from '@gridward/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useT } from '../../platform/language.tsx';
import { onLive } from '../../platform/live.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { ExactMoment } from '../../ui/moment.tsx';
import { caseQuery } from '../cases/keys.ts';
import { useMe } from '../session/me.tsx';
import type { Told } from './news.ts';
import '../../styles/live.css';

/** What a colleague has just done with the case that is open here: it stays in sight until the reader has seen it. */
export function CaseNews({ detail }: { readonly detail: CaseDetail }) {
  const t = useT();
  const [told, setTold] = useTold(detail.id);
  return (
    <div role="status" className="case-news-place">
      {told === null ? null : (
        <div className="case-news">
          <p>{told.kind === 'gone' ? <Gone /> : <Moved told={told} detail={detail} />}</p>
          <ActButton size="small" onClick={() => setTold(null)}>
            {t('live.understood')}
          </ActButton>
        </div>
      )}
    </div>
  );
}

function Gone() {
  const t = useT();
  return (
    <>
      <strong>{t('live.bannerGone')}</strong> {t('live.bannerGoneHint')}
    </>
  );
}

function Moved({ told, detail }: { readonly told: Extract<Told, { kind: 'case' }>; readonly detail: CaseDetail }) {
  const t = useT();
  const owner = told.owner === null ? null : [told.owner.unit.name, told.owner.person?.name].filter(Boolean).join(' · ');
  return (
    <>
      <strong>{t('live.banner', { person: told.by?.name ?? t('live.platform'), verb: t.word('verb', told.verb) })}</strong>{' '}
      <ExactMoment at={told.at} /> {owner === null ? t('live.bannerEnded') : t('live.bannerOwner', { owner })}{' '}
      {t(detail.allowedVerbs.length === 0 ? 'live.bannerMayNot' : 'live.bannerMay')}
    </>
  );
}

/** The latest step of somebody else that this page did not know of when it was told. */
function useTold(caseId: string) {
  const { accountId } = useMe();
  const queryClient = useQueryClient();
  const [told, setTold] = useState<Told | null>(null);
  useEffect(
    () =>
      onLive((event) => {
        if ((event.kind !== 'case' && event.kind !== 'gone') || event.caseId !== caseId) return;
        if (event.kind === 'case') {
          const known = queryClient.getQueryData(caseQuery(caseId).queryKey)?.version ?? 0;
          if (event.by?.id === accountId || event.version <= known) return;
        }
        setTold(event);
      }),
    [caseId, accountId, queryClient],
  );
  return [told, setTold] as const;
}
