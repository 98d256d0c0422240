import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Radio, Select } from 'antd';
import { useState } from 'react';
import { api, newId, unwrap } from '../../../platform/api.ts';
import { draftKey, useDraft } from '../../../platform/draft.ts';
import { useT } from '../../../platform/language.tsx';
import { FileChoice } from '../../../ui/file-choice.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { modelQuery } from '../../deployment/deployment.ts';
import { useMe } from '../../session/me.tsx';
import { FormDraftLine } from '../editing/form-draft.tsx';
import { fromMapping, NEEDED_FIELDS, toMapping, type MappingChoice } from './mapping/guess-mapping.ts';
import { FirstLines } from './first-lines.tsx';
import { inspect, type Encoding, type Inspection } from './inspect.ts';
import { refit, suggest } from './mapping/mapping-choice.ts';
import { MappingForm } from './mapping/mapping-form.tsx';
import { SaveMapping } from './mapping/save-mapping.tsx';

const DEFAULT_ZONE = 'Asia/Shanghai';
const GUESSED = 'guessed';

/** What was decided by hand about a table with these columns: the file cannot be kept, the work can. */
interface Decided {
  readonly choice: MappingChoice | null;
}
const NOTHING: Decided = { choice: null };

/** The steps of an import of cases: the file, what its columns mean, and a preview; nothing is written before the last click. */
export function NewImport() {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [table, setTable] = useState<Inspection | null>(null);
  const [start, setStart] = useState<MappingChoice | null>(null);
  const draft = useDraft(draftKey(useMe().accountId, 'form', 'case-mapping', ...(table?.header ?? [])), NOTHING);
  const begun = draft.value.choice ?? start;
  const choice = table === null || begun === null ? null : refit(begun, table);
  const [mappingId, setMappingId] = useState(GUESSED);
  const [mode, setMode] = useState<'historical' | 'live'>('historical');
  const model = useQuery(modelQuery);
  const mappings = useQuery({
    queryKey: ['case-mappings'],
    queryFn: ({ signal }) => unwrap(api.listCaseMappings({}, { signal })),
  });
  const zone = model.data?.deployment?.timeZone ?? DEFAULT_ZONE;
  const look = useMutation({
    mutationFn: ({ chosen, encoding }: { chosen: File; encoding?: Encoding }) => inspect(chosen, encoding),
    onSuccess: (read) => {
      setTable(read);
      setStart(suggest(read));
      setMappingId(GUESSED);
    },
  });
  const preview = useMutation({
    mutationFn: ({ chosen, read, decided }: { chosen: File; read: Inspection; decided: MappingChoice }) => {
      const form = new FormData();
      form.append('kind', 'cases');
      form.append('mode', mode);
      form.append('encoding', read.encoding);
      form.append('file', chosen);
      form.append('mapping', new Blob([JSON.stringify(toMapping(decided, zone))], { type: 'application/json' }), 'mapping.json');
      const call = { body: form };
      return unwrap(api.previewImport(call, { commandId: newId() }));
    },
    onSuccess: (run) => {
      void client.invalidateQueries({ queryKey: ['imports'] });
      void navigate({ to: '/admin/imports', search: { run: run.id } });
    },
  });
  const choose = (chosen: File): void => {
    setFile(chosen);
    setTable(null);
    look.mutate({ chosen });
  };
  const takeMapping = (id: string): void => {
    setMappingId(id);
    const found = mappings.data?.items.find((item) => item.id === id);
    if (table === null) return;
    draft.clear();
    setStart(found === undefined ? suggest(table) : fromMapping(found.mapping, table.header));
  };
  const missing = choice === null ? [] : NEEDED_FIELDS.filter((field) => choice.columns[field] === undefined);
  const hasCategory =
    choice !== null &&
    (['category1', 'category2', 'category3', 'category1Id', 'category2Id', 'category3Id'] as const).some(
      (field) => choice.columns[field] !== undefined,
    );
  return (
    <div className="import-steps">
      <section className="section" aria-label={t('imports.stepFile')}>
        <h2>{t('imports.stepFile')}</h2>
        <p>{t('imports.fileHint')}</p>
        <FileChoice label={t('imports.chooseFile')} accept=".csv,.txt,.xlsx" onChoose={choose} />
        {look.isPending ? <p role="status">{t('app.loading')}</p> : null}
        {look.error === null ? null : <ProblemNotice error={look.error} />}
        {table === null || file === null ? null : (
          <FirstLines table={table} onEncoding={(encoding) => look.mutate({ chosen: file, encoding })} />
        )}
      </section>
      {table === null || choice === null || file === null ? null : (
        <section className="section" aria-label={t('imports.stepColumns')}>
          <h2>{t('imports.stepColumns')}</h2>
          <p>
            <label>
              {t('imports.useMapping')}{' '}
              <Select
                aria-label={t('imports.useMapping')}
                value={mappingId}
                style={{ minWidth: 260 }}
                onChange={takeMapping}
                options={[
                  { value: GUESSED, label: t('imports.guessed') },
                  ...(mappings.data?.items ?? []).map(({ id, name, from }) => ({
                    value: id,
                    label: from === 'model' ? t('imports.ofModel', { name }) : name,
                  })),
                ]}
              />
            </label>
          </p>
          <FormDraftLine savedAt={null} restoredAt={draft.restoredAt} onDiscard={draft.clear} />
          <MappingForm table={table} choice={choice} onChange={(next) => draft.change({ choice: next })} />
          <Radio.Group
            aria-label={t('imports.mode')}
            value={mode}
            onChange={({ target }) => setMode(target.value === 'live' ? 'live' : 'historical')}
            className="choices"
            options={[
              { value: 'historical', label: t('imports.modeHistorical') },
              { value: 'live', label: t('imports.modeLive') },
            ]}
          />
          {preview.error === null ? null : <ProblemNotice error={preview.error} keeps />}
          {missing.length === 0 && hasCategory ? null : (
            <p role="alert">
              {t('imports.missingColumns', {
                names: t.list([
                  ...missing.map((field) => t(`imports.field.${field}`)),
                  ...(hasCategory ? [] : [t('field.category')]),
                ]),
              })}
            </p>
          )}
          <div className="row">
            <Button
              type="primary"
              loading={preview.isPending}
              disabled={missing.length > 0 || !hasCategory}
              onClick={() => preview.mutate({ chosen: file, read: table, decided: choice })}
            >
              {t('imports.preview')}
            </Button>
            <SaveMapping
              mapping={toMapping(choice, zone)}
              saved={mappings.data?.items.find((item) => item.id === mappingId && item.from === 'saved')}
              isReady={missing.length === 0 && hasCategory}
              onSaved={setMappingId}
              onRemoved={() => setMappingId(GUESSED)}
            />
          </div>
        </section>
      )}
    </div>
  );
}
