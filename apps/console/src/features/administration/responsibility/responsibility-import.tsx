import type { ImportRun } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api, newId, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { FileChoice } from '../../../ui/file-choice.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useMay } from '../../session/me.tsx';
import { DayInput } from '../../../ui/day-input.tsx';
import { findingsFile, saveFile } from '../imports/findings-file.ts';
import { inspect, type Inspection } from '../imports/inspect.ts';

const FIELDS = ['category', 'codeSystem', 'area', 'leadUnit', 'supportingUnits', 'componentOwner', 'legalBasis'] as const;
type Field = (typeof FIELDS)[number];

/** A county brings its list as a table: chosen, looked at, previewed, then carried out; lines with errors are left out and named. */
export function ResponsibilityImport() {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [table, setTable] = useState<Inspection | null>(null);
  const [mapping, setMapping] = useState<Partial<Record<Field, string>>>({});
  const [validFrom, setValidFrom] = useState('');
  const look = useMutation({
    mutationFn: (chosen: File) => inspect(chosen),
    onSuccess: setTable,
  });
  const preview = useMutation({
    mutationFn: (chosen: File) => {
      const form = new FormData();
      form.append('options', JSON.stringify({ mapping, ...(validFrom === '' ? {} : { validFrom }) }));
      form.append('file', chosen);
      const call = { body: form };
      return unwrap(api.previewResponsibilityImport(call, { commandId: newId() }));
    },
  });
  const apply = useMutation({
    mutationFn: (importId: string) => unwrap(api.applyResponsibilityImport({ params: { importId }, body: {} })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['responsibility'] }),
  });
  const choose = (chosen: File): void => {
    setFile(chosen);
    setTable(null);
    setMapping({});
    preview.reset();
    apply.reset();
    if (may('import.run')) look.mutate(chosen);
  };
  const run = apply.data ?? preview.data;
  const error = look.error ?? preview.error ?? apply.error;
  return (
    <section className="section" aria-label={t('responsibility.import')}>
      <p>{t('responsibility.importHint')}</p>
      <p>
        <FileChoice label={t('responsibility.file')} accept=".csv,.txt,.xlsx" onChoose={choose} />
      </p>
      {error === null ? null : <ProblemNotice error={error} keeps />}
      {table === null ? null : (
        <>
          <p className="quiet">{t('responsibility.columnsHint', { count: table.lineCount })}</p>
          <div className="column-picks">
            {FIELDS.map((field) => (
              <label key={field}>
                {t(`responsibility.column.${field}`)}
                <Select
                  aria-label={t(`responsibility.column.${field}`)}
                  allowClear
                  placeholder={t('responsibility.byName')}
                  value={mapping[field]}
                  options={table.header.map((value) => ({ value, label: value }))}
                  onChange={(value: string | undefined) => {
                    const { [field]: _before, ...others } = mapping;
                    setMapping(value === undefined ? others : { ...others, [field]: value });
                  }}
                />
              </label>
            ))}
          </div>
        </>
      )}
      {file === null ? null : (
        <div className="row">
          <label htmlFor="responsibility-from">{t('catalogue.validFrom')}</label>
          <span style={{ width: 180 }}>
            <DayInput id="responsibility-from" value={validFrom} onChange={setValidFrom} />
          </span>
          <Button loading={preview.isPending} onClick={() => preview.mutate(file)}>
            {t('imports.preview')}
          </Button>
        </div>
      )}
      {run === undefined ? null : <Outcome run={run} busy={apply.isPending} onApply={() => apply.mutate(run.id)} />}
    </section>
  );
}

function Outcome({ run, busy, onApply }: { readonly run: ImportRun; readonly busy: boolean; readonly onApply: () => void }) {
  const t = useT();
  const isDone = run.state === 'done';
  return (
    <>
      <p role="status">
        <strong>{t(isDone ? 'responsibility.applied' : 'responsibility.wouldDo')}</strong>{' '}
        {t('responsibility.counts', {
          made: run.linesNew,
          changed: run.linesChanged,
          known: run.linesKnown,
          failed: run.linesFailed,
        })}
      </p>
      <ul className="admin-section-list" aria-label={t('imports.findings')}>
        {run.findings.map((finding) => (
          <li key={`${finding.line} ${finding.code}`}>
            <span className="figures">{t('imports.line', { line: finding.line })}</span>
            <span>{t.pick(finding.message)}</span>
            <span className="quiet">{finding.value}</span>
          </li>
        ))}
      </ul>
      {run.findingsCut ? <p className="quiet">{t('imports.findingsCut')}</p> : null}
      <div className="row">
        {isDone ? null : (
          <Button type="primary" loading={busy} disabled={run.linesNew + run.linesChanged === 0} onClick={onApply}>
            {t('responsibility.apply', { count: run.linesNew + run.linesChanged })}
          </Button>
        )}
        {run.findings.length === 0 ? null : (
          <Button onClick={() => saveFile(`${run.fileName}-findings.csv`, findingsFile(run.findings))}>
            {t('setup.download')}
          </Button>
        )}
      </div>
    </>
  );
}
