import './intake-desk.css';
import '@gridward/i18n/words/desk';
import type { ImportRun } from '@gridward/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { api, newId, unwrap } from '../../platform/api.ts';
import { useCommandKey } from '../../platform/command-key.ts';
import { useT } from '../../platform/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { FileChoice } from '../../ui/file-choice.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem, ProblemNotice } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { useMay } from '../session/me.tsx';

const SYSTEMS = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const;
const SOURCES_KEY = ['landmark-sources'] as const;

interface ImportForm {
  readonly source: string;
  readonly system: (typeof SYSTEMS)[number];
  readonly mode: 'merge' | 'replace';
}

/** Addresses and landmarks that intake finds places by: what there is, and an import with its preview. */
export function LandmarkImportPage() {
  const may = useMay();
  return may('import.run') ? <Landmarks /> : <NoPermission permission="import.run" />;
}

function Landmarks() {
  const t = useT();
  const sources = useQuery({ queryKey: SOURCES_KEY, queryFn: ({ signal }) => unwrap(api.countLandmarks({}, { signal })) });
  return (
    <div className="page narrow">
      <header className="queue-head">
        <h1>{t('landmarks.title')}</h1>
      </header>
      <p className="quiet">{t('landmarks.hint')}</p>
      {sources.isPending ? <Waiting rows={3} /> : null}
      {sources.error === null ? null : <PageProblem error={sources.error} onRetry={() => void sources.refetch()} />}
      {sources.data?.items.length === 0 ? <Blank title={t('landmarks.empty')} hint={t('landmarks.emptyHint')} /> : null}
      {sources.data === undefined || sources.data.items.length === 0 ? null : (
        <section className="section" aria-label={t('landmarks.sources')}>
          <h2>{t('landmarks.sources')}</h2>
          <ul className="plain-list">
            {sources.data.items.map(({ source, kind, count }) => (
              <li key={`${source} ${kind}`}>
                {source} · {t(`landmarks.kind.${kind}`)} <span className="figures">{t('landmarks.count', { count })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <ImportSection />
    </div>
  );
}

function ImportSection() {
  const t = useT();
  const queryClient = useQueryClient();
  const applyKeyOf = useCommandKey();
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({
    mutationFn: (options: ImportForm) => {
      const form = new FormData();
      form.append('options', JSON.stringify(options));
      if (file !== null) form.append('file', file);
      // The body of a multipart route is a stream and has no schema; the client passes a form on as it is.
      return unwrap(api.previewLandmarkImport({ body: form }, { commandId: newId() }));
    },
  });
  const apply = useMutation({
    mutationFn: (importId: string) =>
      unwrap(api.applyLandmarkImport({ params: { importId }, body: {} }, { commandId: applyKeyOf(importId) })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: SOURCES_KEY }),
  });
  const shown = apply.data ?? preview.data;
  const required = (name: string) => [{ required: true, whitespace: true, message: t('form.required', { name }) }];
  return (
    <section className="section" aria-label={t('landmarks.import')}>
      <h2>{t('landmarks.import')}</h2>
      <p className="quiet">{t('landmarks.columns')}</p>
      <Form<ImportForm>
        layout="vertical"
        requiredMark={false}
        initialValues={{ source: '', system: 'WGS84', mode: 'merge' }}
        onValuesChange={preview.reset}
        onFinish={(options) => {
          apply.reset();
          preview.mutate(options);
        }}
      >
        <Form.Item>
          <FileChoice
            label={t('landmarks.file')}
            accept=".csv,.json,.geojson"
            onChoose={(chosen) => {
              preview.reset();
              apply.reset();
              setFile(chosen);
            }}
          />
        </Form.Item>
        <div className="field-row">
          <Form.Item name="source" label={t('landmarks.source')} rules={required(t('landmarks.source'))}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="system" label={t('landmarks.system')}>
            <Select<string> options={SYSTEMS.map((value) => ({ value, label: value }))} />
          </Form.Item>
        </div>
        <Form.Item name="mode" label={t('landmarks.mode')}>
          <Radio.Group
            options={(['merge', 'replace'] as const).map((value) => ({ value, label: t(`landmarks.mode.${value}`) }))}
          />
        </Form.Item>
        <Button htmlType="submit" disabled={file === null} loading={preview.isPending}>
          {t('landmarks.preview')}
        </Button>
      </Form>
      {[preview.error, apply.error].map((error) =>
        error === null ? null : <ProblemNotice key={error.message} error={error} keeps />,
      )}
      {shown === undefined ? null : <Outcome run={shown} applying={apply.isPending} onApply={() => apply.mutate(shown.id)} />}
    </section>
  );
}

interface OutcomeProps {
  readonly run: ImportRun;
  readonly applying: boolean;
  readonly onApply: () => void;
}

function Outcome({ run, applying, onApply }: OutcomeProps) {
  const t = useT();
  const counts = {
    lines: run.lineCount,
    created: run.linesNew,
    changed: run.linesChanged,
    known: run.linesKnown,
    failed: run.linesFailed,
  };
  return (
    <div aria-live="polite">
      <p>{t('landmarks.outcome', counts)}</p>
      {run.findings.length === 0 ? null : (
        <>
          <h3>{t('landmarks.findings')}</h3>
          <ul className="plain-list">
            {run.findings.map((finding, index) => (
              <li key={`${finding.line} ${finding.code} ${index}`}>
                {t.pair(
                  finding.line === 0 ? t('landmarks.wholeFile') : t('landmarks.line', { line: finding.line }),
                  t.pick(finding.message),
                )}{' '}
                <span className="quiet">{finding.value}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {run.state === 'done' ? (
        <p role="status">{t('landmarks.done')}</p>
      ) : (
        <Button type="primary" loading={applying} onClick={onApply}>
          {t('landmarks.apply')}
        </Button>
      )}
    </div>
  );
}
