import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Blank } from '../../../ui/blank.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';

interface PagedListProps<T> {
  readonly label: string;
  readonly list: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly T[] }>>;
  /** What is said where there is nothing. */
  readonly blank: { readonly title: string; readonly hint: string };
  readonly children: (items: readonly T[]) => ReactNode;
}

/** A list that is read page by page: on its way, refused, empty, or there, with the way to more of it. */
export function PagedList<T>({ label, list, blank, children }: PagedListProps<T>) {
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {list.isPending ? <Waiting rows={8} /> : null}
      {list.error === null ? null : <PageProblem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 ? <Blank {...blank} /> : null}
      {items.length === 0 ? null : (
        <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
          {children(items)}
        </div>
      )}
      <LoadMore list={list} />
    </>
  );
}
