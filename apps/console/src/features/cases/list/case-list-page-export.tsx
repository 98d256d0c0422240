import type { FreeCaseColumn } from '@gridward/contract';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import type { CaseFilters } from './filters.ts';

type ExportQuery = Parameters<typeof api.exportCaseList>[0]['query'];

const KIB = 1024;
const RELEASE_AFTER_MS = 60_000;

/** The file of the list as it is filtered now; it says how much has come and can be called off. */
export function ExportButton({
  filters,
  columns,
}: {
  readonly filters: CaseFilters;
  readonly columns: readonly FreeCaseColumn[];
}) {
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
      const query = { ...filters, columns: columns.join(',') } as ExportQuery;
      // A file comes as the answer itself.
      const response = (await unwrap(api.exportCaseList({ query }, { signal: control.signal }))) as Response;
      save(await readAll(response, setReceived), `${t('export.file')}.xlsx`);
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
        <Button onClick={() => void start()}>{t('export.button')}</Button>
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
