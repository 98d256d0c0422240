import '@gridward/i18n/words/mapping';
import './base-map-page.css';
import type { BaseMap } from '@gridward/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem, ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { CaseMap, type MapPoint } from '../../map/lazy-case-map.tsx';
import { baseMapQuery } from '../../map/use-base-map.ts';
import { useMay } from '../../session/me.tsx';
import { BaseMapForm } from './base-map-form.tsx';
import { testBaseMap, type TestOutcome } from './base-map-test.ts';

/** The map below our maps: set it, try it, then give it to everybody. */
export function BaseMapPage() {
  const may = useMay();
  return may('system.manage') ? <BaseMapSettings /> : <NoPermission permission="system.manage" />;
}

function BaseMapSettings() {
  const t = useT();
  const saved = useQuery(baseMapQuery);
  const [draft, setDraft] = useState<BaseMap | null>(null);
  const keyOf = useCommandKey();
  const save = useMutation({
    mutationFn: (baseMap: BaseMap) => {
      const body = { baseMap, version: saved.data?.version ?? 0 };
      return unwrap(api.saveBaseMap({ body }, { commandId: keyOf(body) }));
    },
    // A page may load only from hosts that were named when it was opened.
    onSuccess: () => window.location.reload(),
    onError: () => saved.refetch(),
  });
  if (saved.isPending) return <Waiting rows={8} />;
  if (saved.isError) return <PageProblem error={saved.error} onRetry={() => void saved.refetch()} />;
  const { baseMap } = saved.data;
  const shown = draft ?? baseMap;
  const isChanged = draft !== null && JSON.stringify(draft) !== JSON.stringify(baseMap);
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('nav.baseMap')}</h1>
      </header>
      <p className="quiet">{t('basemap.intro')}</p>
      {save.error === null ? null : <ProblemNotice error={save.error} keeps />}
      <div className="base-map-columns">
        <BaseMapForm
          value={shown}
          onChange={setDraft}
          isSaving={save.isPending}
          onSave={() => save.mutate({ ...shown, active: shown.kind === 'none' })}
        />
        <Preview
          baseMap={baseMap}
          isChanged={isChanged}
          isSaving={save.isPending}
          onUse={() => save.mutate({ ...baseMap, active: true })}
        />
      </div>
    </div>
  );
}

interface PreviewProps {
  readonly baseMap: BaseMap;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly onUse: () => void;
}

/** What is saved, as everybody would see it. */
function Preview({ baseMap, isChanged, isSaving, onUse }: PreviewProps) {
  const t = useT();
  const [centre, setCentre] = useState<MapPoint>({ lng: 0, lat: 0 });
  const test = useMutation({ mutationFn: () => testBaseMap(baseMap, centre) });
  const isSet = baseMap.kind !== 'none';
  return (
    <section className="section" aria-label={t('basemap.preview')}>
      <div className="row">
        <h2>{t('basemap.preview')}</h2>
        {isSet ? <span className="quiet">{t(baseMap.active ? 'basemap.active' : 'basemap.trying')}</span> : null}
        {isSet ? (
          <Button loading={test.isPending} disabled={isChanged} onClick={() => test.mutate()}>
            {t('basemap.test')}
          </Button>
        ) : null}
        {isSet && !baseMap.active ? (
          <Button type="primary" loading={isSaving} disabled={isChanged} onClick={onUse}>
            {t('basemap.use')}
          </Button>
        ) : null}
        {isSet && isChanged ? <span className="quiet">{t('basemap.saveFirst')}</span> : null}
      </div>
      {test.data === undefined ? null : <Outcome outcome={test.data} />}
      <div className="base-map-preview">
        <CaseMap label={t('nav.baseMap')} filters={null} baseMap={baseMap} onCentre={setCentre} />
      </div>
    </section>
  );
}

function Outcome({ outcome }: { readonly outcome: TestOutcome }) {
  const t = useT();
  const { kind, address } = outcome;
  if (kind === 'ok') return <Alert type="success" showIcon title={t('basemap.testOk', { address })} />;
  const title =
    kind === 'status'
      ? t('basemap.testStatus', { address, status: outcome.status })
      : t(kind === 'unreachable' ? 'basemap.testUnreachable' : 'basemap.testNotImage', { address });
  return <Alert type="error" role="alert" showIcon title={title} />;
}
