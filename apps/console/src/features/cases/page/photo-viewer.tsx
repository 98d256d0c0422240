import { Image } from 'antd';
import { photoAddress } from '../../../platform/api.ts';

interface PhotoViewerProps {
  readonly photos: readonly { readonly id: string; readonly name: string }[];
  readonly openId: string;
  readonly onChange: (id: string) => void;
  readonly onClose: () => void;
}

/** The page behind is dimmed enough for the words over it to be read. */
const DARK = { popup: { mask: { background: 'var(--photo-shade)' } } } as const;

/** Photos one after the other over the whole window, to be enlarged and turned. */
export function PhotoViewer({ photos, openId, onChange, onClose }: PhotoViewerProps) {
  const current = Math.max(
    photos.findIndex(({ id }) => id === openId),
    0,
  );
  return (
    <Image.PreviewGroup
      styles={DARK}
      items={photos.map(({ id }) => photoAddress(id, 'full'))}
      preview={{
        open: true,
        // Also the name of the dialog.
        alt: photos[current]?.name,
        current,
        onChange: (next) => onChange(photos[next]?.id ?? openId),
        onOpenChange: (isOpen) => {
          if (!isOpen) onClose();
        },
      }}
    />
  );
}
