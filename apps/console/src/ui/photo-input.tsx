import './photo-input.css';
import { DATA_POLICIES } from '@gridward/core';
import { Button, Spin } from 'antd';
import { lazy, Suspense, useEffect, useId, useRef, useState, type DragEvent } from 'react';
import { newId, photoAddress } from '../platform/api.ts';
import { useT } from '../platform/language.tsx';
import { patiently } from '../platform/patiently.ts';
import { isGone, upload, type Purpose } from './photo-store.ts';
import type { PhotoUploads } from './photo-uploads.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { useHasCamera } from './use-has-camera.ts';

const Camera = lazy(() => patiently(() => import('./camera.tsx')).then((module) => ({ default: module.Camera })));

interface PhotoInputProps {
  readonly id?: string;
  readonly purpose: Purpose;
  readonly value?: readonly string[];
  readonly onChange?: (ids: string[]) => void;
  /** Those under way, for the form that waits for them. */
  readonly uploads: PhotoUploads;
  /** Takes photos that are pasted anywhere on the page, not only into the field. */
  readonly pasteAnywhere?: boolean;
}

interface Upload {
  readonly key: string;
  readonly file: File;
  readonly url: string;
  readonly state: 'uploading' | 'failed' | 'done';
  readonly attachmentId?: string;
  readonly error?: Error;
}

/** A photo of the field: one that was just added, or one of a draft. */
type Shown = Pick<Upload, 'key' | 'url'> & Partial<Upload>;

/** A draft brings photos that were sent earlier; what is no longer among the values was discarded with the rest of the form. */
function shownOf(value: readonly string[], uploads: readonly Upload[]): readonly Shown[] {
  const own = new Set(uploads.map(({ attachmentId }) => attachmentId));
  const earlier = value.filter((id) => !own.has(id));
  return [
    ...earlier.map((id) => ({ key: id, url: photoAddress(id, 'preview'), attachmentId: id })),
    ...uploads.filter(({ attachmentId }) => attachmentId === undefined || value.includes(attachmentId)),
  ];
}

/** Addresses of pictures in the browser's memory, by the key of their photo; given back when the field is gone. */
function useAddresses(): Map<string, string> {
  const [addresses] = useState(() => new Map<string, string>());
  useEffect(
    () => () => {
      for (const address of addresses.values()) URL.revokeObjectURL(address);
      addresses.clear();
    },
    [addresses],
  );
  return addresses;
}

const imagesOf = (list: DataTransfer | null): File[] => [...(list?.files ?? [])].filter((file) => file.type.startsWith('image/'));

/** As many as the server takes of one field. */
const MOST = 20;

/** Photos by choosing, dragging, pasting or with the camera. Each is sent at once; one that fails can be tried again. */
export function PhotoInput({ id, purpose, value = [], onChange, uploads: ways, pasteAnywhere = false }: PhotoInputProps) {
  const t = useT();
  const ownId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [leftOut, setLeftOut] = useState(0);
  const [gone, setGone] = useState(0);
  const current = useRef(value);
  current.current = value;
  const addresses = useAddresses();
  const hasCamera = useHasCamera();
  const [isShooting, setShooting] = useState(false);

  const put = (key: string, change: Partial<Upload>): void =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const send = async ({ key, file }: Upload): Promise<boolean> => {
    put(key, { state: 'uploading', error: undefined });
    try {
      const attachmentId = await upload(file, purpose, key);
      // What was taken out while it was under way does not come back, and a form that was closed meanwhile is not sent.
      if (!addresses.has(key)) return false;
      put(key, { state: 'done', attachmentId });
      current.current = [...current.current, attachmentId];
      onChange?.([...current.current]);
      return true;
    } catch (error) {
      put(key, { state: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
      return false;
    }
  };
  const begin = (item: Upload): void => ways.track(item.key, send(item));
  const shown = shownOf(value, uploads);
  const add = (files: readonly File[]): void => {
    const taken = files.slice(0, Math.max(0, MOST - shown.length));
    setLeftOut(files.length - taken.length);
    const items = taken.map((file): Upload => ({ key: newId(), file, url: URL.createObjectURL(file), state: 'uploading' }));
    for (const { key, url } of items) addresses.set(key, url);
    setUploads((all) => [...all, ...items]);
    for (const item of items) begin(item);
  };
  const remove = ({ key, url, attachmentId }: Shown): void => {
    if (addresses.delete(key)) URL.revokeObjectURL(url);
    ways.forget(key);
    setLeftOut(0);
    setUploads((all) => all.filter((one) => one.key !== key));
    if (attachmentId === undefined) return;
    current.current = current.current.filter((one) => one !== attachmentId);
    onChange?.([...current.current]);
  };

  const leaveOutIfGone = async (item: Shown): Promise<void> => {
    if (item.file !== undefined || item.attachmentId === undefined || !(await isGone(item.attachmentId))) return;
    remove(item);
    setGone((count) => count + 1);
  };

  const addLatest = useRef(add);
  addLatest.current = add;
  useEffect(() => {
    if (!pasteAnywhere) return;
    const onPaste = (event: ClipboardEvent): void => {
      const images = imagesOf(event.clipboardData);
      if (images.length > 0) addLatest.current(images);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [pasteAnywhere]);

  const retry = (key: string): void => {
    const item = uploads.find((one) => one.key === key);
    if (item !== undefined) begin(item);
  };
  /** The same field serves the album and, on a phone, the camera. */
  const choose = (capture: 'environment' | null): void => {
    if (capture === null) input.current?.removeAttribute('capture');
    else input.current?.setAttribute('capture', capture);
    input.current?.click();
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    add(imagesOf(event.dataTransfer));
  };
  return (
    <div
      className="photo-input"
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onPaste={(event) => (pasteAnywhere ? undefined : add(imagesOf(event.clipboardData)))}
    >
      <input
        ref={input}
        id={id ?? ownId}
        type="file"
        accept="image/*"
        multiple
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button onClick={() => choose(null)}>{t('photos.add')}</Button>{' '}
      <Button className="photo-camera" onClick={() => choose('environment')}>
        {t('photos.camera')}
      </Button>{' '}
      {hasCamera ? (
        <>
          <Button className="photo-desk-camera" onClick={() => setShooting(true)}>
            {t('photos.camera')}
          </Button>{' '}
        </>
      ) : null}
      <span className="quiet">{t('photos.hint', { most: MOST })}</span>
      <span role="status">
        {leftOut === 0 ? null : t('photos.leftOut', { most: MOST, count: leftOut })}
        {gone === 0 ? null : t('photos.gone', { count: gone, days: DATA_POLICIES.unclaimed_photo.retentionDays })}
      </span>
      {isShooting ? (
        <Suspense fallback={null}>
          <Camera room={MOST - shown.length} onPhoto={(photo) => add([photo])} onClose={() => setShooting(false)} />
        </Suspense>
      ) : null}
      <ul className="photos">
        {shown.map((item, index) => (
          <li key={item.key}>
            <Spin spinning={item.state === 'uploading'}>
              <img
                src={item.url}
                alt={t('photos.alt', { n: index + 1 })}
                width="80"
                height="80"
                onError={() => void leaveOutIfGone(item)}
              />
            </Spin>
            {item.state === 'failed' && item.error !== undefined ? (
              <ProblemNotice error={item.error} onRetry={() => retry(item.key)} />
            ) : null}
            <Button size="small" type="text" onClick={() => remove(item)} aria-label={t('photos.remove', { n: index + 1 })}>
              ✕
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
