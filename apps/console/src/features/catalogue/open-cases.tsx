import '@gridward/i18n/words/rulebook';
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';

/** What a change of the rules touches: cases that are open keep the limit that they were given. */
export function WhatThisChanges({ categoryId }: { readonly categoryId: string }) {
  const t = useT();
  const { data } = useQuery({
    queryKey: ['categories', 'open-cases', categoryId],
    queryFn: ({ signal }) => unwrap(api.countOpenCases({ params: { categoryId } }, { signal })),
  });
  return (
    <p className="warns" role="note">
      {data === undefined ? t('rules.changesUnknown') : t('rules.changes', { count: data.count })}
    </p>
  );
}
