import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { NOTICES_KEY, noticesQuery, type Notice } from './notices.ts';
import { LoadMore } from '../../ui/load-more.tsx';

/** As many as one request may name. */
const AT_ONCE = 200;

/** Notices in words, latest first; opening a case reads its notice. */
export function NoticeDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLanguage();
  const queryClient = useQueryClient();
  const list = useInfiniteQuery(noticesQuery);
  const read = useMutation({
    mutationFn: (ids: string[]) => unwrap(api.readNotices({ body: { ids } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: NOTICES_KEY }),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = items.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  const error = list.error ?? read.error;
  return (
    <Drawer
      open
      title={t('notice.title')}
      onClose={onClose}
      size={480}
      extra={
        unread.length === 0 ? null : (
          <Button loading={read.isPending} onClick={() => read.mutate(unread.slice(0, AT_ONCE))}>
            {t('notice.readShown')}
          </Button>
        )
      }
    >
      {list.isPending ? <Waiting rows={6} /> : null}
      {error === null ? null : <ProblemNotice error={error} />}
      {list.isSuccess && items.length === 0 ? <Blank title={t('notice.empty')} hint={t('notice.emptyHint')} /> : null}
      {items.length === 0 ? null : (
        <ul className="plain-list">
          {items.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              onRead={() => read.mutate([notice.id])}
              onOpen={() => {
                if (notice.readAt === null) read.mutate([notice.id]);
                onClose();
              }}
            />
          ))}
        </ul>
      )}
      <LoadMore list={list} />
    </Drawer>
  );
}

interface NoticeLineProps {
  readonly notice: Notice;
  readonly onRead: () => void;
  readonly onOpen: () => void;
}

function NoticeLine({ notice, onRead, onOpen }: NoticeLineProps) {
  const { t, format } = useLanguage();
  const { kind, facts, at, readAt } = notice;
  const words = t(`notice.${kind}`);
  const dueAt = typeof facts['dueAt'] === 'string' ? Date.parse(facts['dueAt']) : Number.NaN;
  const isUnread = readAt === null;
  return (
    <li className="notice">
      <div className="grow">
        <p>
          {isUnread ? <strong>{words}</strong> : words}
          {isUnread ? <span className="sr-only"> {t('notice.isUnread')}</span> : null}
          {Number.isNaN(dueAt) ? null : <span className="quiet"> · {t('case.dueAt', { at: format.dateTime(dueAt) })}</span>}
        </p>
        {notice.case === null || notice.case.matter === null ? null : (
          <p>
            <Link to="/cases/$caseId" params={{ caseId: notice.case.id }} onClick={onOpen}>
              {t.pick(notice.case.matter)} · {notice.case.areaName}
            </Link>
          </p>
        )}
        <p className="quiet figures">
          <Moment at={at} /> {notice.case?.number}
        </p>
      </div>
      {isUnread ? (
        <Button type="text" onClick={onRead}>
          {t('notice.read')}
        </Button>
      ) : null}
    </li>
  );
}
