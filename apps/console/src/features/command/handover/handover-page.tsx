import '@gridward/i18n/words/command';
import '@gridward/i18n/words/listing';
import '../command.css';
import './handover.css';
import type { Handover } from '@gridward/contract';
import { addDays } from '@gridward/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Select } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useFormat, useT } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { DownloadButton } from '../../../ui/download-button.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { CASES_KEY } from '../../cases/keys.ts';
import { useMay } from '../../session/me.tsx';
import { usePlace } from '../../shell/place.ts';
import { HandoverFacts } from './handover-facts.tsx';
import type { HandoverSearch } from './handover-search.ts';
import { HandoverText } from './handover-text.tsx';
import { Signatures } from './signatures.tsx';

const REFRESH_EVERY_MS = 60_000;

const handoverQuery = (query: HandoverSearch) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'handover', query],
    queryFn: ({ signal }) => unwrap(api.readHandover({ query }, { signal })),
    refetchInterval: REFRESH_EVERY_MS,
  });

/** The morning hand-over: written by the platform, completed by whoever goes, confirmed by whoever comes. Prints on A4. */
export function HandoverPage({ search }: { readonly search: HandoverSearch }) {
  const may = useMay();
  return may('case.supervise') ? <Sheet search={search} /> : <NoPermission permission="case.supervise" />;
}

function Sheet({ search }: { readonly search: HandoverSearch }) {
  const t = useT();
  const { areaId } = usePlace();
  const [isUnsaved, setUnsaved] = useState(false);
  const query = areaId === null || search.areaId !== undefined ? search : { ...search, areaId };
  const { data, error, isPending, refetch } = useQuery(handoverQuery(query));
  if (isPending) return <Waiting rows={12} />;
  if (data === undefined)
    return error === null ? <Waiting rows={12} /> : <PageProblem error={error} onRetry={() => void refetch()} />;
  return (
    <div className="page handover">
      <header className="queue-head">
        <h1>{t('handover.heading', { place: data.place.name, day: data.on })}</h1>
        <Tools handover={data} search={search} />
      </header>
      <State handover={data} />
      <HandoverFacts handover={data} />
      <HandoverText key={`${data.place.id} ${data.on}`} handover={data} onUnsaved={setUnsaved} />
      <Signatures handover={data} isUnsaved={isUnsaved} />
    </div>
  );
}

function Tools({ handover, search }: { readonly handover: Handover; readonly search: HandoverSearch }) {
  const t = useT();
  const navigate = useNavigate();
  const { on, place } = handover;
  const today = useFormat().date(useNow());
  const goTo = (day: string): void => void navigate({ to: '/command/handover', search: { ...search, on: day } });
  return (
    <div className="row screen-only">
      <PlaceChoice handover={handover} search={search} />
      <Button aria-label={addDays(on, -1)} onClick={() => goTo(addDays(on, -1))}>
        ‹
      </Button>
      <DatePicker
        key={on}
        aria-label={t('handover.day')}
        placeholder={on}
        allowClear={false}
        disabledDate={(day) => day.valueOf() > Date.now()}
        onChange={(_, text) => (typeof text === 'string' && text !== '' ? goTo(text) : undefined)}
      />
      <Button aria-label={addDays(on, 1)} disabled={addDays(on, 1) > today} onClick={() => goTo(addDays(on, 1))}>
        ›
      </Button>
      <Button onClick={() => window.print()}>{t('app.print')}</Button>
      <DownloadButton
        label={t('handover.word')}
        ask={(signal) => unwrap(api.exportHandover({ query: { areaId: place.id, on } }, { signal }))}
      />
    </div>
  );
}

/** Whoever leads in two streets hands over each by itself. */
function PlaceChoice({ handover: { place, places }, search }: { readonly handover: Handover; readonly search: HandoverSearch }) {
  const t = useT();
  const navigate = useNavigate();
  if (places.length < 2) return null;
  return (
    <Select<string>
      aria-label={t('handover.place')}
      value={place.id}
      onChange={(areaId) => void navigate({ to: '/command/handover', search: { ...search, areaId } })}
      options={[...new Map([place, ...places].map(({ id, name }) => [id, { value: id, label: name }])).values()]}
    />
  );
}

function State({ handover: { state } }: { readonly handover: Handover }) {
  const t = useT();
  const words = { draft: 'handover.live', signed: 'handover.signed', confirmed: 'handover.confirmed' } as const;
  return (
    <p className="quiet" role="status">
      {t(words[state])}
    </p>
  );
}
