import '@gridward/i18n/words/dispatching';
import './dispatch.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useHotkeys } from '../../platform/hotkeys.ts';
import { KEYS } from '../../platform/keys.ts';
import { useT } from '../../platform/language.tsx';
import { useRefreshEveryMs } from '../../platform/live.ts';
import { Blank } from '../../ui/blank.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { BulkPanel } from '../cases/bulk/bulk-panel.tsx';
import { useMay } from '../session/me.tsx';
import { usePlace } from '../shell/place.ts';
import { BatchGroup } from './batch-group.tsx';
import { groupsQuery, type DispatchGroup } from './dispatch-queries.ts';

/** Filed cases that are alike, one panel for each pile. */
export function BatchPage() {
  const may = useMay();
  return may('case.dispatch') ? <Batch /> : <NoPermission permission="case.dispatch" />;
}

/** What was unchecked stays unchecked while the list is read anew. */
type LeftOut = ReadonlySet<string>;

function Batch() {
  const t = useT();
  const { areaId } = usePlace();
  const { data, error, isPending, refetch } = useQuery({ ...groupsQuery(areaId), refetchInterval: useRefreshEveryMs() });
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const [leftOut, setLeftOut] = useState<LeftOut>(new Set());
  const [open, setOpen] = useState<DispatchGroup | null>(null);
  const alike = data?.groups.filter(({ cases }) => cases.length > 1) ?? [];
  const singles = (data?.groups.length ?? 0) - alike.length;
  const chosenOf = (group: DispatchGroup) => group.cases.filter(({ id }) => !leftOut.has(id));
  // By its name, not by its place: piles come and go while somebody reads. One that was sent makes room for the next.
  const found = alike.findIndex(({ key }) => key === chosenKey);
  const lastAt = useRef(0);
  if (found >= 0) lastAt.current = found;
  const at = Math.max(0, Math.min(lastAt.current, alike.length - 1));
  const current = alike[at];
  // Also the one that is marked before anybody has moved: it is the one being read.
  if (current !== undefined && current.key !== chosenKey) setChosenKey(current.key);
  const start = (group: DispatchGroup | undefined): void => {
    if (group !== undefined && chosenOf(group).length > 0) setOpen(group);
  };
  const move = (step: number): void => setChosenKey(alike[Math.max(0, Math.min(at + step, alike.length - 1))]?.key ?? null);
  useHotkeys({ [KEYS.down]: () => move(1), [KEYS.up]: () => move(-1), [KEYS.sendPile]: () => start(current) }, open === null);
  const toggle = (caseId: string): void =>
    setLeftOut((before) => new Set(before.has(caseId) ? [...before].filter((id) => id !== caseId) : [...before, caseId]));
  if (isPending) return <Waiting rows={8} />;
  if (data === undefined)
    return error === null ? <Waiting rows={8} /> : <PageProblem error={error} onRetry={() => void refetch()} />;
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('batch.title')}</h1>
        <span className="quiet wide-only">{t('batch.keys')}</span>
        <Link to="/queue/$queue" params={{ queue: 'dispatch' }} search={{}}>
          {t('batch.toQueue')}
        </Link>
      </header>
      <p className="quiet">{t('batch.hint')}</p>
      {alike.length === 0 ? <Blank title={t('batch.empty')} hint={t('batch.emptyHint')} /> : null}
      {alike.map((group) => (
        <BatchGroup
          key={group.key}
          group={group}
          isCurrent={group === current}
          chosen={chosenOf(group)}
          onToggle={toggle}
          onSend={() => start(group)}
        />
      ))}
      {singles === 0 ? null : <p className="quiet">{t('batch.singles', { count: singles })}</p>}
      {data.more ? <p className="quiet">{t('batch.more', { count: data.looked })}</p> : null}
      {open === null ? null : (
        <BulkPanel
          cases={chosenOf(open)}
          verb="dispatch"
          initial={{ leadUnitId: open.lead.id, supportingUnitIds: open.supportingUnits.map(({ id }) => id) }}
          onDone={() => {
            setOpen(null);
            void refetch();
          }}
        />
      )}
    </div>
  );
}
