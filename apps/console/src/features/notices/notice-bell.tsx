import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../../platform/language.tsx';
import { unreadQuery } from './notices.ts';
import { patiently } from '../../platform/patiently.ts';

const NoticeDrawer = lazy(() =>
  patiently(() => import('./notice-drawer.tsx')).then((module) => ({ default: module.NoticeDrawer })),
);

/** What happened to my cases while I was elsewhere: how much of it is unread, and behind it the list. */
export function NoticeBell() {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { data: unread = 0 } = useQuery(unreadQuery);
  const label = unread === 0 ? t('notice.title') : t('notice.unread', { count: unread });
  return (
    <>
      <Button type="text" className="bell" title={label} aria-label={label} onClick={() => setOpen(true)}>
        <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden>
          <path d="M8 1a5 5 0 0 0-5 5v3l-1.5 2.5v1h13v-1L13 9V6a5 5 0 0 0-5-5zM6 13.5a2 2 0 0 0 4 0z" />
        </svg>
        {unread === 0 ? null : <span className="bell-count figures">{unread}</span>}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <NoticeDrawer onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
