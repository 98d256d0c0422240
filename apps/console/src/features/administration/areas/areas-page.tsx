import '@gridward/i18n/words/organising';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useLanguage, useT } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import '../editing/administration.css';
import { periodText } from '../editing/period-text.ts';
import { ReadOnlyNotice } from '../editing/read-only.tsx';
import { SaidFrame } from '../editing/said.tsx';
import { FirstSteps } from '../editing/first-steps.tsx';
import { AreaDetails } from './area-details.tsx';
import { CreateAreaDrawer } from './area-form.tsx';
import { AreaImport } from './area-import.tsx';
import { areaQuery, childrenQuery, type AreaDetail } from './area-queries.ts';
import { AreaTeam } from './area-team.tsx';
import { AreaTree } from './area-tree.tsx';
import { useBoundaryDraft } from './boundary/boundary-draft.ts';
import { BoundaryEditor } from './boundary/boundary-editor.tsx';
import { BoundaryHistory } from './boundary/boundary-history.tsx';
import { around, type MapMark } from './map-shapes.ts';
import { useAreaShapes } from './use-area-shapes.ts';
import { patiently } from '../../../platform/patiently.ts';

const AreaMap = lazy(() => patiently(() => import('./area-map.tsx')).then((module) => ({ default: module.AreaMap })));

export interface AreasSearch {
  readonly area?: string | undefined;
}

/** The areas with their boundaries, teams and history. */
export function AreasPage({ search }: { readonly search: AreasSearch }) {
  const may = useMay();
  return may('area.read') ? (
    <Areas wantedId={search.area === undefined || search.area === '' ? null : search.area} />
  ) : (
    <NoPermission permission="area.read" />
  );
}

function Areas({ wantedId }: { readonly wantedId: string | null }) {
  const { t } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const [importing, setImporting] = useState(false);
  const top = useQuery(childrenQuery(null));
  const [first, second] = top.data?.items ?? [];
  // With one area at the top there is nothing to choose there.
  const areaId = wantedId ?? (second === undefined ? (first?.id ?? null) : null);
  const detail = useQuery({ ...areaQuery(areaId ?? ''), enabled: areaId !== null });
  const [before, setBefore] = useState<AreaDetail | undefined>(undefined);
  const area = detail.data ?? (areaId === null ? undefined : before);
  if (detail.data !== undefined && detail.data !== before) setBefore(detail.data);
  const choose = (id: string): void => void navigate({ to: '/admin/areas', search: { area: id } });
  return (
    <div className="page admin-page">
      <header className="queue-head">
        <h1>{t('areas.title')}</h1>
        {may('import.run') ? (
          <Button onClick={() => setImporting((now) => !now)} aria-pressed={importing}>
            {t('areas.import')}
          </Button>
        ) : null}
      </header>
      <ReadOnlyNotice permission="area.manage" />
      <FirstSteps />
      <SaidFrame>
        {importing ? (
          <AreaImport onClose={() => setImporting(false)} />
        ) : top.isSuccess && first === undefined ? (
          <NoAreas onMade={choose} />
        ) : (
          <div className="admin-split with-map">
            <AreaTree chosenId={areaId} trail={area?.trail.map(({ id }) => id) ?? []} onChoose={choose} />
            {areaId !== null && detail.error !== null ? (
              <PageProblem error={detail.error} onRetry={() => void detail.refetch()} />
            ) : (
              <Chosen key={areaId ?? 'none'} areaId={areaId} area={area} onChoose={choose} />
            )}
          </div>
        )}
      </SaidFrame>
    </div>
  );
}

/** The first day: the top of the tree by hand, or all of it from a file. */
function NoAreas({ onMade }: { readonly onMade: (areaId: string) => void }) {
  const t = useT();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <Blank title={t('areas.empty')} hint={may('area.manage') ? t('areas.emptyHint') : undefined}>
      {may('area.manage') ? <Button onClick={() => setCreating(true)}>{t('areas.createRoot')}</Button> : null}
      {creating ? <CreateAreaDrawer parent={null} onClose={() => setCreating(false)} onMade={onMade} /> : null}
    </Blank>
  );
}

interface ChosenProps {
  readonly areaId: string | null;
  /** Until it has come, the one that was chosen before. */
  readonly area: AreaDetail | undefined;
  readonly onChoose: (areaId: string) => void;
}

/** The map and, beside it, everything about the chosen area. */
function Chosen({ areaId, area, onChoose }: ChosenProps) {
  const { t, format } = useLanguage();
  const may = useMay();
  const [version, setVersion] = useState<number | undefined>(undefined);
  const draft = useBoundaryDraft(areaId ?? 'none');
  const [mark, setMark] = useState<MapMark | null>(null);
  const shown = area?.boundaries.find(({ versionNumber }) => versionNumber === version);
  const isDrawing = draft.isDrawing && area?.id === areaId && area?.validTo === null && may('area.manage');
  const { shapes, fit, isCut, present } = useAreaShapes(area, version, isDrawing ? draft.surface : null);
  const marks = useMemo(() => (mark === null ? [] : [mark]), [mark]);
  return (
    <>
      <div className="area-map-box">
        <p className="quiet">{t(isCut ? 'areas.mapCut' : 'areas.mapHint')}</p>
        {shown === undefined ? null : (
          <p role="status">{t('areas.shownVersion', { n: shown.versionNumber, period: periodText(shown, t, format) })}</p>
        )}
        <div className="map-fill">
          <Suspense fallback={<Waiting rows={4} />}>
            <AreaMap
              label={t('areas.map')}
              shapes={shapes}
              marks={marks}
              fit={mark === null ? fit : [around(mark)]}
              fitKey={`${area?.id ?? ''} ${fit.length} ${version ?? ''} ${mark === null ? '' : `${mark.lng},${mark.lat}`}`}
              onChoose={onChoose}
              onPick={isDrawing && !draft.isSaved ? ({ lng, lat }) => draft.addCorner(lng, lat) : undefined}
            />
          </Suspense>
        </div>
      </div>
      <div className="admin-main">
        {area === undefined ? (
          areaId !== null ? (
            <Waiting rows={8} />
          ) : (
            <Blank title={t('areas.choose')} hint={t('areas.chooseHint')} />
          )
        ) : null}
        {area === undefined ? null : isDrawing ? (
          <BoundaryEditor
            area={area}
            present={present}
            draft={draft}
            onShow={setMark}
            onClose={() => {
              draft.close();
              setMark(null);
            }}
          />
        ) : (
          <>
            <AreaDetails key={area.id} area={area} onChoose={onChoose} onDraw={draft.open} />
            {area.level === 'grid' ? <AreaTeam areaId={area.id} /> : null}
            <BoundaryHistory versions={area.boundaries} shown={version} onShow={setVersion} />
          </>
        )}
      </div>
    </>
  );
}
