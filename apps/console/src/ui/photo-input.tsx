import { Button, Spin } from 'antd';
import { useEffect, useId, useRef, useState, type DragEvent } from 'react';
import { api, newId, unwrap } from '../platform/api.ts';
import { useT } from '../platform/language.tsx';
import { ProblemNotice } from './problem-notice.tsx';

type Purpose = Parameters<typeof api.uploadAttachment>[0]['query']['purpose'];

interface PhotoInputProps {
  readonly id?: string;
  readonly purpose: Purpose;
  readonly value?: readonly string[];
  readonly onChange?: (ids: string[]) => void;
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

async function upload(file: File, purpose: Purpose, commandId: string): Promise<string> {
  const form = new FormData();
  form.append('file', file);
  // The body of a multipart route is a stream and has no schema; the client passes a form on as it is.
  const call = { query: { purpose }, body: form };
  const attachment = await unwrap(api.uploadAttachment(call, { commandId }));
  return attachment.id;
}

const imagesOf = (list: DataTransfer | null): File[] => [...(list?.files ?? [])].filter((file) => file.type.startsWith('image/'));

/** Photos by choosing, dragging, pasting or with the camera. Each is sent at once; one that fails can be tried again. */
export function PhotoInput({ id, purpose, value = [], onChange, pasteAnywhere = false }: PhotoInputProps) {
  const t = useT();
  const ownId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const current = useRef(value);
  current.current = value;

  const send = async (item: Upload): Promise<void> => {
    setUploads((all) => all.map((one) => (one.key === item.key ? { ...one, state: 'uploading', error: undefined } : one)));
    try {
      const attachmentId = await upload(item.file, purpose, item.key);
      setUploads((all) => all.map((one) => (one.key === item.key ? { ...one, state: 'done', attachmentId } : one)));
      current.current = [...current.current, attachmentId];
      onChange?.([...current.current]);
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      setUploads((all) => all.map((one) => (one.key === item.key ? { ...one, state: 'failed', error: failure } : one)));
    }
  };
  const add = (files: readonly File[]): void => {
    const items = files.map((file): Upload => ({ key: newId(), file, url: URL.createObjectURL(file), state: 'uploading' }));
    setUploads((all) => [...all, ...items]);
    for (const item of items) void send(item);
  };
  const remove = (item: Upload): void => {
    URL.revokeObjectURL(item.url);
    setUploads((all) => all.filter((one) => one.key !== item.key));
    current.current = current.current.filter((one) => one !== item.attachmentId);
    onChange?.([...current.current]);
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
      <span className="quiet">{t('photos.hint')}</span>
      <ul className="photos">
        {uploads.map((item, index) => (
          <li key={item.key}>
            <Spin spinning={item.state === 'uploading'}>
              <img src={item.url} alt={t('photos.alt', { n: index + 1 })} width="80" height="80" />
            </Spin>
            {item.state === 'failed' && item.error !== undefined ? (
              <ProblemNotice error={item.error} onRetry={() => void send(item)} />
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
