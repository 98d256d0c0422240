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
import { areaQuery, boundaryQuery, childrenQuery, shapesQuery, type AreaDetail } from './area-queries.ts';
import { AreaTeam } from './area-team.tsx';
import { AreaTree } from './area-tree.tsx';
import { BoundaryEditor, draftSurface, type BoundaryDraft } from './boundary-editor.tsx';
import { BoundaryHistory } from './boundary-history.tsx';
import { around, type MapMark, type MapShape, type Surface } from './map-shapes.ts';
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
              <Chosen key={areaId ?? 'none'} area={area} isWaiting={areaId !== null && area === undefined} onChoose={choose} />
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
  readonly area: AreaDetail | undefined;
  readonly isWaiting: boolean;
  readonly onChoose: (areaId: string) => void;
}

/** The map and, beside it, everything about the chosen area. */
function Chosen({ area, isWaiting, onChoose }: ChosenProps) {
  const { t, format } = useLanguage();
  const [version, setVersion] = useState<number | undefined>(undefined);
  const [draft, setDraft] = useState<BoundaryDraft | null>(null);
  const [mark, setMark] = useState<MapMark | null>(null);
  const shown = area?.boundaries.find(({ versionNumber }) => versionNumber === version);
  const { shapes, fit, isCut, present } = useShapes(area, version, draft);
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
              onPick={
                draft === null
                  ? undefined
                  : ({ lng, lat }) =>
                      setDraft({
                        text: `${draft.text === '' ? '' : `${draft.text.trimEnd()}\n`}${lng.toFixed(6)}, ${lat.toFixed(6)}`,
                        file: null,
                      })
              }
            />
          </Suspense>
        </div>
      </div>
      <div className="admin-main">
        {area === undefined ? (
          isWaiting ? (
            <Waiting rows={8} />
          ) : (
            <Blank title={t('areas.choose')} hint={t('areas.chooseHint')} />
          )
        ) : null}
        {area === undefined ? null : draft !== null ? (
          <BoundaryEditor
            area={area}
            present={present}
            draft={draft}
            onDraft={setDraft}
            onShow={setMark}
            onClose={() => {
              setDraft(null);
              setMark(null);
            }}
          />
        ) : (
          <>
            <AreaDetails area={area} onChoose={onChoose} onDraw={() => setDraft({ text: '', file: null })} />
            {area.level === 'grid' ? <AreaTeam areaId={area.id} /> : null}
            <BoundaryHistory versions={area.boundaries} shown={version} onShow={setVersion} />
          </>
        )}
      </div>
    </>
  );
}

/** What the map draws: the areas below, or beside a leaf; the chosen one; an earlier version; a draft. */
function useShapes(area: AreaDetail | undefined, version: number | undefined, draft: BoundaryDraft | null) {
  const isLeaf = area !== undefined && area.childCount === 0;
  const around = isLeaf ? area.parentId : (area?.id ?? null);
  const below = useQuery({ ...childrenQuery(around), enabled: area === undefined || !isLeaf || around !== null });
  const level = isLeaf ? area.level : below.data?.items[0]?.level;
  const shapes = useQuery(shapesQuery(around, level));
  const own = useQuery({ ...shapesQuery(area?.id ?? null, area?.level), enabled: area !== undefined });
  const earlier = useQuery(boundaryQuery(area?.id ?? '', version));
  const present: Surface | undefined = own.data?.features.find(({ id }) => id === area?.id)?.geometry;
  return useMemo(() => {
    const others = shapes.data?.features.filter(({ id }) => id !== area?.id) ?? [];
    const drawn = draft === null ? null : draftSurface(draft);
    const areaId = area?.id ?? '';
    const all: MapShape[] = [
      ...(present === undefined ? [] : [{ areaId, kind: 'chosen' as const, geometry: present }]),
      ...others.map(({ id, geometry }) => ({ areaId: id, kind: 'around' as const, geometry })),
      ...(earlier.data === undefined || version === undefined
        ? []
        : [{ areaId, kind: 'earlier' as const, geometry: earlier.data.geometry }]),
      ...(drawn === null ? [] : [{ areaId, kind: 'draft' as const, geometry: drawn }]),
    ];
    const fit =
      present === undefined
        ? others.map(({ geometry }) => geometry)
        : [present, ...(earlier.data === undefined || version === undefined ? [] : [earlier.data.geometry])];
    return { shapes: all, fit, isCut: shapes.data?.complete === false, present };
  }, [shapes.data, present, earlier.data, version, draft, area]);
}
