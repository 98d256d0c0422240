import type { ImportFinding } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input, Upload } from 'antd';
import { useId, useState } from 'react';
import { api, unwrap } from '../../../../platform/api.ts';
import { useLanguage } from '../../../../platform/language.tsx';
import { useNow } from '../../../../platform/now.ts';
import { ProblemNotice } from '../../../../ui/problem-notice.tsx';
import { beginningOf } from '../../editing/day.ts';
import { FormDraftLine } from '../../editing/form-draft.tsx';
import { DayInput } from '../../../../ui/day-input.tsx';
import { AREAS_KEY, type AreaDetail } from '../area-queries.ts';
import { cornersText, partsOf, readCorners, readSurface, type Surface } from '../map-shapes.ts';
import type { BoundaryDraft } from './boundary-draft.ts';

interface BoundaryEditorProps {
  readonly area: AreaDetail;
  /** The boundary in force, to start from. */
  readonly present: Surface | undefined;
  readonly draft: BoundaryDraft;
  readonly onShow: (at: NonNullable<ImportFinding['at']>) => void;
  readonly onClose: () => void;
}

/** Draws a new boundary: from a file, by corners in words, or by clicks on the map, which all write the same list of corners. */
export function BoundaryEditor({ area, present, draft, onShow, onClose }: BoundaryEditorProps) {
  const { t, format } = useLanguage();
  const id = useId();
  const client = useQueryClient();
  const today = format.date(useNow());
  const { words, surface, setCorners } = draft;
  const [fileBad, setFileBad] = useState(false);
  const save = useMutation({
    mutationFn: (geometry: Surface) => {
      const validFrom = beginningOf(words.day, today, format.timeZone);
      const { source, provisional } = words;
      const body = { geometry, source: source.trim(), provisional, ...(validFrom === undefined ? {} : { validFrom }) };
      return unwrap(api.setBoundary({ params: { areaId: area.id }, body }));
    },
    onSuccess: (_saved, geometry) => {
      draft.settle(geometry);
      void client.invalidateQueries({ queryKey: AREAS_KEY });
    },
  });
  const take = (read: Surface | null): void => {
    setFileBad(read === null);
    if (read === null) return;
    const text = cornersText(read);
    if (text === null) draft.takeFile(read);
    else setCorners(text);
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
        value={words.text}
        onChange={(event) => setCorners(event.target.value)}
        aria-describedby={`${id}-said`}
      />
      <p id={`${id}-said`} className="quiet" aria-live="polite">
        <CornersSaid draft={draft} />
      </p>
      <Button disabled={words.text === ''} onClick={() => setCorners(words.text.trimEnd().split('\n').slice(0, -1).join('\n'))}>
        {t('areas.drawUndoPoint')}
      </Button>
      <p>
        <label htmlFor={`${id}-source`}>{t('areas.source')}</label>
      </p>
      <Input
        id={`${id}-source`}
        value={words.source}
        maxLength={200}
        placeholder={t('areas.sourceHint')}
        onChange={(event) => draft.write({ source: event.target.value })}
      />
      <p>
        <label htmlFor={`${id}-day`}>{t('setup.firstDay')}</label>
      </p>
      <DayInput id={`${id}-day`} value={words.day} onChange={(day) => draft.write({ day })} />
      <p>
        <Checkbox checked={words.provisional} onChange={(event) => draft.write({ provisional: event.target.checked })}>
          {t('areas.isProvisional')}
        </Checkbox>
      </p>
      <div className="row">
        <Button
          type="primary"
          loading={save.isPending}
          disabled={surface === null || words.source.trim() === ''}
          onClick={() => (surface === null ? undefined : save.mutate(surface))}
        >
          {t('setup.save')}
        </Button>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
      </div>
      {draft.kept === null ? null : <FormDraftLine {...draft.kept} onDiscard={draft.discard} />}
    </section>
  );
}

/** How far the corners are, or which line is no place. */
function CornersSaid({ draft }: { readonly draft: BoundaryDraft }) {
  const { t } = useLanguage();
  if (draft.file !== null) return t('areas.fileTaken', { parts: partsOf(draft.file) });
  const read = readCorners(draft.words.text);
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
