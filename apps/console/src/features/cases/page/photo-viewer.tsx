import { Image } from 'antd';
import { photoAddress } from '../../../platform/api.ts';

interface PhotoViewerProps {
  readonly ids: readonly string[];
  readonly openId: string;
  readonly onChange: (id: string) => void;
  readonly onClose: () => void;
}

/** Photos one after the other over the whole window, to be enlarged and turned. */
export function PhotoViewer({ ids, openId, onChange, onClose }: PhotoViewerProps) {
  return (
    <Image.PreviewGroup
      items={ids.map((id) => photoAddress(id, 'full'))}
      preview={{
        open: true,
        current: Math.max(ids.indexOf(openId), 0),
        onChange: (current) => onChange(ids[current] ?? openId),
        onOpenChange: (isOpen) => {
          if (!isOpen) onClose();
        },
      }}
    />
  );
}
