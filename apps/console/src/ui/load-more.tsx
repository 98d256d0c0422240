import { Button } from 'antd';
import { useT } from '../platform/language.tsx';

interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** The next page of a list, at its end; nothing where there is none. */
export function LoadMore({ list }: { readonly list: Paged }) {
  const t = useT();
  if (!list.hasNextPage) return null;
  return (
    <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {t('app.loadMore')}
    </Button>
  );
}
