import '@gridward/i18n/words/listing';
import './bulk.css';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../../../platform/language.tsx';
import { useMe } from '../../session/me.tsx';
import { dropWork, keptWorks } from './bulk-store.ts';
import { countsOf, type BulkWork } from './bulk-work.ts';
import { useBulkName } from './use-bulk-name.ts';
import { patiently } from '../../../platform/patiently.ts';

const BulkResume = lazy(() => patiently(() => import('./bulk-panel.tsx')).then((module) => ({ default: module.BulkResume })));

/** Work that was not finished before the page was left, offered again. */
export function BulkLeft() {
  const t = useT();
  const nameOf = useBulkName();
  const { accountId } = useMe();
  const [works, setWorks] = useState(() => keptWorks(localStorage, accountId));
  const [open, setOpen] = useState<BulkWork | null>(null);
  const reread = (): void => setWorks(keptWorks(localStorage, accountId));
  return (
    <>
      {works.map((work) => {
        const { total, done } = countsOf(work);
        return (
          <div key={work.id} className="bulk-left" role="status">
            <span>{t('bulk.resume', { verb: nameOf(work.verb), count: total - done })}</span>
            <Button onClick={() => setOpen(work)}>{t('bulk.resumeGo')}</Button>
            <Button
              type="text"
              onClick={() => {
                dropWork(localStorage, accountId, work.id);
                reread();
              }}
            >
              {t('bulk.resumeDrop')}
            </Button>
          </div>
        );
      })}
      {open === null ? null : (
        <Suspense fallback={null}>
          <BulkResume
            found={open}
            onDone={() => {
              setOpen(null);
              reread();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
