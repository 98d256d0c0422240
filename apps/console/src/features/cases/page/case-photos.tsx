import type { CaseDetail } from '@gridward/contract';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { photoAddress } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { patiently } from '../../../platform/patiently.ts';
import { ExactMoment } from '../../../ui/moment.tsx';
import { comparable, ComparePhotos } from './compare-photos.tsx';
import { Section } from './fact-list.tsx';

const PhotoViewer = lazy(() => patiently(() => import('./photo-viewer.tsx')).then((module) => ({ default: module.PhotoViewer })));

type Attachment = CaseDetail['attachments'][number];

const isShown = ({ screening }: Attachment): boolean => screening !== 'waiting' && screening !== 'failed';

/** Photos by what they show; a click enlarges. */
export function CasePhotos({ attachments }: { readonly attachments: readonly Attachment[] }) {
  const t = useT();
  const [openId, setOpenId] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const lastId = useRef<string | null>(null);
  useEffect(() => {
    // Back to the photo that was enlarged last, once the viewer has gone: until then it keeps the focus to itself.
    if (openId === null) list.current?.querySelector<HTMLElement>(`[data-photo="${lastId.current}"]`)?.focus();
    lastId.current = openId;
  }, [openId]);
  if (attachments.length === 0)
    return (
      <Section title={t('case.photos')}>
        <p className="quiet">{t('case.noPhotos')}</p>
      </Section>
    );
  const pair = comparable(attachments);
  const shown = attachments.flatMap((photo, index) =>
    isShown(photo) ? [{ id: photo.id, name: t.pair(t('photos.alt', { n: index + 1 }), t(`purpose.${photo.purpose}`)) }] : [],
  );
  return (
    <Section title={t('case.photos')}>
      {pair === null ? null : <ComparePhotos {...pair} />}
      <ul ref={list} className="photos">
        {attachments.map((photo, index) => (
          <li key={photo.id}>
            <Photo photo={photo} n={index + 1} onOpen={() => setOpenId(photo.id)} />
            <span className="quiet">
              {t(`purpose.${photo.purpose}`)} <ExactMoment at={photo.takenAt ?? photo.uploadedAt} />
            </span>
          </li>
        ))}
      </ul>
      {openId === null ? null : (
        <Suspense fallback={null}>
          <PhotoViewer photos={shown} openId={openId} onChange={setOpenId} onClose={() => setOpenId(null)} />
        </Suspense>
      )}
    </Section>
  );
}

function Photo({ photo, n, onOpen }: { readonly photo: Attachment; readonly n: number; readonly onOpen: () => void }) {
  const t = useT();
  if (!isShown(photo))
    return <span className="photo-waiting">{t(photo.screening === 'waiting' ? 'case.photoScreening' : 'case.photoFailed')}</span>;
  return (
    <button type="button" className="photo" data-photo={photo.id} onClick={onOpen}>
      <img
        src={photoAddress(photo.id, 'preview')}
        alt={t('case.photoOpen', { n, purpose: t(`purpose.${photo.purpose}`) })}
        width={96}
        height={96}
      />
    </button>
  );
}
