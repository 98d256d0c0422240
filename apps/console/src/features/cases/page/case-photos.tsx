import type { CaseDetail } from '@gridward/contract';
import { Image } from 'antd';
import { photoAddress } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { comparable, ComparePhotos } from './compare-photos.tsx';
import { Section } from './fact-list.tsx';

type Attachment = CaseDetail['attachments'][number];

/** Photos by what they show; a click enlarges. */
export function CasePhotos({ attachments }: { readonly attachments: readonly Attachment[] }) {
  const t = useT();
  if (attachments.length === 0)
    return (
      <Section title={t('case.photos')}>
        <p className="quiet">{t('case.noPhotos')}</p>
      </Section>
    );
  const pair = comparable(attachments);
  return (
    <Section title={t('case.photos')}>
      {pair === null ? null : <ComparePhotos {...pair} />}
      <Image.PreviewGroup>
        <ul className="photos">
          {attachments.map((photo, index) => (
            <li key={photo.id}>
              <Photo photo={photo} n={index + 1} />
              <span className="quiet">
                {t(`purpose.${photo.purpose}`)} <ExactMoment at={photo.takenAt ?? photo.uploadedAt} />
              </span>
            </li>
          ))}
        </ul>
      </Image.PreviewGroup>
    </Section>
  );
}

function Photo({ photo, n }: { readonly photo: Attachment; readonly n: number }) {
  const t = useT();
  if (photo.screening === 'waiting' || photo.screening === 'failed') {
    return <span className="photo-waiting">{t(photo.screening === 'waiting' ? 'case.photoScreening' : 'case.photoFailed')}</span>;
  }
  return (
    <Image
      src={photoAddress(photo.id, 'preview')}
      preview={{ src: photoAddress(photo.id, 'full') }}
      alt={t('case.photoOpen', { n, purpose: t(`purpose.${photo.purpose}`) })}
      width={96}
      height={96}
    />
  );
}
