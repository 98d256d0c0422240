import '@gridward/i18n/words/listing';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { useT } from '../platform/language.tsx';
import { ProblemNotice } from './problem-notice.tsx';

interface DownloadButtonProps {
  readonly label: string;
  /** Asks for the file, which comes as the answer itself. */
  readonly ask: (signal: AbortSignal) => Promise<unknown>;
}

const KIB = 1024;
const RELEASE_AFTER_MS = 60_000;

/** Fetches a file and keeps it; says how much has come, can be called off, and says why where nothing came. */
export function DownloadButton({ label, ask }: DownloadButtonProps) {
  const t = useT();
  const { message } = App.useApp();
  const [received, setReceived] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const running = useRef<AbortController | null>(null);

  const start = async (): Promise<void> => {
    const control = new AbortController();
    running.current = control;
    setError(null);
    setReceived(0);
    try {
      const response = (await ask(control.signal)) as Response;
      save(await readAll(response, setReceived), nameOf(response));
      void message.success(t('export.done'));
    } catch (reason) {
      if (!control.signal.aborted) setError(reason instanceof Error ? reason : new Error(String(reason)));
    } finally {
      setReceived(null);
    }
  };
  return (
    <>
      {received === null ? (
        <Button onClick={() => void start()}>{label}</Button>
      ) : (
        <span className="row" role="status">
          <span className="quiet figures">{t('export.running', { size: Math.round(received / KIB) })}</span>
          <Button onClick={() => running.current?.abort()}>{t('export.cancel')}</Button>
        </span>
      )}
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void start()} />}
    </>
  );
}

/** As the server named it, in the language of the reader. */
function nameOf(response: Response): string {
  const header = response.headers.get('content-disposition') ?? '';
  const [, written] = /filename\*=UTF-8''([^;]+)/.exec(header) ?? [];
  return written === undefined ? 'gridward' : decodeURIComponent(written);
}

async function readAll(response: Response, onReceived: (bytes: number) => void): Promise<Blob> {
  const reader = response.body?.getReader();
  if (reader === undefined) return response.blob();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    onReceived((bytes += part.value.byteLength));
  }
  return new Blob(chunks, { type: response.headers.get('content-type') ?? '' });
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), RELEASE_AFTER_MS);
}
