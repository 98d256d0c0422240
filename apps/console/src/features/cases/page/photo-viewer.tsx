import '../../../styles/photo-viewer.css';
import { Image } from 'antd';
import { photoAddress } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { ActButton } from '../../../ui/act-button.tsx';

interface PhotoViewerProps {
  readonly photos: readonly { readonly id: string; readonly name: string }[];
  readonly openId: string;
  readonly onChange: (id: string) => void;
  readonly onClose: () => void;
}

/** The page behind is dimmed enough for the words over it to be read. */
const DARK = { popup: { mask: { background: 'var(--photo-shade)' } } } as const;
const VIEWER = { popup: { root: 'photo-viewer' } } as const;

/** Photos one after the other over the whole window, to be enlarged and turned. */
export function PhotoViewer({ photos, openId, onChange, onClose }: PhotoViewerProps) {
  const t = useT();
  const current = Math.max(
    photos.findIndex(({ id }) => id === openId),
    0,
  );
  return (
    <Image.PreviewGroup
      styles={DARK}
      classNames={VIEWER}
      items={photos.map(({ id }) => photoAddress(id, 'full'))}
      preview={{
        open: true,
        // Also the name of the dialog.
        alt: photos[current]?.name,
        current,
        closeIcon: (
          <span role="img" aria-label={t('app.close')}>
            ×
          </span>
        ),
        // In words: the library's own are drawings with English names, and two of them turn evidence into its mirror image.
        actionsRender: (_drawn, { actions, total }) => (
          <div className="photo-tools" role="toolbar" aria-label={t('photos.tools')}>
            {total > 1 ? (
              <ActButton disabled={current === 0} onClick={() => actions.onActive(-1)}>
                {t('photos.previous')}
              </ActButton>
            ) : null}
            {total > 1 ? (
              <ActButton disabled={current === total - 1} onClick={() => actions.onActive(1)}>
                {t('photos.next')}
              </ActButton>
            ) : null}
            <ActButton onClick={actions.onZoomIn}>{t('photos.larger')}</ActButton>
            <ActButton onClick={actions.onZoomOut}>{t('photos.smaller')}</ActButton>
            <ActButton onClick={actions.onRotateLeft}>{t('photos.turnLeft')}</ActButton>
            <ActButton onClick={actions.onRotateRight}>{t('photos.turnRight')}</ActButton>
            <ActButton onClick={actions.onReset}>{t('photos.asItWas')}</ActButton>
          </div>
        ),
        onChange: (next) => onChange(photos[next]?.id ?? openId),
        onOpenChange: (isOpen) => {
          if (!isOpen) onClose();
        },
      }}
    />
  );
}
