import '@gridward/i18n/words/checking';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, InputNumber } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useCommandKey } from '../../platform/command-key.ts';
import { useT } from '../../platform/language.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { shareQuery } from './second-checks.ts';

/** How much of what was closed is drawn; for who keeps the rules. */
export function SecondCheckShare() {
  const t = useT();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const keyOf = useCommandKey();
  const { data, error, refetch } = useQuery(shareQuery);
  const [typed, setTyped] = useState<number | null>(null);
  const save = useMutation({
    mutationFn: (share: number) => {
      const body = { share, version: data?.version ?? 0 };
      return unwrap(api.saveSecondCheckShare({ body }, { commandId: keyOf(body) }));
    },
    onSuccess: (saved) => {
      queryClient.setQueryData(shareQuery.queryKey, saved);
      setTyped(null);
      void message.success(t('second.shareSaved'));
    },
    onError: () => queryClient.invalidateQueries({ queryKey: shareQuery.queryKey }),
  });
  if (data === undefined) return error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />;
  const percent = typed ?? Math.round(data.share * 1000) / 10;
  return (
    <section className="section" aria-label={t('second.share')}>
      {save.error === null ? null : <ProblemNotice error={save.error} keeps />}
      <div className="row">
        <label htmlFor="second-check-share">{t('second.share')}</label>
        <InputNumber<number> id="second-check-share" min={0} max={100} step={1} suffix="%" value={percent} onChange={setTyped} />
        <Button
          disabled={typed === null || typed / 100 === data.share}
          loading={save.isPending}
          onClick={() => save.mutate(percent / 100)}
        >
          {t('second.shareSave')}
        </Button>
        <span className="quiet">{t('second.shareHint')}</span>
      </div>
    </section>
  );
}
