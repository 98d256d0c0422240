import { UNIT_IMPORT_FIELDS } from '@gridward/contract';
import { UNIT_KINDS, type UnitKind } from '@gridward/core';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { unitsQuery } from '../../organisation/units.ts';
import { ImportPanel, type Mapping } from '../file-import/import-panel.tsx';
import { ORGANISATION_KEY } from './organisation-queries.ts';

/** Brings in units from a table. */
export function UnitImport({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [kind, setKind] = useState<UnitKind>('department');
  const [system, setSystem] = useState('');
  const preview = (file: File, mapping: Mapping<(typeof UNIT_IMPORT_FIELDS)[number]>) => {
    const form = new FormData();
    const externalSystem = system.trim();
    form.append('options', JSON.stringify({ kind, mapping, ...(externalSystem === '' ? {} : { externalSystem }) }));
    form.append('file', file);
    return unwrap(api.previewUnitImport({ body: form }));
  };
  return (
    <ImportPanel
      title={t('org.importTitle')}
      accept=".csv"
      fileHint={t('fileImport.fileUnits')}
      fields={UNIT_IMPORT_FIELDS}
      options={
        <Form layout="vertical" component="div" className="permission-groups">
          <Form.Item label={t('org.importKind')} htmlFor="import-kind">
            <Select<UnitKind>
              id="import-kind"
              value={kind}
              options={UNIT_KINDS.map((value) => ({ value, label: t(`unitKind.${value}`) }))}
              onChange={setKind}
            />
          </Form.Item>
          <Form.Item label={t('org.importSystem')} htmlFor="import-system">
            <Input id="import-system" maxLength={60} value={system} onChange={(event) => setSystem(event.target.value)} />
          </Form.Item>
        </Form>
      }
      preview={preview}
      apply={(importId) => unwrap(api.applyUnitImport({ params: { importId }, body: {} }))}
      onDone={() => {
        void client.invalidateQueries({ queryKey: unitsQuery.queryKey });
        void client.invalidateQueries({ queryKey: ORGANISATION_KEY });
      }}
      onClose={onClose}
    />
  );
}
