import type { CaseSummary } from '@gridward/contract';
import { useEffect, useMemo, useRef } from 'react';
import { holdRows } from './held-rows.ts';
import { useNews } from './news.ts';

/**
 * The rows of a queue. One that a colleague has just taken away stays for some seconds and says so; the one that is open stays open.
 * @param list what the rows are of; another list begins anew
 */
export function useHeldRows(items: readonly CaseSummary[], openId: string | null, list: string) {
  const news = useNews();
  const before = useRef({ list, rows: items });
  const rows = useMemo(
    () => (before.current.list === list ? holdRows(before.current.rows, items, (id) => id === openId || news.has(id)) : items),
    [items, openId, news, list],
  );
  useEffect(() => {
    before.current = { list, rows };
  }, [list, rows]);
  return { rows, news };
}
