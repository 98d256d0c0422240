import '@gridward/i18n/words/organising';
import type { ImportRun } from '@gridward/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Select, Upload } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { ImportFindings, type FoundPlace } from './import-findings.tsx';
import { decodeTable, headOf, type SourceHead } from './source-columns.ts';

export interface ChosenFile {
  readonly file: File;
  readonly head: SourceHead;
}

/** The column of each field that was named; a field without one is looked for by the server. */
export type Mapping<F extends string> = { readonly [K in F]?: string };

interface ImportPanelProps<F extends string> {
  readonly title: string;
  readonly accept: string;
  readonly fileHint: string;
  readonly fields: readonly F[];
  /** Options besides the columns. */
  readonly options: ReactNode;
  /** Whether surfaces can be mended; tables have nothing to repair. */
  readonly mayRepair?: boolean;
  readonly preview: (file: File, mapping: Mapping<F>, repair: boolean) => Promise<ImportRun>;
  readonly apply: (importId: string) => Promise<ImportRun>;
  readonly onFile?: (chosen: ChosenFile) => void;
  readonly onShow?: (at: FoundPlace, line: number) => void;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A file on its way in: chosen, its columns matched, previewed with what was found, carried out. Nothing is written before the last. */
export function ImportPanel<F extends string>(props: ImportPanelProps<F>) {
  const { title, accept, fileHint, fields, options, mayRepair = false, onClose } = props;
  const t = useT();
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [mapping, setMapping] = useState<ReadonlyMap<F, string>>(new Map());
  const [repaired, setRepaired] = useState(false);
  const preview = useMutation({
    mutationFn: ({ file, repair }: { file: File; repair: boolean }) => props.preview(file, namedOnly(mapping), repair),
    onSuccess: (_, { repair }) => setRepaired(repair),
  });
  const apply = useMutation({ mutationFn: (importId: string) => props.apply(importId), onSuccess: props.onDone });
  const choose = async (file: File): Promise<void> => {
    const next = { file, head: headOf(decodeTable(await file.arrayBuffer())) };
    setChosen(next);
    setMapping(new Map());
    preview.reset();
    apply.reset();
    props.onFile?.(next);
  };
  const look = (repair: boolean): void => (chosen === null ? undefined : preview.mutate({ file: chosen.file, repair }));
  const run = apply.data ?? preview.data;
  return (
    <section className="section" aria-label={title}>
      <h2>{title}</h2>
      <div className="row">
        <Upload
          accept={accept}
          showUploadList={false}
          beforeUpload={(file) => {
            void choose(file);
            return false;
          }}
        >
          <Button>{t('fileImport.file')}</Button>
        </Upload>
        <span className="quiet">
          {chosen === null
            ? fileHint
            : `${chosen.file.name} · ${t('fileImport.rows', { count: chosen.head.rows, columns: chosen.head.columns.length })}`}
        </span>
        <span className="grow" />
        <Button onClick={onClose}>{t('app.close')}</Button>
      </div>
      {options}
      {chosen === null ? null : (
        <>
          <Columns fields={fields} columns={chosen.head.columns} mapping={mapping} onChange={setMapping} />
          <Button type="primary" loading={preview.isPending} onClick={() => look(false)}>
            {t('fileImport.preview')}
          </Button>
        </>
      )}
      {preview.error === null ? null : <ProblemNotice error={preview.error} keeps />}
      {apply.error === null ? null : <ProblemNotice error={apply.error} keeps />}
      {run === undefined ? null : (
        <section aria-label={t('fileImport.result')}>
          <h3>{t('fileImport.result')}</h3>
          <Counts run={run} />
          {repaired ? <p role="status">{t('fileImport.repaired')}</p> : null}
          {run.state === 'previewed' ? (
            <>
              <p className="quiet">{t('fileImport.applyHint')}</p>
              <div className="row">
                {mayRepair && run.findings.some(({ suggestion }) => suggestion !== null) && !repaired ? (
                  <Button loading={preview.isPending} onClick={() => look(true)}>
                    {t('fileImport.repair')}
                  </Button>
                ) : null}
                {repaired ? <Button onClick={() => look(false)}>{t('fileImport.unrepair')}</Button> : null}
                <Button
                  type="primary"
                  loading={apply.isPending}
                  disabled={run.linesNew + run.linesChanged === 0}
                  onClick={() => apply.mutate(run.id)}
                >
                  {t('fileImport.apply')}
                </Button>
              </div>
            </>
          ) : null}
          <ImportFindings run={run} onShow={props.onShow} />
        </section>
      )}
    </section>
  );
}

const namedOnly = <F extends string>(mapping: ReadonlyMap<F, string>): Mapping<F> =>
  // Keys of the map are fields, which `fromEntries` forgets.
  Object.fromEntries([...mapping].filter(([, column]) => column !== '')) as Mapping<F>;

function Counts({ run }: { readonly run: ImportRun }) {
  const t = useT();
  const counts = {
    lines: run.lineCount,
    made: run.linesNew,
    changed: run.linesChanged,
    known: run.linesKnown,
    failed: run.linesFailed,
  };
  return <p role="status">{run.state === 'done' ? t('fileImport.done', counts) : t('fileImport.counts', counts)}</p>;
}

interface ColumnsProps<F extends string> {
  readonly fields: readonly F[];
  readonly columns: readonly string[];
  readonly mapping: ReadonlyMap<F, string>;
  readonly onChange: (mapping: ReadonlyMap<F, string>) => void;
}

function Columns<F extends string>({ fields, columns, mapping, onChange }: ColumnsProps<F>) {
  const t = useT();
  const id = useId();
  return (
    <details>
      <summary>
        {t('fileImport.columns')} <span className="quiet">{t('fileImport.columnsHint')}</span>
      </summary>
      <div className="permission-groups">
        {fields.map((field) => (
          <div key={field}>
            <label htmlFor={`${id}-${field}`}>{t.word('fileImport.field', field)}</label>
            <Select<string>
              id={`${id}-${field}`}
              style={{ width: '100%' }}
              allowClear
              placeholder={t('fileImport.columnAuto')}
              value={mapping.get(field) === '' ? undefined : mapping.get(field)}
              options={columns.map((column) => ({ value: column, label: column }))}
              onChange={(column: string | undefined) => onChange(new Map(mapping).set(field, column ?? ''))}
            />
          </div>
        ))}
      </div>
    </details>
  );
}
