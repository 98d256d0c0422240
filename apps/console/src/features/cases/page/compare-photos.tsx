import '@gridward/i18n/words/checking';
import '../../../styles/compare.css';
import type { CaseDetail } from '@gridward/contract';
import { useState } from 'react';
import { photoAddress } from '../../../platform/api.ts';
import { useFormat, useT } from '../../../platform/language.tsx';

type Photo = CaseDetail['attachments'][number];

const BEFORE: readonly Photo['purpose'][] = ['before', 'report', 'pre_check'];
const AFTER: readonly Photo['purpose'][] = ['after', 'check'];

const shown = (photo: Photo): boolean => photo.screening === 'clear' || photo.screening === 'masked';
const ofPurposes = (photos: readonly Photo[], purposes: readonly Photo['purpose'][]): Photo[] =>
  purposes.flatMap((purpose) => photos.filter((photo) => photo.purpose === purpose && shown(photo)));

/** What can be laid over each other: a photo from before and one from after. */
export const comparable = (photos: readonly Photo[]): { readonly before: Photo[]; readonly after: Photo[] } | null => {
  const [before, after] = [ofPurposes(photos, BEFORE), ofPurposes(photos, AFTER)];
  return before.length > 0 && after.length > 0 ? { before, after } : null;
};

/** Two photos over each other, divided by a line that is moved with the mouse, a finger or the arrow keys. */
export function ComparePhotos({ before, after }: { readonly before: readonly Photo[]; readonly after: readonly Photo[] }) {
  const t = useT();
  const [share, setShare] = useState(50);
  const [from, setFrom] = useState(before[0]);
  const [to, setTo] = useState(after.at(-1));
  if (from === undefined || to === undefined) return null;
  return (
    <figure className="compare screen-only" aria-label={t('compare.title')}>
      <div className="compare-photos">
        <img src={photoAddress(to.id, 'full')} alt={t('compare.after')} />
        <img src={photoAddress(from.id, 'full')} alt={t('compare.before')} style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }} />
        <span className="compare-line" style={{ left: `${share}%` }} />
        <span className="compare-label compare-label-before">{t('compare.before')}</span>
        <span className="compare-label compare-label-after">{t('compare.after')}</span>
        <input
          type="range"
          min={0}
          max={100}
          value={share}
          aria-label={t('compare.slider')}
          aria-valuetext={`${share} %`}
          onChange={(event) => setShare(Number(event.target.value))}
        />
      </div>
      {before.length + after.length > 2 ? (
        <figcaption className="row">
          <PhotoChoice label={t('compare.pickBefore')} photos={before} value={from} onChange={setFrom} />
          <PhotoChoice label={t('compare.pickAfter')} photos={after} value={to} onChange={setTo} />
        </figcaption>
      ) : null}
    </figure>
  );
}

interface PhotoChoiceProps {
  readonly label: string;
  readonly photos: readonly Photo[];
  readonly value: Photo;
  readonly onChange: (photo: Photo) => void;
}

function PhotoChoice({ label, photos, value, onChange }: PhotoChoiceProps) {
  const t = useT();
  const format = useFormat();
  return (
    <label>
      <span className="quiet">{t.pair(label, '')}</span>
      <select
        value={value.id}
        onChange={(event) => {
          const chosen = photos.find(({ id }) => id === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {photos.map((photo) => (
          <option key={photo.id} value={photo.id}>
            {t(`purpose.${photo.purpose}`)} {format.dateTime(Date.parse(photo.takenAt ?? photo.uploadedAt))}
          </option>
        ))}
      </select>
    </label>
  );
}
