import type { ImportFinding } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input, Upload } from 'antd';
import { useId, useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { beginningOf } from '../editing/day.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { AREAS_KEY, type AreaDetail } from './area-queries.ts';
import { cornersText, partsOf, readCorners, readSurface, type Surface } from './map-shapes.ts';

/** The corners that are being written; `file` holds a surface that cannot be written corner by corner. */
export interface BoundaryDraft {
  readonly text: string;
  readonly file: Surface | null;
}

export const draftSurface = ({ text, file }: BoundaryDraft): Surface | null => {
  if (file !== null) return file;
  const read = readCorners(text);
  return read.ok ? read.surface : null;
};

interface BoundaryEditorProps {
  readonly area: AreaDetail;
  /** The boundary in force, to start from. */
  readonly present: Surface | undefined;
  readonly draft: BoundaryDraft;
  readonly onDraft: (draft: BoundaryDraft) => void;
  readonly onShow: (at: NonNullable<ImportFinding['at']>) => void;
  readonly onClose: () => void;
}

/** Draws a new boundary: from a file, by corners in words, or by clicks on the map, which all write the same list of corners. */
export function BoundaryEditor({ area, present, draft, onDraft, onShow, onClose }: BoundaryEditorProps) {
  const { t, format } = useLanguage();
  const id = useId();
  const client = useQueryClient();
  const today = format.date(useNow());
  const [source, setSource] = useState('');
  const [day, setDay] = useState('');
  const [provisional, setProvisional] = useState(false);
  const [fileBad, setFileBad] = useState(false);
  const surface = draftSurface(draft);
  const save = useMutation({
    mutationFn: (geometry: Surface) => {
      const validFrom = beginningOf(day, today, format.timeZone);
      const body = { geometry, source: source.trim(), provisional, ...(validFrom === undefined ? {} : { validFrom }) };
      return unwrap(api.setBoundary({ params: { areaId: area.id }, body }));
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: AREAS_KEY }),
  });
  const take = (read: Surface | null): void => {
    setFileBad(read === null);
    if (read === null) return;
    const text = cornersText(read);
    onDraft(text === null ? { text: '', file: read } : { text, file: null });
  };
  if (save.isSuccess) return <Saved findings={save.data.findings} onShow={onShow} onClose={onClose} />;
  return (
    <section className="section" aria-label={t('areas.draw')}>
      <h2>{t('areas.drawTitle', { name: area.name })}</h2>
      <p className="quiet">{t('areas.drawHint')}</p>
      {save.error === null ? null : <ProblemNotice error={save.error} keeps />}
      {fileBad ? <Alert type="error" role="alert" title={t('areas.fileBad')} /> : null}
      <div className="row">
        <Upload
          accept=".json,.geojson"
          showUploadList={false}
          beforeUpload={(file) => {
            void file.text().then((text) => take(readSurface(text)));
            return false;
          }}
        >
          <Button>{t('areas.drawFile')}</Button>
        </Upload>
        {present === undefined ? null : <Button onClick={() => take(present)}>{t('areas.drawFromNow')}</Button>}
      </div>
      <p>
        <label htmlFor={`${id}-corners`}>{t('areas.corners')}</label>
      </p>
      <Input.TextArea
        id={`${id}-corners`}
        rows={8}
        value={draft.text}
        onChange={(event) => onDraft({ text: event.target.value, file: null })}
        aria-describedby={`${id}-said`}
      />
      <p id={`${id}-said`} className="quiet" aria-live="polite">
        <CornersSaid draft={draft} />
      </p>
      <Button
        disabled={draft.text === ''}
        onClick={() => onDraft({ text: draft.text.trimEnd().split('\n').slice(0, -1).join('\n'), file: null })}
      >
        {t('areas.drawUndoPoint')}
      </Button>
      <p>
        <label htmlFor={`${id}-source`}>{t('areas.source')}</label>
      </p>
      <Input
        id={`${id}-source`}
        value={source}
        maxLength={200}
        placeholder={t('areas.sourceHint')}
        onChange={(event) => setSource(event.target.value)}
      />
      <p>
        <label htmlFor={`${id}-day`}>{t('setup.firstDay')}</label>
      </p>
      <DayInput id={`${id}-day`} value={day} onChange={setDay} />
      <p>
        <Checkbox checked={provisional} onChange={(event) => setProvisional(event.target.checked)}>
          {t('areas.isProvisional')}
        </Checkbox>
      </p>
      <div className="row">
        <Button
          type="primary"
          loading={save.isPending}
          disabled={surface === null || source.trim() === ''}
          onClick={() => (surface === null ? undefined : save.mutate(surface))}
        >
          {t('setup.save')}
        </Button>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
      </div>
    </section>
  );
}

/** How far the corners are, or which line is no place. */
function CornersSaid({ draft }: { readonly draft: BoundaryDraft }) {
  const { t } = useLanguage();
  if (draft.file !== null) return t('areas.fileTaken', { parts: partsOf(draft.file) });
  const read = readCorners(draft.text);
  if (read.ok) return t('areas.cornersCount', { count: read.count });
  if (read.badLine !== null) return <strong className="hazard-mark">{t('areas.cornersBad', { line: read.badLine })}</strong>;
  return t('areas.cornersFew');
}

interface SavedProps {
  readonly findings: readonly ImportFinding[];
  readonly onShow: (at: NonNullable<ImportFinding['at']>) => void;
  readonly onClose: () => void;
}

function Saved({ findings, onShow, onClose }: SavedProps) {
  const { t } = useLanguage();
  return (
    <section className="section" aria-label={t('areas.draw')}>
      <p role="status">{findings.length === 0 ? t('areas.drawSaved') : t('areas.drawFindings', { count: findings.length })}</p>
      <ul className="admin-section-list">
        {findings.map(({ message, at }) => (
          <li key={message.zh}>
            <span>{t.pick(message)}</span>
            {at === null ? null : (
              <Button size="small" onClick={() => onShow(at)}>
                {t('fileImport.zoom')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button onClick={onClose}>{t('app.close')}</Button>
    </section>
  );
}
