import { AREA_IMPORT_FIELDS } from '@gridward/contract';
import { AREA_LEVELS, type AreaLevel } from '@gridward/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Radio, Select, Upload } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { AreaPicker } from '../../areas/area-picker.tsx';
import type { FoundPlace } from '../file-import/import-findings.tsx';
import { ImportPanel, type Mapping } from '../file-import/import-panel.tsx';
import { decodeTable } from '../file-import/source-columns.ts';
import { AREAS_KEY, areaQuery } from './area-queries.ts';
import { around, readSurface, type MapShape, type Surface } from './map-shapes.ts';
import { patiently } from '../../../platform/patiently.ts';

const AreaMap = lazy(() => patiently(() => import('./area-map.tsx')).then((module) => ({ default: module.AreaMap })));
const SYSTEMS = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const;
/** What is drawn as it stands in the file is right only where the file already speaks of these degrees. */
const DRAWN_SYSTEMS: readonly string[] = ['WGS84', 'CGCS2000'];

interface Options {
  readonly system: (typeof SYSTEMS)[number];
  readonly level: AreaLevel | undefined;
  readonly parentId: string | undefined;
  readonly mode: 'import' | 'bootstrap';
  readonly outline: File | null;
}

const FRESH: Options = { system: 'WGS84', level: undefined, parentId: undefined, mode: 'import', outline: null };

/** Brings in areas and grids from a file, with what is wrong in it shown on the map beforehand. */
export function AreaImport({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [options, setOptions] = useState<Options>(FRESH);
  const [surface, setSurface] = useState<Surface | null>(null);
  const [shown, setShown] = useState<{ readonly at: FoundPlace; readonly line: number } | null>(null);
  const parent = useQuery({ ...areaQuery(options.parentId ?? ''), enabled: options.parentId !== undefined });
  const change = (part: Partial<Options>): void => setOptions((before) => ({ ...before, ...part }));
  const preview = (file: File, mapping: Mapping<(typeof AREA_IMPORT_FIELDS)[number]>, repair: boolean) => {
    const { system, level, mode, outline } = options;
    const code = parent.data?.code;
    const form = new FormData();
    const sent = {
      system,
      mode,
      repair,
      mapping,
      ...(level === undefined ? {} : { level }),
      ...(code == null ? {} : { parentCode: code }),
    };
    form.append('options', JSON.stringify(sent));
    form.append('file', file);
    if (outline !== null) form.append('outline', outline);
    return unwrap(api.previewAreaImport({ body: form }));
  };
  return (
    <div className="admin-split with-import">
      <div className="admin-main">
        <ImportPanel
          title={t('areas.importTitle')}
          accept=".json,.geojson,.csv"
          fileHint={t('fileImport.fileAreas')}
          fields={AREA_IMPORT_FIELDS}
          mayRepair
          options={<AreaImportOptions options={options} onChange={change} />}
          preview={preview}
          apply={(importId) => unwrap(api.applyAreaImport({ params: { importId }, body: {} }))}
          onFile={({ file }) => void file.arrayBuffer().then((bytes) => setSurface(readSurface(decodeTable(bytes))))}
          onShow={(at, line) => setShown({ at, line })}
          onDone={() => void client.invalidateQueries({ queryKey: AREAS_KEY })}
          onClose={onClose}
        />
      </div>
      <ImportMap surface={DRAWN_SYSTEMS.includes(options.system) ? surface : null} shown={shown} />
    </div>
  );
}

interface ImportMapProps {
  readonly surface: Surface | null;
  readonly shown: { readonly at: FoundPlace; readonly line: number } | null;
}

/** The surfaces of the file, and the place of the finding that was asked for. */
function ImportMap({ surface, shown }: ImportMapProps) {
  const t = useT();
  const shapes = useMemo<MapShape[]>(
    () =>
      surface === null
        ? []
        : (surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates).map((coordinates) => ({
            areaId: '',
            kind: 'draft',
            geometry: { type: 'Polygon', coordinates },
          })),
    [surface],
  );
  const marks = useMemo(() => (shown === null ? [] : [shown.at]), [shown]);
  return (
    <div className="area-map-box">
      <p role="status">{shown === null ? '' : t('fileImport.shown', { line: shown.line })}</p>
      <div className="map-fill">
        <Suspense fallback={<Waiting rows={4} />}>
          <AreaMap
            label={t('areas.map')}
            shapes={shapes}
            marks={marks}
            fit={shown === null ? (surface === null ? [] : [surface]) : [around(shown.at)]}
            fitKey={shown === null ? `file ${shapes.length}` : `${shown.at.lng},${shown.at.lat}`}
          />
        </Suspense>
      </div>
    </div>
  );
}

interface AreaImportOptionsProps {
  readonly options: Options;
  readonly onChange: (part: Partial<Options>) => void;
}

function AreaImportOptions({ options, onChange }: AreaImportOptionsProps) {
  const t = useT();
  return (
    <Form layout="vertical" component="div" className="permission-groups">
      <Form.Item label={t('fileImport.mode')}>
        <Radio.Group
          aria-label={t('fileImport.mode')}
          value={options.mode}
          onChange={(event) => onChange({ mode: event.target.value === 'bootstrap' ? 'bootstrap' : 'import' })}
          options={(['import', 'bootstrap'] as const).map((value) => ({ value, label: t(`fileImport.mode.${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('fileImport.system')} htmlFor="import-system">
        <Select
          id="import-system"
          value={options.system}
          options={SYSTEMS.map((value) => ({ value, label: t(`fileImport.system.${value}`) }))}
          onChange={(system) => onChange({ system })}
        />
      </Form.Item>
      <Form.Item label={t('fileImport.level')} htmlFor="import-level">
        <Select<AreaLevel>
          id="import-level"
          allowClear
          value={options.level}
          placeholder={t('fileImport.levelAuto')}
          options={AREA_LEVELS.map((value) => ({ value, label: t(`areaLevel.${value}`) }))}
          onChange={(level: AreaLevel | undefined) => onChange({ level })}
        />
      </Form.Item>
      <Form.Item label={t('fileImport.parent')} htmlFor="import-parent">
        <AreaPicker id="import-parent" value={options.parentId} onChange={(parentId) => onChange({ parentId })} />
      </Form.Item>
      {options.mode === 'bootstrap' ? (
        <Form.Item label={t('fileImport.outline')}>
          <Upload
            accept=".json,.geojson"
            showUploadList={false}
            beforeUpload={(outline) => {
              onChange({ outline });
              return false;
            }}
          >
            <Button>{options.outline?.name ?? t('fileImport.file')}</Button>
          </Upload>
        </Form.Item>
      ) : null}
    </Form>
  );
}
